package io.slipway.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The built jar as a process of its own, with an access log that tells how long the server took for each request. */
final class ServedJar implements AutoCloseable {

    private static final Path JAR = Path.of("target", "slipway.jar").toAbsolutePath();
    private static final Pattern USED = Pattern.compile("used (\\d+)K");
    private static final long PATIENCE_SECONDS = 600;

    private final Process process;
    private final Path folder;
    private final int port;
    private int forgotten;

    private ServedJar(Process process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    /**
     * One request that the server worked for.
     *
     * @param micros from its first byte to the last of the answer
     */
    record Request(String address, long micros) {}

    /** Starts it with the demo and Sakila and waits until both are complete. */
    static ServedJar start(Path folder, String heap) throws Exception {
        Files.createDirectories(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap,
                        "-jar",
                        JAR.toString(),
                        "--server.port=" + port,
                        "--slipway.data-dir=" + folder.resolve("data"),
                        "--slipway.sample=sakila",
                        "--server.tomcat.basedir=" + folder.resolve("tomcat"),
                        "--server.tomcat.accesslog.enabled=true",
                        "--server.tomcat.accesslog.buffered=false",
                        "--server.tomcat.accesslog.pattern=%{us}T %m %U%q")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        ServedJar server = new ServedJar(process, folder, port);
        try {
            server.await("Sakila is there");
            server.await("The demo account is complete");
            return server;
        } catch (IllegalStateException e) {
            server.close();
            throw e;
        }
    }

    int port() {
        return port;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("out.log"));
    }

    private void await(String line) {
        await(() -> {
            try {
                return log().contains(line);
            } catch (IOException e) {
                return false;
            }
        });
    }

    private void await(BooleanSupplier wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wanted.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("The server did not come so far; see " + folder);
            }
            LockSupport.parkNanos(200_000_000);
        }
    }

    /** Megabytes of the heap in use after a full collection. */
    long usedAfterGc() throws Exception {
        tell("GC.run");
        Matcher used = USED.matcher(tell("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("The JVM tells nothing of its heap");
        }
        return Long.parseLong(used.group(1)) / 1024;
    }

    private String tell(String command) throws Exception {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(process.pid()),
                        command)
                .redirectErrorStream(true)
                .start();
        String answer = new String(jcmd.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        jcmd.waitFor();
        return answer;
    }

    /** Forgets the requests so far. */
    void forgetRequests() throws IOException {
        forgotten = lines().size();
    }

    /** Requests since then for pages and what happens on them; not for files, nor the push channel, which waits. */
    List<Request> requests() throws IOException {
        List<Request> requests = new ArrayList<>();
        List<String> lines = lines();
        for (String line : lines.subList(Math.min(forgotten, lines.size()), lines.size())) {
            String[] parts = line.split(" ", 3);
            boolean isFile = parts[2].startsWith("/VAADIN/") && !parts[2].contains("v-r=");
            boolean waits = parts[2].contains("v-r=push") || parts[2].contains("/VAADIN/push");
            if (!isFile && !waits && parts[0].matches("\\d+")) {
                requests.add(new Request(parts[2], Long.parseLong(parts[0])));
            }
        }
        return requests;
    }

    private List<String> lines() throws IOException {
        Path logs = folder.resolve("tomcat").resolve("logs");
        List<String> lines = new ArrayList<>();
        if (Files.isDirectory(logs)) {
            try (Stream<Path> files = Files.list(logs)) {
                for (Path file : files.sorted().toList()) {
                    lines.addAll(Files.readAllLines(file));
                }
            }
        }
        return lines;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
