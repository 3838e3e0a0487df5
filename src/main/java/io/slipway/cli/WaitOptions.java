package io.slipway.cli;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Whether to stay until it is over, and how long. */
final class WaitOptions {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Option(names = "--wait", description = "Stay until it is over; the exit code says how it ended")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "3600",
            description = "How long to stay with --wait (default: 3600)")
    private int timeoutSeconds = 3600;

    boolean wanted() {
        return wait;
    }

    /**
     * Asks again and again until it is over, and says each new line of what is going on.
     *
     * @param look what it is like now
     * @param over whether that is its end
     * @param line what to tell people about it; each line of it is said once
     */
    JsonNode until(
            Output output, Supplier<JsonNode> look, Function<JsonNode, Boolean> over, Function<JsonNode, String> line) {
        Thread atCtrlC = new Thread(() -> output.progress("No longer waiting; what was begun goes on at the server."));
        Runtime.getRuntime().addShutdownHook(atCtrlC);
        try {
            return wait(output, look, over, line);
        } finally {
            Runtime.getRuntime().removeShutdownHook(atCtrlC);
        }
    }

    private JsonNode wait(
            Output output, Supplier<JsonNode> look, Function<JsonNode, Boolean> over, Function<JsonNode, String> line) {
        long deadline = System.nanoTime() + Duration.ofSeconds(timeoutSeconds).toNanos();
        Set<String> told = new HashSet<>();
        while (true) {
            JsonNode now = look.get();
            String next = line.apply(now);
            next.lines().filter(told::add).forEach(output::progress);
            if (over.apply(now)) {
                return now;
            }
            if (System.nanoTime() > deadline) {
                throw new CliFailure(
                        ExitCode.TIMED_OUT,
                        "Still going on after " + timeoutSeconds + " s: " + next.substring(next.lastIndexOf('\n') + 1));
            }
            ApiClient.sleep(PAUSE);
        }
    }
}
