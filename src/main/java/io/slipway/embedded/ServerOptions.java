package io.slipway.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the embedded server is to run.
 *
 * @param dataDir the folder of this installation; the server's own files lie in a folder below it
 * @param cacheDir where the bundled server is unpacked, shared by all installations of a user
 * @param program a server program to use instead of the bundled one
 * @param port the port on the loopback address; 0 for any free one
 * @param bufferPoolBytes memory for InnoDB's pages
 * @param durable whether a commit waits for the disk; false only where losing the last second is fine, as in tests
 * @param extraArguments handed to the server as they are, last, so that they win
 */
public record ServerOptions(
        Path dataDir,
        Path cacheDir,
        @Nullable Path program,
        int port,
        long bufferPoolBytes,
        boolean durable,
        List<String> extraArguments) {

    private static final long MEBIBYTE = 1024L * 1024;

    public ServerOptions {
        dataDir = dataDir.toAbsolutePath().normalize();
        cacheDir = cacheDir.toAbsolutePath().normalize();
        extraArguments = List.copyOf(extraArguments);
    }

    /** The defaults for an installation in {@code dataDir}. */
    public static ServerOptions in(Path dataDir) {
        return new ServerOptions(dataDir, userCacheDir(dataDir), null, 0, 256 * MEBIBYTE, true, List.of());
    }

    public ServerOptions withCacheDir(Path folder) {
        return new ServerOptions(dataDir, folder, program, port, bufferPoolBytes, durable, extraArguments);
    }

    public ServerOptions withProgram(@Nullable Path mariadbd) {
        return new ServerOptions(dataDir, cacheDir, mariadbd, port, bufferPoolBytes, durable, extraArguments);
    }

    public ServerOptions withPort(int fixed) {
        return new ServerOptions(dataDir, cacheDir, program, fixed, bufferPoolBytes, durable, extraArguments);
    }

    public ServerOptions withBufferPool(long bytes) {
        return new ServerOptions(dataDir, cacheDir, program, port, bytes, durable, extraArguments);
    }

    public ServerOptions withDurable(boolean waitForDisk) {
        return new ServerOptions(dataDir, cacheDir, program, port, bufferPoolBytes, waitForDisk, extraArguments);
    }

    public ServerOptions withExtraArguments(List<String> arguments) {
        return new ServerOptions(dataDir, cacheDir, program, port, bufferPoolBytes, durable, arguments);
    }

    /** The folder the platform means for such things; the data directory for a user without a home. */
    private static Path userCacheDir(Path dataDir) {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String home = System.getProperty("user.home", "");
        String xdg = System.getenv("XDG_CACHE_HOME");
        String local = System.getenv("LOCALAPPDATA");
        Path base;
        if (os.contains("windows") && local != null && !local.isBlank()) {
            base = Path.of(local);
        } else if (xdg != null && !xdg.isBlank()) {
            base = Path.of(xdg);
        } else if (!home.isBlank()
                && !home.equals("/")
                && !home.equals("?")
                && Path.of(home).toFile().canWrite()) {
            base = Path.of(home, os.contains("mac") ? "Library/Caches" : ".cache");
        } else {
            return dataDir.resolve("cache");
        }
        return base.resolve("slipway");
    }
}
