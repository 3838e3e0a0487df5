package io.slipway.testing;

import io.slipway.embedded.DirectConnections;
import io.slipway.embedded.EmbeddedMariaDb;
import io.slipway.embedded.ServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The one MariaDB of a test JVM: the product's own launcher on a throw-away folder, never waiting for the disk, neither at
 * a commit nor, which takes most of the time of an account's making, at CREATE TABLE. What a process that is killed has
 * handed to the system is there all the same; tests that kill the server use one of their own that waits. Started when first asked for, stopped when the JVM ends; what a killed JVM left behind is cleared by the next one.
 *
 * <p>With Spring, use {@link IntegrationTest}. Without, take {@link #connections()} or, for tables that nobody else
 * touches, {@link #newSchema()}.
 */
public final class TestDatabase {

    private static final Path HOME = Path.of("target", "test-databases").toAbsolutePath();
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestDatabase() {}

    /** The running server. */
    public static EmbeddedMariaDb server() {
        return Holder.SERVER;
    }

    /** Connections to the schema {@code slipway}, shared by all integration tests of this JVM. */
    public static DirectConnections connections() {
        return connections(EmbeddedMariaDb.SCHEMA);
    }

    public static DirectConnections connections(String schema) {
        EmbeddedMariaDb server = server();
        return new DirectConnections(server.jdbcUrl(schema), server.user(), server.password());
    }

    /** Makes an empty schema of its own for a test and returns its name. */
    public static String newSchema() {
        String name = "slipway_test_" + SCHEMAS.incrementAndGet();
        try (Connection connection = connections().open();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    /** The properties that make an application use this database. */
    public static Map<String, Object> properties() {
        EmbeddedMariaDb server = server();
        return Map.of(
                "slipway.database.url", server.jdbcUrl(),
                "slipway.database.user", server.user(),
                "slipway.database.password", server.password(),
                "slipway.data-dir", server.dataDir().resolve("app").toString());
    }

    /** Points a test's application context at this database. */
    public static final class Initializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test database", TestDatabase.properties()));
        }
    }

    private static final class Holder {
        static final EmbeddedMariaDb SERVER = start();

        private static EmbeddedMariaDb start() {
            // As the application does; for tests that an editor runs in the zone of the machine.
            TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
            try {
                Files.createDirectories(HOME);
                clearLeftOvers();
                Path folder = Files.createTempDirectory(
                        HOME, "jvm-" + ProcessHandle.current().pid() + "-");
                EmbeddedMariaDb server = EmbeddedMariaDb.start(ServerOptions.in(folder)
                        .withProgram(forcedProgram())
                        .withDurable(false)
                        .withBufferPool(128L * 1024 * 1024)
                        .withExtraArguments(
                                List.of("--innodb-log-file-size=64M", "--debug-no-sync", "--skip-sync-frm")));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    // Spring's own hooks may still be closing pools; the server ends those connections.
                    server.close();
                    delete(folder);
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** To run all tests against another MariaDB: -Dslipway.test.mariadbd=/usr/sbin/mariadbd. */
        private static Path forcedProgram() {
            String program = System.getProperty("slipway.test.mariadbd", System.getenv("SLIPWAY_TEST_MARIADBD"));
            return program == null || program.isBlank() ? null : Path.of(program);
        }

        private static void clearLeftOvers() throws IOException {
            try (Stream<Path> folders = Files.list(HOME)) {
                for (Path folder : folders.toList()) {
                    if (isAbandoned(folder)) {
                        endServersOn(folder);
                        delete(folder);
                    }
                }
            }
        }

        private static boolean isAbandoned(Path folder) {
            Path guard = folder.resolve("slipway.lock");
            if (!Files.exists(guard)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(guard, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                return lock != null;
            } catch (IOException | RuntimeException e) {
                return false;
            }
        }

        private static void endServersOn(Path folder) {
            String argument = "--datadir=" + folder.resolve("mariadb");
            ProcessHandle.allProcesses()
                    .filter(process -> process.info()
                            .arguments()
                            .map(arguments -> List.of(arguments).contains(argument))
                            .orElse(false))
                    .forEach(process -> {
                        process.destroyForcibly();
                        process.onExit().join();
                    });
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            // The next run tries again.
        }
    }
}
