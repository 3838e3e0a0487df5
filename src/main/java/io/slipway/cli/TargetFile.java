package io.slipway.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an answer is written to. A file appears only when it is complete, also when somebody presses Ctrl-C meanwhile. */
final class TargetFile {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to (default: standard output)")
    private @Nullable Path path;

    /** Writes what a file is to hold. */
    @FunctionalInterface
    interface Content {
        void to(OutputStream stream) throws IOException;
    }

    /** The file that was named; null: none. */
    @Nullable
    Path path() {
        return path;
    }

    /** Writes a file, or into what is there under its name and is no file, such as a pipe. */
    static void write(Path target, Content content) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CliFailure(ExitCode.USAGE, "There is no folder " + folder + " to write " + target + " into.");
        }
        if (Files.isDirectory(target)) {
            throw new CliFailure(ExitCode.USAGE, target + " is a folder; name a file in it.");
        }
        try {
            if (Files.exists(target) && !Files.isRegularFile(target)) {
                try (OutputStream stream = Files.newOutputStream(target)) {
                    content.to(stream);
                }
                return;
            }
            Path part = folder.resolve(".slipway-" + UUID.randomUUID() + ".part");
            part.toFile().deleteOnExit();
            try {
                try (OutputStream stream =
                        new BufferedOutputStream(Files.newOutputStream(part, StandardOpenOption.CREATE_NEW))) {
                    content.to(stream);
                }
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CliFailure(ExitCode.UNEXPECTED, "The file " + target + " can't be written: " + CliFailure.why(e));
        }
    }
}
