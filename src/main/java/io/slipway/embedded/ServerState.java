package io.slipway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known about the server from one run to the next: the password, and how to find a server that a killed
 * application left behind. Kept in one file that only its owner can read.
 */
final class ServerState {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Properties values = new Properties();

    private ServerState(Path file) {
        this.file = file;
    }

    static ServerState load(Path file) throws IOException {
        ServerState state = new ServerState(file);
        if (Files.isRegularFile(file)) {
            state.values.load(new StringReader(Files.readString(file, UTF_8)));
        }
        if (state.values.getProperty("password", "").isBlank()) {
            byte[] secret = new byte[24];
            RANDOM.nextBytes(secret);
            state.values.setProperty(
                    "password", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        }
        state.save();
        return state;
    }

    String password() {
        return values.getProperty("password", "");
    }

    int port() {
        return number("port");
    }

    long pid() {
        return number("pid");
    }

    /** How the server was told to run, so that changed settings are noticed. */
    String arguments() {
        return values.getProperty("arguments", "");
    }

    @Nullable
    String serverVersion() {
        return values.getProperty("server");
    }

    void serverIs(String version) throws IOException {
        values.setProperty("server", version);
        save();
    }

    void runs(long pid, int port, String arguments) throws IOException {
        values.setProperty("pid", Long.toString(pid));
        values.setProperty("port", Integer.toString(port));
        values.setProperty("arguments", arguments);
        save();
    }

    /** The port stays known: using it again keeps the administrator's tools connected over a restart. */
    void ended() throws IOException {
        values.remove("pid");
        values.remove("arguments");
        save();
    }

    private int number(String key) {
        try {
            return Integer.parseInt(values.getProperty(key, "0"));
        } catch (NumberFormatException damaged) {
            return 0;
        }
    }

    private void save() throws IOException {
        StringWriter text = new StringWriter();
        values.store(text, "Written by Slipway. Holds a password: keep it to yourself.");
        writePrivately(file, text.toString());
    }

    /** Writes a file that nobody but its owner could ever have read, not even for a moment. */
    static void writePrivately(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, onlyMine("rw-------"));
        Files.writeString(draft, text, UTF_8);
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static FileAttribute<?>[] onlyMine(String permissions) {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
