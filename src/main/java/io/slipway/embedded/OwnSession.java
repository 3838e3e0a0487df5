package io.slipway.embedded;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A session of its own for the server's process, so that what a terminal or a supervisor sends to the application's
 * process group (Ctrl-C, a hang-up, a SIGTERM to the group) does not end the database before those who use it.
 */
final class OwnSession {

    private OwnSession() {}

    /** What is put before a command so; nothing where the platform has no program for it. */
    static List<String> prefix() {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            return List.of();
        }
        String path = System.getenv("PATH");
        return Stream.concat(
                        Stream.of((path == null ? "" : path).split(File.pathSeparator)), Stream.of("/usr/bin", "/bin"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "setsid"))
                .filter(Files::isExecutable)
                .findFirst()
                // a child leads no group, so this replaces itself by the command: its process is the server's
                .map(program -> List.of(program.toString()))
                .orElse(List.of());
    }
}
