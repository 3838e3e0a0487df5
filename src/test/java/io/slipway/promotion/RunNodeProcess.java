package io.slipway.promotion;

import io.slipway.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A node in a JVM of its own. */
public final class RunNodeProcess implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();

    /** On the database of this JVM's tests. It starts while the test goes on. */
    static RunNodeProcess onSharedDatabase() throws IOException {
        return new RunNodeProcess(RunNode.class, TestDatabase.properties(), List.of());
    }

    /** With a database server of its own in a folder. */
    static RunNodeProcess withOwnDatabase(Path folder, List<String> arguments) throws IOException {
        return new RunNodeProcess(DatabaseCrashNode.class, Map.of("slipway.data-dir", folder), arguments);
    }

    /**
     * Any main class.
     *
     * @param properties given as system properties
     */
    public static RunNodeProcess start(Class<?> main, Map<String, ?> properties, List<String> arguments)
            throws IOException {
        return new RunNodeProcess(main, properties, arguments);
    }

    private RunNodeProcess(Class<?> main, Map<String, ?> properties, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                // what the node's own defaults say comes after application.yaml: no port of ours, no clock but the
                // runs'
                "-Dserver.port=0",
                "-Dspring.quartz.auto-startup=false",
                "-Dslipway.demo=false",
                "-Dslipway.mail.dispatch=false",
                "-Dslipway.webhook.dispatch=false",
                "-cp",
                System.getProperty("java.class.path")));
        properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(main.getName());
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(new File("target/run-node-" + System.nanoTime() + ".log"))
                .start();
        Thread.ofPlatform().daemon().start(this::listen);
    }

    private void listen() {
        try {
            process.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add);
        } catch (UncheckedIOException e) {
            // its end closes the stream that is read here
            if (process.isAlive()) {
                throw e;
            }
        }
    }

    /** Waits until the node has said a line like this; what it said before is remembered. */
    public String await(Predicate<String> wanted) throws InterruptedException {
        for (String line : heard) {
            if (wanted.test(line)) {
                return line;
            }
        }
        return next(wanted);
    }

    /** Waits for a line like this among those not heard yet. */
    String next(Predicate<String> wanted) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(180);
        while (System.nanoTime() < giveUp) {
            String line = lines.poll(1, TimeUnit.SECONDS);
            if (line != null) {
                heard.add(line);
                if (wanted.test(line)) {
                    return line;
                }
            } else if (!process.isAlive()) {
                break;
            }
        }
        throw new AssertionError("The node did not say it; it said " + heard + threads());
    }

    /** What the node's threads are doing, for whoever has to find out why it is silent. */
    private String threads() throws InterruptedException {
        if (!process.isAlive()) {
            return "";
        }
        try {
            signal("QUIT");
        } catch (IOException e) {
            return " (no thread dump: " + e.getMessage() + ")";
        }
        StringBuilder dump = new StringBuilder("\n");
        for (String line = lines.poll(3, TimeUnit.SECONDS); line != null; line = lines.poll(1, TimeUnit.SECONDS)) {
            dump.append(line).append('\n');
        }
        return dump.toString();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** SIGSTOP or SIGCONT. */
    void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    void say(String order) throws IOException {
        Writer writer = process.outputWriter(StandardCharsets.UTF_8);
        writer.write(order + "\n");
        writer.flush();
    }

    /** Waits until it has ended by itself, and with it the database server it started. */
    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("The node does not end" + threads());
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
