package io.slipway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server of our own: set up on the first start, listening on the loopback address only, watched while the
 * application runs and stopped after everything that uses it.
 *
 * <p>What it survives: an application that was killed (its server is found again and taken over, or ended when its
 * settings have changed), a set-up that was interrupted (it is done again from the start), a server that dies under the
 * application (it is started again on the same port), and a second application on the same folder (refused).
 *
 * <p>The folder: {@code mariadb/} the server's data, {@code mariadb.log} its log, {@code mariadb.pid}, {@code tmp/} its
 * temporary files, {@code database.properties} the password and the port, {@code slipway.lock} the guard.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    /** The schema of the installation itself; the schemas of accounts and environments begin with the same word. */
    public static final String SCHEMA = "slipway";

    /** The only user that can sign in over the network; it owns every schema whose name begins with slipway. */
    public static final String USER = "slipway";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedMariaDb.class);

    private static final Pattern VERSION = Pattern.compile("Ver (\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Duration PATIENCE_WITH_STOP = Duration.ofSeconds(60);
    private static final long LOG_LIMIT = 10L * 1024 * 1024;
    private static final int RESTARTS_ALLOWED = 5;
    private static final Duration RESTARTS_COUNTED_OVER = Duration.ofMinutes(5);

    private final ServerOptions options;
    private final DataDirectoryLock lock;
    private final ServerState state;
    private final ServerBinaries binaries;
    private final List<Long> restarts = new ArrayList<>();

    private volatile ProcessHandle server;
    private volatile int port;
    private volatile boolean closing;

    private EmbeddedMariaDb(ServerOptions options, DataDirectoryLock lock) throws IOException {
        this.options = options;
        this.lock = lock;
        this.state = ServerState.load(options.dataDir().resolve("database.properties"));
        this.binaries = ServerBinaries.find(options.program(), options.cacheDir());
        ProcessHandle orphan = takeOver();
        this.server = orphan == null ? setUpAndLaunch() : orphan;
    }

    /** Starts a server on the data directory, or takes over the one that already runs on it for us. */
    public static EmbeddedMariaDb start(ServerOptions options) {
        try {
            makePrivateFolder(options.dataDir());
            DataDirectoryLock lock = DataDirectoryLock.take(options.dataDir());
            try {
                EmbeddedMariaDb database = new EmbeddedMariaDb(options, lock);
                database.watch(database.server);
                return database;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new DatabaseStartException(
                    "The embedded database cannot be started in " + options.dataDir() + ": " + e,
                    "See that this folder exists, has room, and belongs to the user who runs Slipway.",
                    e);
        }
    }

    public String jdbcUrl() {
        return jdbcUrl(SCHEMA);
    }

    /** The address of one schema on this server. */
    public String jdbcUrl(String schema) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + schema + "?sslMode=disable";
    }

    public String user() {
        return USER;
    }

    public String password() {
        return state.password();
    }

    public int port() {
        return port;
    }

    public Path dataDir() {
        return options.dataDir();
    }

    /** The server's process, for those who want to look at it, or see what happens when it is killed. */
    public ProcessHandle process() {
        return server;
    }

    // --- starting -----------------------------------------------------------------------------------------------

    private ProcessHandle setUpAndLaunch() throws IOException {
        checkVersion();
        if (!Files.isDirectory(serverData())) {
            setUp();
        }
        rotateLog();
        return launch(choosePort());
    }

    /** Makes the system tables in a folder that gets its name only when it is complete. */
    private void setUp() throws IOException {
        long began = System.nanoTime();
        Path draft = options.dataDir().resolve("mariadb.new");
        BundledServer.deleteTree(draft);
        makePrivateFolder(draft);
        List<String> command = new ArrayList<>(List.of(
                binaries.program().toString(),
                "--no-defaults",
                "--bootstrap",
                "--basedir=" + binaries.home(),
                "--lc-messages-dir=" + binaries.share(),
                "--datadir=" + draft,
                "--log-warnings=0",
                "--enforce-storage-engine=",
                "--max-allowed-packet=8M",
                "--innodb-flush-log-at-trx-commit=0"));
        command.addAll(asRootIfRoot());
        Path output = options.dataDir().resolve("mariadb-setup.log");
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
        int code = waitFor(process);
        if (code != 0) {
            throw new DatabaseStartException(
                    "The embedded database could not be set up (exit code " + code + "):\n" + lastLines(output),
                    "The reason is in the lines above; they are also in " + output + ".");
        }
        Files.move(draft, serverData(), StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(output);
        log.info("Set up a new database in {} in {} ms", options.dataDir(), millisSince(began));
    }

    private ProcessHandle launch(int wantedPort) throws IOException {
        long began = System.nanoTime();
        Path temporary = options.dataDir().resolve("tmp");
        BundledServer.deleteTree(temporary);
        makePrivateFolder(temporary);
        Path initFile = options.dataDir().resolve("mariadb-init.sql");
        ServerState.writePrivately(initFile, accountsAndSchema());
        List<String> command = new ArrayList<>();
        command.add(binaries.program().toString());
        command.addAll(arguments());
        command.add("--port=" + wantedPort);
        command.add("--init-file=" + initFile);
        command.addAll(options.extraArguments());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
        try {
            process.getOutputStream().close();
            state.runs(process.pid(), wantedPort, fingerprint());
            port = wantedPort;
            awaitReady(process, began);
        } catch (IOException | RuntimeException e) {
            process.destroyForcibly();
            throw e;
        } finally {
            Files.deleteIfExists(initFile);
        }
        log.info(
                "MariaDB {} ({}) is up on 127.0.0.1:{} after {} ms",
                state.serverVersion(),
                binaries.origin(),
                wantedPort,
                millisSince(began));
        return process.toHandle();
    }

    /**
     * No socket file: everything goes over TCP on the loopback address, so long paths and paths with spaces are no
     * matter. No TLS either, because nothing leaves the machine; making its keys would take seconds at every start.
     */
    private List<String> arguments() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--no-defaults",
                "--basedir=" + binaries.home(),
                "--lc-messages-dir=" + binaries.share(),
                "--datadir=" + serverData(),
                "--tmpdir=" + options.dataDir().resolve("tmp"),
                "--pid-file=" + pidFile(),
                "--log-error=" + logFile(),
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

    /** One statement a line, as the server wants it. Runs at each start, so a lost password file heals itself. */
    private String accountsAndSchema() {
        String account = "'" + USER + "'@'127.0.0.1'";
        String identified = " IDENTIFIED BY '" + state.password() + "';\n";
        return "CREATE DATABASE IF NOT EXISTS `" + SCHEMA + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;\n"
                + "CREATE USER IF NOT EXISTS " + account + identified
                + "ALTER USER " + account + identified
                + "GRANT ALL PRIVILEGES ON `slipway%`.* TO " + account + ";\n"
                + "GRANT PROCESS, CONNECTION ADMIN, SHUTDOWN ON *.* TO " + account + ";\n";
    }

    private void awaitReady(Process process, long began) {
        long nextWord = began + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            if (!process.isAlive()) {
                throw new DatabaseStartException(
                        "The embedded database ended while starting (exit code " + process.exitValue() + "):\n"
                                + lastLines(logFile()),
                        "The reason is in the lines above; the whole log is " + logFile() + ".");
            }
            try (Connection connection = connect()) {
                if (servesOurData(connection)) {
                    return;
                }
            } catch (SQLException notYet) {
                log.trace("Not ready yet", notYet);
            }
            if (System.nanoTime() > nextWord) {
                log.info(
                        "The database is still starting ({} s); after a crash it first repairs its files",
                        millisSince(began) / 1000);
                nextWord += TimeUnit.SECONDS.toNanos(10);
            }
            sleep(20);
        }
    }

    private int choosePort() throws IOException {
        if (options.port() > 0) {
            return options.port();
        }
        int last = state.port();
        if (last > 0 && isFree(last)) {
            return last;
        }
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static boolean isFree(int candidate) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), candidate), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** Data that a newer server has written is not for an older one. */
    private void checkVersion() throws IOException {
        String version = versionOf(binaries.program());
        String before = state.serverVersion();
        if (before != null && Files.isDirectory(serverData()) && isOlder(version, before)) {
            throw new DatabaseStartException(
                    "The data in " + options.dataDir() + " was written by MariaDB " + before + "; the server at "
                            + binaries.program() + " is " + version + ".",
                    "Use a server at least as new, with slipway.database.mariadbd or a newer Slipway.");
        }
        state.serverIs(version);
    }

    private static boolean isOlder(String version, String than) {
        String[] a = version.split("\\.");
        String[] b = than.split("\\.");
        for (int i = 0; i < Math.min(2, Math.min(a.length, b.length)); i++) {
            int difference = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

    private static String versionOf(Path program) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "--no-defaults", "--version")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        waitFor(process);
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.find()) {
            throw new DatabaseStartException(
                    program + " does not say which version it is: " + text.strip(),
                    "Point slipway.database.mariadbd at the mariadbd program of a complete installation.");
        }
        return matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3);
    }

    // --- a server that a killed application left behind -----------------------------------------------------------

    private @Nullable ProcessHandle takeOver() throws IOException {
        for (ProcessHandle candidate : serversOnOurData()) {
            if (state.pid() == candidate.pid() && state.arguments().equals(fingerprint()) && answers(state.port())) {
                port = state.port();
                log.info(
                        "Took over the database server (process {}) of an application that was killed",
                        candidate.pid());
                return candidate;
            }
            log.info("Ending the database server (process {}) of an application that was killed", candidate.pid());
            end(candidate, state.port());
        }
        return null;
    }

    /**
     * Living processes that run a server on our folder. A process id alone proves nothing, it may have been given to
     * someone else since; where the platform does not show a process's arguments, the server itself is asked.
     */
    private Set<ProcessHandle> serversOnOurData() throws IOException {
        Set<ProcessHandle> found = new LinkedHashSet<>();
        Optional<ProcessHandle> known = ProcessHandle.of(state.pid()).filter(ProcessHandle::isAlive);
        if (known.isPresent()) {
            boolean hidden = known.get().info().arguments().isEmpty();
            if (hidden ? answers(state.port()) : runsOnOurData(known.get())) {
                found.add(known.get());
            }
        }
        ProcessHandle.allProcesses().filter(this::runsOnOurData).forEach(found::add);
        return found;
    }

    private boolean runsOnOurData(ProcessHandle process) {
        String wanted = "--datadir=" + serverData();
        return process.isAlive()
                && process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(wanted))
                        .orElse(false);
    }

    private boolean answers(int candidate) {
        if (candidate <= 0) {
            return false;
        }
        try (Connection connection = connect(candidate)) {
            return servesOurData(connection);
        } catch (SQLException silent) {
            return false;
        }
    }

    private boolean servesOurData(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@datadir")) {
            return row.next()
                    && Path.of(row.getString(1)).normalize().equals(serverData().normalize());
        }
    }

    private String fingerprint() throws IOException {
        return Integer.toHexString(
                (binaries.program() + " " + arguments() + options.extraArguments() + options.port()).hashCode());
    }

    // --- watching and stopping ------------------------------------------------------------------------------------

    private void watch(ProcessHandle watched) {
        CompletableFuture<ProcessHandle> ended = watched.onExit();
        Thread.ofPlatform().daemon().name("database-watch").start(() -> {
            ended.join();
            if (!closing) {
                restart();
            }
        });
    }

    private synchronized void restart() {
        if (closing) {
            return;
        }
        log.error("The database server ended by itself; starting it again. Its last words:\n{}", lastLines(logFile()));
        long now = System.nanoTime();
        restarts.removeIf(when -> now - when > RESTARTS_COUNTED_OVER.toNanos());
        restarts.add(now);
        if (restarts.size() > RESTARTS_ALLOWED) {
            log.error(
                    "It ended {} times within {} minutes: giving up. See {}",
                    restarts.size(),
                    RESTARTS_COUNTED_OVER.toMinutes(),
                    logFile());
            return;
        }
        try {
            server = launch(port);
            watch(server);
        } catch (IOException | RuntimeException e) {
            log.error("The database server could not be started again", e);
        }
    }

    /** Stops the server in an orderly way and frees the folder. */
    @Override
    public synchronized void close() {
        if (closing) {
            return;
        }
        closing = true;
        try {
            end(server, port);
            state.ended();
            log.info("The database is stopped");
        } catch (IOException e) {
            log.warn("The database is stopped, but that could not be noted in {}", options.dataDir(), e);
        } finally {
            lock.close();
        }
    }

    private void end(ProcessHandle process, int itsPort) {
        if (!process.isAlive()) {
            return;
        }
        if (process.supportsNormalTermination()) {
            process.destroy();
        } else {
            shutDownBySql(itsPort);
        }
        try {
            process.onExit().get(PATIENCE_WITH_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            log.warn(
                    "The database server did not stop within {} s; ending it the hard way (it repairs itself at the next start)",
                    PATIENCE_WITH_STOP.toSeconds());
            process.destroyForcibly();
            process.onExit().join();
        } catch (ExecutionException e) {
            log.warn("Cannot tell whether the database server has stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDownBySql(int itsPort) {
        try (Connection connection = connect(itsPort);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException expectedToBreakOff) {
            log.debug("The server hung up on being told to stop", expectedToBreakOff);
        }
    }

    // --- small things ---------------------------------------------------------------------------------------------

    private Path serverData() {
        return options.dataDir().resolve("mariadb");
    }

    private Path pidFile() {
        return options.dataDir().resolve("mariadb.pid");
    }

    private Path logFile() {
        return options.dataDir().resolve("mariadb.log");
    }

    private Connection connect() throws SQLException {
        return connect(port);
    }

    private Connection connect(int toPort) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", state.password());
        properties.setProperty("connectTimeout", "2000");
        properties.setProperty("socketTimeout", "5000");
        Connection connection =
                new Driver().connect("jdbc:mariadb://127.0.0.1:" + toPort + "/?sslMode=disable", properties);
        if (connection == null) {
            throw new SQLException("The driver does not know its own address");
        }
        return connection;
    }

    private void rotateLog() throws IOException {
        if (Files.isRegularFile(logFile()) && Files.size(logFile()) > LOG_LIMIT) {
            Files.move(logFile(), options.dataDir().resolve("mariadb.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> asRootIfRoot() throws IOException {
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

    private static void makePrivateFolder(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, ServerState.onlyMine("rwx------"));
        }
    }

    private static String lastLines(Path file) {
        try {
            List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file, UTF_8) : List.of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException unreadable) {
            return "(" + file + " cannot be read: " + unreadable + ")";
        }
    }

    private static int waitFor(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("Interrupted while starting the database.", "Start again.", e);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseStartException("Interrupted while starting the database.", "Start again.", e);
        }
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
