package io.slipway.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A MariaDB server program and the files it needs beside it.
 *
 * @param program the server itself
 * @param home its base directory
 * @param share where its messages, character sets and the system tables' scripts lie
 * @param origin for the log: where it came from
 */
record ServerBinaries(Path program, Path home, Path share, String origin) {

    private static final String SYSTEM_TABLES = "mariadb_system_tables.sql";
    private static final List<String> NAMES = List.of("mariadbd", "mariadbd.exe", "mysqld", "mysqld.exe");

    /** A given program, else the one that came with Slipway, else one that is installed. */
    static ServerBinaries find(@Nullable Path given, Path cacheDir) throws IOException {
        if (given != null) {
            return at(given, "configured")
                    .orElseThrow(() -> new DatabaseStartException(
                            "No usable MariaDB server at " + given + ".",
                            "Point slipway.database.mariadbd at the mariadbd program of a complete installation."));
        }
        Optional<ServerBinaries> bundled = BundledServer.unpack(cacheDir);
        return bundled.or(ServerBinaries::installed)
                .orElseThrow(() -> new DatabaseStartException(
                        "Slipway comes without a MariaDB server for " + System.getProperty("os.name") + " on "
                                + System.getProperty("os.arch") + ", and none is installed.",
                        "Install the MariaDB server (10.11 or newer), or name a running one in slipway.database.url."));
    }

    /** The installation around a server program, if the scripts for its system tables are found near it. */
    static Optional<ServerBinaries> at(Path program, String origin) {
        if (!Files.isRegularFile(program)) {
            return Optional.empty();
        }
        Path real = realPath(program);
        Path folder = real.getParent();
        Path home = folder == null ? null : folder.getParent();
        if (home == null) {
            return Optional.empty();
        }
        return Stream.of("share", "share/mariadb", "share/mysql")
                .map(home::resolve)
                .filter(share -> Files.isRegularFile(share.resolve(SYSTEM_TABLES))
                        || Files.isRegularFile(share.resolve("mysql_system_tables.sql")))
                .findFirst()
                .map(share -> new ServerBinaries(real, home, share, origin));
    }

    private static Optional<ServerBinaries> installed() {
        String path = System.getenv("PATH");
        Stream<String> folders = path == null ? Stream.empty() : Stream.of(path.split(File.pathSeparator));
        return Stream.concat(folders, Stream.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin", "/usr/local/bin"))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .flatMap(program -> at(program, "installed").stream())
                .findFirst();
    }

    /** The scripts that make the system tables, in the order in which they have to run. */
    List<Path> systemTableScripts() {
        return Stream.of("system_tables.sql", "performance_tables.sql", "system_tables_data.sql")
                .map(name -> Stream.of("mariadb_" + name, "mysql_" + name)
                        .map(share::resolve)
                        .filter(Files::isRegularFile)
                        .findFirst())
                .flatMap(Optional::stream)
                .toList();
    }

    static boolean isWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
    }

    private static Path realPath(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }
}
