package io.slipway.bench;

import io.slipway.SlipwayApplication;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.embedded.EmbeddedMariaDb;
import io.slipway.embedded.ServerOptions;
import io.slipway.environment.Definitions;
import io.slipway.storage.TableChunks;
import io.slipway.testing.Workshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures the REST API of the built jar against Directus on the same MariaDB and the same rows, and both against plain
 * JDBC. Every commit of all three waits for the disk.
 */
final class ApiSpeed {

    private static final int CALLERS = 8;
    private static final long BUFFER_POOL = 1L << 30;
    private static final Path JAR = Path.of("target", "slipway.jar").toAbsolutePath();

    private final List<ApiDeeds.Kind> kinds = List.of(ApiDeeds.Kind.values());
    private final Path folder;
    private final int count;
    private String token = "";
    private BigTable big;

    private ApiSpeed(Path folder, int count) {
        this.folder = folder;
        this.count = count;
    }

    /**
     * @param folder for a database and files of its own
     * @param count rows the tables begin with
     * @param seconds of one round of one of the three
     */
    static void measure(Path folder, int count, int rounds, double seconds) throws Exception {
        Files.createDirectories(folder);
        new ApiSpeed(folder, count).measure(rounds, seconds);
    }

    private void measure(int rounds, double seconds) throws Exception {
        String given = System.getProperty("slipway.bench.directus", "");
        Path installed = given.isBlank() ? null : Path.of(given).toAbsolutePath();
        if (installed == null) {
            say(
                    "NOT COMPARED WITH DIRECTUS: -Dslipway.bench.directus=<folder> says where src/bench/directus.sh put it");
        }
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(
                ServerOptions.in(folder.resolve("database")).withBufferPool(BUFFER_POOL))) {
            say("Filling two tables of twelve fields with %,d rows each", count);
            SameTable.makeSchema(database);
            Directus directus =
                    installed == null ? null : Directus.prepare(installed, folder.resolve("directus"), database);
            fill(database);
            try (ServerProcess ours = startOurs(database);
                    ServerProcess theirs = directus == null ? null : directus.start();
                    Connection connection = SameTable.connect(database);
                    Contest contest = new Contest(CALLERS, rounds, seconds, connection, database.process())) {
                compare(database, ours, theirs, contest);
            }
        }
    }

    private void fill(EmbeddedMariaDb database) throws Exception {
        try (ConfigurableApplicationContext application =
                new SpringApplicationBuilder(SlipwayApplication.class).run(arguments(database, 0, "setup"))) {
            long began = System.nanoTime();
            big = new BigTable(
                    application.getBean(Workshop.class),
                    application.getBean(TableChunks.class),
                    application.getBean(DedicatedConnections.class),
                    count);
            long filled = System.nanoTime();
            int copied = SameTable.make(
                    database, big, application.getBean(Definitions.class).current(big.production));
            say(
                    "%,d rows filled in %.0f s, %,d copied in %.0f s",
                    count, (filled - began) / 1e9, copied, (System.nanoTime() - filled) / 1e9);
            token = application
                    .getBean(ApiTokens.class)
                    .create(
                            big.admin,
                            new ApiTokens.NewToken(
                                    "Benchmark", null, EnumSet.allOf(TokenScope.class), null, false, null))
                    .secret();
        }
    }

    /** As the image starts it, with production's defaults, but for the limit of calls per minute, which is what is to be found out. */
    private String[] arguments(EmbeddedMariaDb database, int port, String data) {
        return new String[] {
            "--server.port=" + port,
            "--slipway.data-dir=" + folder.resolve(data),
            "--slipway.demo=false",
            "--slipway.database.url=" + database.jdbcUrl(),
            "--slipway.database.user=" + database.user(),
            "--slipway.database.password=" + database.password(),
            "--slipway.api.requests-per-minute=0",
            "--logging.level.root=warn"
        };
    }

    private ServerProcess startOurs(EmbeddedMariaDb database) throws Exception {
        int port = ServerProcess.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g", "-XX:+UseParallelGC"));
        String more = System.getProperty("slipway.bench.java", "");
        command.addAll(more.isBlank() ? List.of() : List.of(more.strip().split("\\s+")));
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments(database, port, "data")));
        return ServerProcess.start(folder, "slipway", command, Map.of(), port, "/actuator/health");
    }

    private void compare(EmbeddedMariaDb database, ServerProcess ours, ServerProcess theirs, Contest contest)
            throws Exception {
        Rows rows = new Rows(big);
        ApiReport report = new ApiReport(theirs != null);
        try {
            compare(database, ours, theirs, contest, rows, report);
        } finally {
            report.print();
        }
    }

    private void compare(
            EmbeddedMariaDb database,
            ServerProcess ours,
            ServerProcess theirs,
            Contest contest,
            Rows rows,
            ApiReport report)
            throws Exception {
        ExecutionException failed = null;
        String wanted = System.getProperty("slipway.bench.only", "");
        for (ApiDeeds.Kind kind : kinds) {
            if (!wanted.isBlank()
                    && !List.of(wanted.split(",")).contains(kind.name().toLowerCase(Locale.ROOT))) {
                continue;
            }
            ApiDeeds deeds = new ApiDeeds(kind, rows, big, count);
            List<Contest.Entrant> entrants = new ArrayList<>();
            entrants.add(new Contest.Entrant(
                    ApiReport.OURS,
                    caller -> deeds.ours(new LightHttp(ours.port(), token)),
                    ours::processors,
                    kind.warmUpSeconds()));
            if (theirs != null) {
                entrants.add(new Contest.Entrant(
                        ApiReport.THEIRS,
                        caller -> deeds.theirs(new LightHttp(theirs.port(), Directus.TOKEN)),
                        theirs::processors,
                        kind.warmUpSeconds()));
            }
            entrants.add(new Contest.Entrant(
                    ApiReport.BARE, caller -> deeds.bare(SameTable.connect(database)), () -> Duration.ZERO, 1));
            try {
                report.add(kind, contest.run(entrants));
            } catch (ExecutionException e) {
                // The others are worth knowing all the same.
                say("FAILED: %s: %s", kind.title(), e.getCause());
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
