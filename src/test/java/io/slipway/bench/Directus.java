package io.slipway.bench;

import io.slipway.embedded.EmbeddedMariaDb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Directus as src/bench/directus.sh has installed it, on a schema of the benchmark's MariaDB. As it comes: with activity
 * and revisions, which it keeps by default; but without telemetry, limiters of
 * rate and pressure, and cache, and with few log lines.
 */
final class Directus {

    static final String TOKEN = "bench-token-of-a-server-that-lives-for-minutes";
    static final String SCHEMA = "slipway_peer";

    private final Path installed;
    private final Path folder;

    private Directus(Path installed, Path folder) {
        this.installed = installed;
        this.folder = folder;
    }

    /**
     * Makes its tables in the schema.
     *
     * @param installed what the script was given
     * @param folder for its settings and files
     */
    static Directus prepare(Path installed, Path folder, EmbeddedMariaDb database) throws Exception {
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("directus.env"),
                List.of(
                        "HOST=127.0.0.1",
                        "DB_CLIENT=mysql",
                        "DB_HOST=127.0.0.1",
                        "DB_PORT=" + database.port(),
                        "DB_DATABASE=" + SCHEMA,
                        "DB_USER=" + database.user(),
                        "DB_PASSWORD=" + database.password(),
                        "SECRET=only-for-this-run-of-the-benchmark",
                        "ADMIN_EMAIL=admin@example.com",
                        "ADMIN_PASSWORD=only-for-this-run",
                        "ADMIN_TOKEN=" + TOKEN,
                        "TELEMETRY=false",
                        "LOG_LEVEL=warn",
                        "RATE_LIMITER_ENABLED=false",
                        "PRESSURE_LIMITER_ENABLED=false",
                        "CACHE_ENABLED=false",
                        "WEBSOCKETS_ENABLED=false"));
        Directus directus = new Directus(installed, folder);
        ServerProcess.run(folder, "bootstrap", directus.command("bootstrap"), directus.environment());
        return directus;
    }

    ServerProcess start() throws IOException {
        int port = ServerProcess.freePort();
        Files.writeString(
                folder.resolve("directus.env"), "PORT=" + port + "\n", java.nio.file.StandardOpenOption.APPEND);
        return ServerProcess.start(folder, "directus", command("start"), environment(), port, "/server/ping");
    }

    private List<String> command(String what) {
        Path node = Path.of(System.getProperty("slipway.bench.node", ""));
        return List.of(
                node.toString().isEmpty() ? "node" : node.toAbsolutePath().toString(),
                installed.resolve("node_modules/directus/cli.js").toString(),
                what);
    }

    private Map<String, String> environment() {
        return Map.of("CONFIG_PATH", folder.resolve("directus.env").toString(), "NODE_ENV", "production");
    }
}
