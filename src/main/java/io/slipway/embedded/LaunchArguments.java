package io.slipway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How our own server is told to run. */
record LaunchArguments(ServerOptions options, ServerBinaries binaries, ServerFolder folder) {

    /**
     * No socket file: everything goes over TCP on the loopback address, so long paths and paths with spaces are no
     * matter. No TLS either, because nothing leaves the machine; making its keys would take seconds at every start.
     */
    List<String> all() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--no-defaults",
                "--basedir=" + binaries.home(),
                "--lc-messages-dir=" + binaries.share(),
                "--datadir=" + folder.data(),
                "--tmpdir=" + folder.temporary(),
                "--pid-file=" + folder.pidFile(),
                "--log-error=" + folder.log(),
                "--bind-address=127.0.0.1",
                "--skip-name-resolve",
                "--skip-ssl",
                "--character-set-server=utf8mb4",
                "--collation-server=utf8mb4_unicode_ci",
                "--default-time-zone=" + SessionSettings.TIME_ZONE,
                "--sql-mode=" + SessionSettings.SQL_MODE,
                "--transaction-isolation=READ-COMMITTED",
                "--default-storage-engine=InnoDB",
                "--innodb-buffer-pool-size=" + options.bufferPoolBytes(),
                "--innodb-flush-log-at-trx-commit=" + (options.durable() ? 1 : 2),
                "--innodb-lock-wait-timeout=10",
                "--lock-wait-timeout=60",
                "--max-connections=300",
                "--max-allowed-packet=64M",
                "--table-open-cache=2000",
                "--open-files-limit=8192"));
        arguments.add(ServerBinaries.isWindows() ? "--skip-named-pipe" : "--socket=");
        arguments.addAll(asRootIfRoot());
        return arguments;
    }

    /** Stands for all of it, so that changed settings are noticed. */
    String fingerprint() throws IOException {
        return Integer.toHexString(
                (binaries.program() + " " + all() + options.extraArguments() + options.port()).hashCode());
    }

    /** One statement a line, as the server wants it. Runs at each start, so a lost password file heals itself. */
    static String accountsAndSchema(String password) {
        String account = "'" + EmbeddedMariaDb.USER + "'@'127.0.0.1'";
        String identified = " IDENTIFIED BY '" + password + "';\n";
        return "CREATE DATABASE IF NOT EXISTS `" + EmbeddedMariaDb.SCHEMA
                + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\n"
                + "CREATE USER IF NOT EXISTS " + account + identified
                + "ALTER USER " + account + identified
                + "GRANT ALL PRIVILEGES ON `slipway%`.* TO " + account + ";\n"
                + "GRANT PROCESS, CONNECTION ADMIN, SHUTDOWN ON *.* TO " + account + ";\n";
    }

    /** The server refuses to run as root unless it is told that this is meant. */
    static List<String> asRootIfRoot() throws IOException {
        Path probe = Files.createTempFile("slipway", null);
        try {
            return Files.getFileStore(probe).supportsFileAttributeView("unix")
                            && Integer.valueOf(0).equals(Files.getAttribute(probe, "unix:uid"))
                    ? List.of("--user=root")
                    : List.of();
        } catch (UnsupportedOperationException | IllegalArgumentException notUnix) {
            return List.of();
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
