package io.slipway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first set-up of a server's data. */
final class SystemTables {

    private static final Logger log = LoggerFactory.getLogger(SystemTables.class);

    private SystemTables() {}

    /** Makes the system tables in a folder that gets its name only when it is complete. */
    static void make(ServerBinaries binaries, ServerFolder folder) throws IOException {
        Path draft = folder.draft();
        BundledServer.deleteTree(draft);
        ServerFolder.makePrivate(draft);
        ServerFolder.makePrivate(folder.temporary());
        List<String> command = new ArrayList<>(List.of(
                binaries.program().toString(),
                "--no-defaults",
                "--bootstrap",
                "--basedir=" + binaries.home(),
                "--lc-messages-dir=" + binaries.share(),
                "--datadir=" + draft,
                // never the machine's: another server that starts empties that of what looks left over
                "--tmpdir=" + folder.temporary(),
                "--log-warnings=0",
                "--enforce-storage-engine=",
                "--max-allowed-packet=8M",
                "--innodb-flush-log-at-trx-commit=0"));
        command.addAll(LaunchArguments.asRootIfRoot());
        Path output = folder.setUpLog();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write("CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\nSET @auth_root_socket='root';\n"
                    .getBytes(UTF_8));
            for (Path script : binaries.systemTableScripts()) {
                Files.copy(script, in);
            }
        } catch (IOException brokenPipe) {
            log.debug("The server stopped reading its set-up scripts", brokenPipe);
        }
        int code = ChildProcess.waitFor(process);
        if (code != 0) {
            throw new DatabaseStartException(
                    "The embedded database could not be set up (exit code " + code + "):\n"
                            + ServerFolder.lastLines(output),
                    "The reason is in the lines above; they are also in " + output + ".");
        }
        Files.move(draft, folder.data(), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(output);
    }
}
