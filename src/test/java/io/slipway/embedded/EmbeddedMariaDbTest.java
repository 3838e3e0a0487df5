package io.slipway.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class EmbeddedMariaDbTest {

    @TempDir
    Path folder;

    static ServerOptions options(Path dataDir) {
        return ServerOptions.in(dataDir).withDurable(false).withBufferPool(32L * 1024 * 1024);
    }

    @Test
    @DisplayName("data written in one run is there in the next, on the same port")
    void keepsDataOverARestart() throws SQLException {
        int port;
        try (EmbeddedMariaDb first = EmbeddedMariaDb.start(options(folder))) {
            port = first.port();
            run(first, "CREATE TABLE slipway.kept (id INT PRIMARY KEY, name VARCHAR(20)) CHARACTER SET utf8mb4");
            run(first, "INSERT INTO slipway.kept VALUES (1, 'Grüße 🚢')");
        }
        try (EmbeddedMariaDb second = EmbeddedMariaDb.start(options(folder))) {
            assertThat(ask(second, "SELECT name FROM slipway.kept")).isEqualTo("Grüße 🚢");
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    @DisplayName("closing leaves no server process and frees the folder")
    void closesCompletely() {
        EmbeddedMariaDb database = EmbeddedMariaDb.start(options(folder));
        ProcessHandle process = database.process();
        database.close();
        database.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(folder.resolve("mariadb.log")).content().contains("Shutdown complete");
    }

    @Test
    @DisplayName("a second application on the same folder is refused with both ways out")
    void refusesASecondApplication() {
        try (EmbeddedMariaDb first = EmbeddedMariaDb.start(options(folder))) {
            assertThatThrownBy(() -> EmbeddedMariaDb.start(options(folder)))
                    .isInstanceOfSatisfying(DatabaseStartException.class, problem -> {
                        assertThat(problem)
                                .hasMessageContaining("Another Slipway")
                                .hasMessageContaining(folder.toString())
                                .hasMessageContaining(
                                        Long.toString(ProcessHandle.current().pid()));
                        assertThat(problem.action()).contains("--slipway.data-dir");
                    });
            assertThat(first.process().isAlive()).isTrue();
        }
    }

    @Test
    @DisplayName("a second process on the same folder is refused too")
    void refusesASecondProcess() throws Exception {
        try (EmbeddedMariaDb first = EmbeddedMariaDb.start(options(folder))) {
            Process other = probe(folder);
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isNotZero();
            assertThat(first.process().isAlive()).isTrue();
        }
    }

    @Test
    @DisplayName("the server of a killed application is taken over with its data")
    void takesOverAnOrphan() throws Exception {
        Process application = probe(folder);
        String[] up = awaitUp(application);
        long server = Long.parseLong(up[2]);
        kill(application);
        assertThat(ProcessHandle.of(server)).get().matches(ProcessHandle::isAlive, "outlives its application");
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(options(folder))) {
            assertThat(database.process().pid()).isEqualTo(server);
            assertThat(database.port()).isEqualTo(Integer.parseInt(up[1]));
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    @DisplayName("what a terminal or a supervisor sends to the application's process group does not end the server")
    void isNotOfTheApplicationsGroup() throws Exception {
        Process application = probe(List.of("setsid"), folder);
        long server = Long.parseLong(awaitUp(application)[2]);
        new ProcessBuilder("kill", "-TERM", "--", "-" + application.pid())
                .start()
                .waitFor();
        assertThat(application.waitFor(30, TimeUnit.SECONDS)).isTrue();
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(options(folder))) {
            assertThat(database.process().pid()).isEqualTo(server);
        }
        assertThat(folder.resolve("mariadb.log")).content().containsOnlyOnce("ready for connections");
    }

    @Test
    @DisplayName(
            "a server that is told to end together with the application serves it to its end, and nothing looks wrong")
    void servesAnApplicationThatEndsToItsEnd() throws Exception {
        Process application = probe(List.of(), folder, "finishes");
        BufferedReader output = application.inputReader();
        long server = Long.parseLong(awaitUp(output)[2]);
        // not of Process, which closes what it would still say
        application.toHandle().destroy();
        ProcessHandle.of(server).orElseThrow().destroy();
        List<String> lines = output.lines().toList();
        assertThat(application.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(lines).contains("FINISHED").noneMatch(line -> line.contains("ERROR"));
        assertThat(ServerState.load(folder.resolve("database.properties")).pid())
                .as("it was stopped in the end")
                .isZero();
    }

    @Test
    @DisplayName("the server of a killed application is replaced when its settings have changed")
    void replacesAnOrphanWithOtherSettings() throws Exception {
        Process application = probe(folder);
        long server = Long.parseLong(awaitUp(application)[2]);
        kill(application);
        ServerOptions changed = options(folder).withBufferPool(48L * 1024 * 1024);
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(changed)) {
            assertThat(database.process().pid()).isNotEqualTo(server);
            assertThat(ask(database, "SELECT @@innodb_buffer_pool_size")).isEqualTo("50331648");
            assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
        }
    }

    @Test
    @DisplayName("an orphan is found even when the file that names it was lost")
    void findsAnOrphanWithoutItsNote() throws Exception {
        Process application = probe(folder);
        long server = Long.parseLong(awaitUp(application)[2]);
        kill(application);
        Files.delete(folder.resolve("database.properties"));
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(options(folder))) {
            assertThat(database.process().pid()).isNotEqualTo(server);
            assertThat(ask(database, "SELECT CURRENT_USER()")).isEqualTo("slipway@127.0.0.1");
        }
    }

    @Test
    @DisplayName("a process that merely got the orphan's number is left alone")
    void leavesStrangersAlone() throws Exception {
        EmbeddedMariaDb.start(options(folder)).close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            ServerState.load(folder.resolve("database.properties")).runs(stranger.pid(), 1, "whatever");
            EmbeddedMariaDb.start(options(folder)).close();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    @DisplayName("a server that is killed under the application comes back on the same port")
    void comesBackAfterAKill() throws SQLException {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(options(folder))) {
            ProcessHandle first = database.process();
            int port = database.port();
            run(database, "CREATE TABLE slipway.kept (id INT PRIMARY KEY) CHARACTER SET utf8mb4");
            first.destroyForcibly();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> database.process().pid() != first.pid()
                            && "0".equals(ask(database, "SELECT COUNT(*) FROM slipway.kept")));
            assertThat(database.port()).isEqualTo(port);
        }
    }

    @Test
    @DisplayName("a set-up that was interrupted is done again from the start")
    void repeatsAnInterruptedSetUp() throws Exception {
        Path halfDone = Files.createDirectories(folder.resolve("mariadb.new/mysql"));
        Files.writeString(halfDone.resolve("db.opt"), "rubbish");
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(options(folder))) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
            assertThat(folder.resolve("mariadb.new")).doesNotExist();
        }
    }

    @Test
    @DisplayName("folders with spaces, letters of other scripts and very long names work")
    void acceptsAwkwardFolders() throws SQLException {
        Path awkward = folder.resolve("Meine Daten – données ☂ 'quoted'").resolve("x".repeat(120));
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(options(awkward))) {
            assertThat(ask(database, "SELECT 1")).isEqualTo("1");
        }
        try (EmbeddedMariaDb again = EmbeddedMariaDb.start(options(awkward))) {
            assertThat(ask(again, "SELECT 2")).isEqualTo("2");
        }
    }

    @Test
    @DisplayName("nobody else can read the folder or the password, and the password is nowhere else")
    void keepsThePasswordPrivate() throws IOException {
        Path data = folder.resolve("data");
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(options(data))) {
            assertThat(database.password()).hasSizeGreaterThanOrEqualTo(32);
            assertThat(permissions(data)).isEqualTo("rwx------");
            assertThat(permissions(data.resolve("database.properties"))).isEqualTo("rw-------");
            assertThat(data.resolve("mariadb-init.sql")).doesNotExist();
            assertThat(database.process().info().commandLine().orElse("")).doesNotContain(database.password());
            assertThat(data.resolve("mariadb.log")).content().doesNotContain(database.password());
        }
    }

    @Test
    @DisplayName("only the slipway user gets in, only with the password, and only its own schemas are open to it")
    void letsNobodyElseIn() throws SQLException {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(options(folder))) {
            assertThatThrownBy(() -> open(database, "root", "")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> open(database, "slipway", "")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> open(database, "", "")).isInstanceOf(SQLException.class);
            run(database, "CREATE DATABASE slipway_a1");
            run(database, "DROP DATABASE slipway_a1");
            assertThatThrownBy(() -> run(database, "CREATE DATABASE elsewhere")).hasMessageContaining("Access denied");
            assertThatThrownBy(() -> ask(database, "SELECT COUNT(*) FROM mysql.global_priv"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    @DisplayName("the server's own defaults are strict, in UTC, READ COMMITTED and on the loopback address")
    void hasTheRightDefaults() throws SQLException {
        ServerOptions durable = options(folder).withDurable(true);
        try (EmbeddedMariaDb database = EmbeddedMariaDb.start(durable)) {
            assertThat(ask(database, "SELECT @@global.time_zone")).isEqualTo("+00:00");
            assertThat(ask(database, "SELECT @@global.tx_isolation")).isEqualTo("READ-COMMITTED");
            assertThat(ask(database, "SELECT @@global.sql_mode")).contains("STRICT_TRANS_TABLES", "NO_ZERO_DATE");
            assertThat(ask(database, "SELECT @@global.character_set_server")).isEqualTo("utf8mb4");
            assertThat(ask(database, "SELECT @@bind_address")).isEqualTo("127.0.0.1");
            assertThat(ask(database, "SELECT @@innodb_flush_log_at_trx_commit")).isEqualTo("1");
            assertThat(ask(database, "SELECT @@have_ssl")).isEqualTo("DISABLED");
        }
    }

    @Test
    @DisplayName("several processes' worth of unpacking at once end with one complete server")
    void unpacksOnceForAll() throws Exception {
        Path cache = folder.resolve("cache with space");
        try (ExecutorService all = Executors.newFixedThreadPool(4)) {
            List<Callable<ServerBinaries>> tasks = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                tasks.add(() -> BundledServer.unpack(cache).orElseThrow());
            }
            List<Path> programs = new ArrayList<>();
            for (Future<ServerBinaries> result : all.invokeAll(tasks)) {
                programs.add(result.get().program());
            }
            assertThat(programs).hasSize(4).allMatch(Files::isExecutable);
            assertThat(programs.stream().distinct()).hasSize(1);
        }
        Path program = BundledServer.unpack(cache).orElseThrow().program();
        Files.writeString(program, "cut off");
        assertThat(Files.size(BundledServer.unpack(cache).orElseThrow().program()))
                .as("a damaged copy is unpacked again")
                .isGreaterThan(1_000_000);
        try (var children = Files.list(cache)) {
            assertThat(children.map(child -> child.getFileName().toString()))
                    .noneMatch(name -> name.contains(".part-"));
        }
    }

    @Test
    @DisplayName("a server program that is none is refused with a hint")
    void refusesAMissingProgram() {
        assertThatThrownBy(() -> EmbeddedMariaDb.start(options(folder).withProgram(folder.resolve("nothing"))))
                .isInstanceOfSatisfying(
                        DatabaseStartException.class,
                        problem -> assertThat(problem.action()).contains("slipway.database.mariadbd"));
        EmbeddedMariaDb.start(options(folder)).close();
    }

    @Test
    @DisplayName("a server that cannot start says why, in its own words, and frees the folder")
    void saysWhyItCannotStart() {
        ServerOptions wrong = options(folder).withExtraArguments(List.of("--no-such-option=1"));
        assertThatThrownBy(() -> EmbeddedMariaDb.start(wrong))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("no-such-option");
        EmbeddedMariaDb.start(options(folder)).close();
    }

    @Test
    @DisplayName("data of a newer server is not opened with an older one")
    void refusesToGoBack() throws Exception {
        EmbeddedMariaDb.start(options(folder)).close();
        ServerState.load(folder.resolve("database.properties")).serverIs("12.3.1");
        assertThatThrownBy(() -> EmbeddedMariaDb.start(options(folder)))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("12.3.1");
    }

    private static Process probe(Path dataDir) throws IOException {
        return probe(List.of(), dataDir);
    }

    private static Process probe(List<String> prefix, Path dataDir, String... more) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LauncherProbe.class.getName(),
                dataDir.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String[] awaitUp(Process application) throws IOException {
        return awaitUp(application.inputReader());
    }

    private static String[] awaitUp(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("UP ")) {
                return line.split(" ");
            }
        }
        throw new AssertionError("The application ended before its database was up");
    }

    private static void kill(Process application) throws InterruptedException {
        application.destroyForcibly().waitFor();
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static Connection open(EmbeddedMariaDb database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return new org.mariadb.jdbc.Driver().connect(database.jdbcUrl(), properties);
    }

    private static void run(EmbeddedMariaDb database, String sql) throws SQLException {
        try (Connection connection = open(database, database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String ask(EmbeddedMariaDb database, String sql) throws SQLException {
        try (Connection connection = open(database, database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
