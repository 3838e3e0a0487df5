package io.slipway.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A MariaDB server of our own: set up on the first start, listening on the loopback address only, watched while the
 * application runs and stopped after everything that uses it.
 *
 * <p>What it survives: an application that was killed (its server is found again and taken over, or ended when its
 * settings have changed), a set-up that was interrupted (it is done again from the start), a server that dies under the
 * application (it is started again on the same port), a signal to all processes at once (the server is not of the
 * application's process group; where it is ended all the same, it is started once more for what the application has to
 * finish), and a second application on the same folder (refused).
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

    private static final Duration PATIENCE_WITH_REFUSAL = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WITH_STOP = Duration.ofSeconds(60);
    /** What the server writes last when it was told to end. */
    private static final String ORDERLY = "Shutdown complete";

    private static final int RESTARTS_ALLOWED = 5;
    private static final Duration RESTARTS_COUNTED_OVER = Duration.ofMinutes(5);

    private final ServerOptions options;
    private final DataDirectoryLock lock;
    private final ServerFolder folder;
    private final ServerState state;
    private final ServerDoor door;
    private final LaunchArguments arguments;
    private final ServerBinaries binaries;
    private final List<Long> restarts = new ArrayList<>();

    private volatile ProcessHandle server;
    private volatile int port;
    private volatile boolean closing;

    private EmbeddedMariaDb(ServerOptions options, DataDirectoryLock lock) throws IOException {
        this.options = options;
        this.lock = lock;
        this.folder = new ServerFolder(options.dataDir());
        this.state = ServerState.load(folder.settings());
        this.binaries = ServerBinaries.find(options.program(), options.cacheDir());
        this.door = new ServerDoor(folder, state);
        this.arguments = new LaunchArguments(options, binaries, folder);
        ProcessHandle orphan = takeOver();
        this.server = orphan == null ? setUpAndLaunch() : orphan;
    }

    /** Starts a server on the data directory, or takes over the one that already runs on it for us. */
    public static EmbeddedMariaDb start(ServerOptions options) {
        try {
            ServerFolder.makePrivate(options.dataDir());
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
        if (!Files.isDirectory(folder.data())) {
            long began = System.nanoTime();
            SystemTables.make(binaries, folder);
            log.info("Set up a new database in {} in {} ms", folder.root(), millisSince(began));
        }
        folder.rotateLog();
        return launch(ServerPort.choose(options.port(), state.port()));
    }

    /** Data that a newer server has written is not for an older one. */
    private void checkVersion() throws IOException {
        String version = ServerVersion.of(binaries.program());
        String before = state.serverVersion();
        if (before != null && Files.isDirectory(folder.data()) && ServerVersion.isOlder(version, before)) {
            throw new DatabaseStartException(
                    "The data in " + options.dataDir() + " was written by MariaDB " + before + "; the server at "
                            + binaries.program() + " is " + version + ".",
                    "Use a server at least as new, with slipway.database.mariadbd or a newer Slipway.");
        }
        state.serverIs(version);
    }

    private ProcessHandle launch(int wantedPort) throws IOException {
        long began = System.nanoTime();
        Path temporary = folder.temporary();
        BundledServer.deleteTree(temporary);
        ServerFolder.makePrivate(temporary);
        Path initFile = folder.initFile();
        ServerState.writePrivately(initFile, LaunchArguments.accountsAndSchema(state.password()));
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.add(binaries.program().toString());
        command.addAll(arguments.all());
        command.add("--port=" + wantedPort);
        command.add("--init-file=" + initFile);
        command.addAll(options.extraArguments());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .start();
        try {
            process.getOutputStream().close();
            state.runs(process.pid(), wantedPort, arguments.fingerprint());
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

    private void awaitReady(Process process, long began) {
        long nextWord = began + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            if (!process.isAlive()) {
                throw new DatabaseStartException(
                        "The embedded database ended while starting (exit code " + process.exitValue() + "):\n"
                                + ServerFolder.lastLines(folder.log()),
                        "The reason is in the lines above; the whole log is " + folder.log() + ".");
            }
            try (Connection connection = door.connect(port)) {
                if (door.servesOurData(connection)) {
                    return;
                }
            } catch (SQLException notYet) {
                // It answers and still refuses: then the statements of its start have failed, and waiting mends
                // nothing.
                if ("28000".equals(notYet.getSQLState()) && millisSince(began) > PATIENCE_WITH_REFUSAL.toMillis()) {
                    throw new DatabaseStartException(
                            "The embedded database refuses its own user: " + notYet.getMessage() + "\n"
                                    + ServerFolder.lastLines(folder.log()),
                            "The reason is in the lines above; the whole log is " + folder.log() + ".",
                            notYet);
                }
                log.trace("Not ready yet", notYet);
            }
            if (System.nanoTime() > nextWord) {
                log.info(
                        "The database is still starting ({} s); after a crash it first repairs its files",
                        millisSince(began) / 1000);
                nextWord += TimeUnit.SECONDS.toNanos(10);
            }
            ChildProcess.pause(20);
        }
    }

    // --- a server that a killed application left behind -----------------------------------------------------------

    private @Nullable ProcessHandle takeOver() throws IOException {
        for (ProcessHandle candidate : new OrphanedServers(folder, state, door).find()) {
            if (state.pid() == candidate.pid()
                    && state.arguments().equals(arguments.fingerprint())
                    && door.answers(state.port())) {
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

    // --- watching and stopping ------------------------------------------------------------------------------------

    private void watch(ProcessHandle watched) {
        OwnStop.watch();
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
        String lastWords = ServerFolder.lastLines(folder.log());
        if (OwnStop.isUnderWay(lastWords.contains(ORDERLY))) {
            log.info(
                    "The database server was told to end together with Slipway; it is started once more until the end");
        } else {
            log.error("The database server ended by itself; starting it again. Its last words:\n{}", lastWords);
        }
        long now = System.nanoTime();
        restarts.removeIf(when -> now - when > RESTARTS_COUNTED_OVER.toNanos());
        restarts.add(now);
        if (restarts.size() > RESTARTS_ALLOWED) {
            log.error(
                    "It ended {} times within {} minutes: giving up. See {}",
                    restarts.size(),
                    RESTARTS_COUNTED_OVER.toMinutes(),
                    folder.log());
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
            door.shutDownBySql(itsPort);
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

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
