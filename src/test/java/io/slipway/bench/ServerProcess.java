package io.slipway.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server that runs in a process of its own and answers at a port of this machine. */
final class ServerProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 240;

    private final Process process;
    private final int port;
    private final Path log;

    private ServerProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** A port that nobody uses at the moment. */
    static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Starts it and waits until a path answers 200. */
    static ServerProcess start(
            Path folder, String name, List<String> command, Map<String, String> environment, int port, String path)
            throws IOException {
        Path log = folder.resolve(name + ".log");
        ServerProcess server = new ServerProcess(launch(folder, log, command, environment), port, log);
        try {
            server.await(path);
            return server;
        } catch (IllegalStateException e) {
            server.close();
            throw e;
        }
    }

    /** Runs something to its end. */
    static void run(Path folder, String name, List<String> command, Map<String, String> environment) throws Exception {
        Path log = folder.resolve(name + ".log");
        Process process = launch(folder, log, command, environment);
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(name + " failed:\n" + Files.readString(log));
        }
    }

    private static Process launch(Path folder, Path log, List<String> command, Map<String, String> environment)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // Options meant for the JVM of the build must not change the servers that are measured.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "NODE_OPTIONS"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private void await(String path) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!answers(path)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The server did not start:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    private boolean answers(String path) {
        try (LightHttp http = new LightHttp(port, "none")) {
            return http.get(path).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Time on processors so far. */
    Duration processors() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
