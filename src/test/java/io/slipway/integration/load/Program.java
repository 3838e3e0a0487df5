package io.slipway.integration.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that writes without a pause until it is told to stop, and notes what it was told. */
abstract class Program implements Callable<Void> {

    private static final JsonMapper JSON = new JsonMapper();

    final LoadedTable table;
    final ApiClient client;
    final WriteLedger ledger;
    final Random random;
    private final AtomicBoolean stop;
    private final String name;
    private int writes;

    Program(String name, LoadedTable table, ApiClient client, WriteLedger ledger, AtomicBoolean stop) {
        this.name = name;
        this.table = table;
        this.client = client;
        this.ledger = ledger;
        this.stop = stop;
        this.random = new Random(name.hashCode());
    }

    @Override
    public Void call() {
        while (!stop.get()) {
            work();
        }
        return null;
    }

    abstract void work();

    /** A text no other write has. */
    String stamp() {
        return name + "-" + ++writes;
    }

    /** Every other write is tried until it is done, the others are given up when they are refused. */
    boolean patient() {
        return writes % 2 == 0;
    }

    /** Whatever type the fields have at the moment, they take these values. */
    Map<String, Object> values(String stamp) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(table.stamp(), stamp);
        values.put(table.day(), "2024-02-" + (10 + random.nextInt(19)));
        values.put(table.amount(), random.nextInt(1000));
        values.put(table.note(), "note of " + stamp);
        return values;
    }

    /** An unforeseen end of a call. */
    static void noted(Answer answer, Integer... wanted) {
        assertThat(answer.status()).as(answer.http().body()).isIn((Object[]) wanted);
    }

    /**
     * Calls without a key; null: refused by a lock, and given up.
     *
     * @param patient whether to try again after a lock
     */
    @Nullable
    Answer once(String method, String path, @Nullable Object body, Map<String, String> headers, boolean patient) {
        while (true) {
            Answer answer = client.send(method, path, body, headers);
            if (answer.status() != 503) {
                return answer;
            }
            refused(answer);
            if (!patient) {
                return null;
            }
            waitUntilOpen();
        }
    }

    /**
     * Posts with a fresh key, which stays the same for all tries. Some calls are broken off by us before their answer is
     * there; then nobody can know without asking again.
     */
    @Nullable
    Answer keyed(String path, Object body, boolean patient) {
        String key = UUID.randomUUID().toString();
        String text = JSON.writeValueAsString(body);
        boolean unsure = false;
        while (true) {
            boolean breaks = random.nextInt(8) == 0;
            Answer answer;
            try {
                answer = client.send(path, request -> {
                    request.setHeader("Content-Type", "application/json");
                    request.setHeader("Idempotency-Key", key);
                    request.POST(HttpRequest.BodyPublishers.ofString(text));
                    if (breaks) {
                        request.timeout(Duration.ofMillis(1 + random.nextInt(12)));
                    }
                });
            } catch (UncheckedIOException e) {
                if (!breaks) {
                    throw e;
                }
                ledger.brokenOff();
                unsure = true;
                continue;
            }
            if (answer.status() == 503) {
                refused(answer);
                if (!patient && !unsure) {
                    return null;
                }
                waitUntilOpen();
            } else if (answer.status() == 409) {
                answer.problem(ProblemType.IDEMPOTENCY_IN_PROGRESS);
                assertThat(unsure).isTrue();
            } else {
                if (answer.header("Idempotency-Replayed").equals("true")) {
                    ledger.replayed();
                }
                return answer;
            }
        }
    }

    private void refused(Answer answer) {
        JsonNode problem = answer.problem(ProblemType.ENVIRONMENT_LOCKED);
        assertThat(Long.parseLong(answer.header("Retry-After"))).isBetween(1L, 60L);
        assertThat(problem.path("run").asString()).as("the run in %s", problem).isNotEmpty();
        ledger.refusedBy(problem.path("run").asString());
    }

    private void waitUntilOpen() {
        while (!isOpen()) {
            Thread.onSpinWait();
        }
    }

    /** What the status says, which is answered always. */
    boolean isOpen() {
        JsonNode status = client.get("environments/production/status").is(200).json();
        boolean open = status.path("open").asBoolean();
        String run = status.path("run").path("id").asString();
        if (!open && !run.isEmpty()) {
            ledger.toldLockedBy(run);
            JsonNode told = client.get("runs/" + run).is(200).json();
            assertThat(told.path("id").asString()).isEqualTo(run);
        }
        return open;
    }
}
