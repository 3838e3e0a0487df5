package io.slipway.promotion;

import io.slipway.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A {@link RunNode} in a JVM of its own, on the database of this JVM's tests. */
final class RunNodeProcess implements AutoCloseable {

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final List<String> heard = new ArrayList<>();

    RunNodeProcess(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path")));
        TestDatabase.properties().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add(RunNode.class.getName());
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectError(new File("target/run-node-" + System.nanoTime() + ".log"))
                .start();
        Thread.ofPlatform()
                .daemon()
                .start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add));
    }

    /** Waits until the node has said a line like this; what it said before is remembered. */
    String await(Predicate<String> wanted) throws InterruptedException {
        for (String line : heard) {
            if (wanted.test(line)) {
                return line;
            }
        }
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
        throw new AssertionError("The node did not say it; it said " + heard);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
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

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
