package io.slipway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The folder a server of our own keeps everything in.
 *
 * @param root the folder itself
 */
record ServerFolder(Path root) {

    private static final long LOG_LIMIT = 10L * 1024 * 1024;

    /** The server's data. */
    Path data() {
        return root.resolve("mariadb");
    }

    /** Data that is still being set up; gets its name only when it is complete. */
    Path draft() {
        return root.resolve("mariadb.new");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path pidFile() {
        return root.resolve("mariadb.pid");
    }

    Path log() {
        return root.resolve("mariadb.log");
    }

    Path setUpLog() {
        return root.resolve("mariadb-setup.log");
    }

    /** Statements for the server's start; holds the password, so it is gone again once the server is up. */
    Path initFile() {
        return root.resolve("mariadb-init.sql");
    }

    /** Password and port. */
    Path settings() {
        return root.resolve("database.properties");
    }

    void rotateLog() throws IOException {
        if (Files.isRegularFile(log()) && Files.size(log()) > LOG_LIMIT) {
            Files.move(log(), root.resolve("mariadb.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes a folder nobody else can look into, unless it is there. */
    static void makePrivate(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, ServerState.onlyMine("rwx------"));
        }
    }

    /** What a log ended with, for people. */
    static String lastLines(Path file) {
        try {
            List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file, UTF_8) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException unreadable) {
            return "(" + file + " cannot be read: " + unreadable + ")";
        }
    }
}
