package io.slipway.integration.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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

    /** Makes records one by one, with a key or without. */
    static final class Creates extends Program {
        private final boolean withKey;

        Creates(boolean withKey, LoadedTable table, ApiClient client, WriteLedger ledger, AtomicBoolean stop) {
            super(withKey ? "keyed" : "plain", table, client, ledger, stop);
            this.withKey = withKey;
        }

        @Override
        void work() {
            String stamp = stamp();
            Map<String, Object> body = Map.of("fields", values(stamp));
            Answer answer = withKey
                    ? keyed(table.records(), body, patient())
                    : once("POST", table.records(), body, Map.of(), patient());
            if (answer == null) {
                ledger.gaveUp(stamp);
                return;
            }
            noted(answer, 201);
            ledger.created(answer.json().path("id").asString(), stamp);
        }
    }

    /** Makes a record, changes it many times, each time the version it knows, and deletes some of them. */
    static final class Changes extends Program {
        Changes(LoadedTable table, ApiClient client, WriteLedger ledger, AtomicBoolean stop) {
            super("changes", table, client, ledger, stop);
        }

        @Override
        void work() {
            String stamp = stamp();
            Answer made = once("POST", table.records(), Map.of("fields", values(stamp)), Map.of(), true);
            noted(made, 201);
            String id = made.json().path("id").asString();
            ledger.created(id, stamp);
            String path = table.records() + "/" + id;
            String version = made.header("ETag");
            Map<String, Object> now = new LinkedHashMap<>();
            for (int i = 0; i < 12; i++) {
                stamp = stamp();
                Map<String, Object> fields = i % 3 == 2 ? Map.of(table.stamp(), stamp) : values(stamp);
                Answer changed = once("PATCH", path, Map.of("fields", fields), Map.of("If-Match", version), patient());
                if (changed == null) {
                    ledger.gaveUp(stamp);
                } else {
                    noted(changed, 200);
                    ledger.updated(id, stamp);
                    version = changed.header("ETag");
                    now.putAll(fields);
                    ledger.holds(id, now);
                }
            }
            if (random.nextBoolean()) {
                return;
            }
            Answer deleted = once("DELETE", path, null, Map.of("If-Match", version), random.nextBoolean());
            if (deleted != null) {
                noted(deleted, 204);
                ledger.deleted(id);
            }
        }
    }

    /** Links a record to others and takes links away again. */
    static final class Links extends Program {
        private static final int GUESTS = 8;

        private List<String> guests = List.of();

        Links(LoadedTable table, ApiClient client, WriteLedger ledger, AtomicBoolean stop) {
            super("links", table, client, ledger, stop);
        }

        @Override
        void work() {
            if (guests.isEmpty()) {
                guests = guests();
            }
            String stamp = stamp();
            Answer made = once("POST", table.records(), Map.of("fields", values(stamp)), Map.of(), true);
            noted(made, 201);
            String id = made.json().path("id").asString();
            ledger.created(id, stamp);
            String path = table.records() + "/" + id + "/links/" + table.invited();
            Set<String> linked = new TreeSet<>();
            for (int i = 0; i < 12; i++) {
                stamp();
                String guest = guests.get(random.nextInt(GUESTS));
                boolean there = linked.contains(guest);
                Answer answer = there
                        ? once("DELETE", path + "/" + guest, null, Map.of(), patient())
                        : link(path, guest, random.nextBoolean());
                if (answer != null) {
                    noted(answer, 200);
                    if (there) {
                        linked.remove(guest);
                    } else {
                        linked.add(guest);
                    }
                    ledger.linked(id, linked);
                }
            }
        }

        private @Nullable Answer link(String path, String guest, boolean withKey) {
            Map<String, Object> body = Map.of("records", List.of(guest));
            return withKey ? keyed(path, body, patient()) : once("POST", path, body, Map.of(), patient());
        }

        private List<String> guests() {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < GUESTS; i++) {
                Map<String, Object> body = Map.of("fields", Map.of(table.guest(), "Guest " + i));
                Answer answer = once("POST", table.guests(), body, Map.of(), true);
                noted(answer, 201);
                made.add(answer.json().path("id").asString());
            }
            return made;
        }
    }

    /** Writes many records in one call: new ones, changed ones, deleted ones. */
    static final class Batches extends Program {
        private List<String> own = new ArrayList<>();

        Batches(LoadedTable table, ApiClient client, WriteLedger ledger, AtomicBoolean stop) {
            super("batches", table, client, ledger, stop);
        }

        @Override
        void work() {
            List<Map<String, Object>> writes = new ArrayList<>();
            List<String> stamps = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                stamps.add(stamp());
                writes.add(Map.of("op", "create", "fields", values(stamps.getLast())));
            }
            for (int i = 0; i < own.size(); i++) {
                stamps.add(stamp());
                writes.add(
                        i % 2 == 0
                                ? Map.of("op", "update", "id", own.get(i), "fields", values(stamps.getLast()))
                                : Map.of("op", "delete", "id", own.get(i)));
            }
            String mode = random.nextBoolean() ? "each" : "all-or-nothing";
            boolean patient = random.nextBoolean();
            Map<String, Object> body = Map.of("mode", mode, "writes", writes);
            Answer answer = random.nextBoolean()
                    ? keyed(table.records() + "/batch", body, patient)
                    : once("POST", table.records() + "/batch", body, Map.of(), patient);
            if (answer == null) {
                stamps.forEach(ledger::gaveUp);
                return;
            }
            noted(answer, 200);
            JsonNode results = answer.json().path("results");
            assertThat(results).hasSize(writes.size());
            List<String> made = new ArrayList<>();
            for (int i = 0; i < results.size(); i++) {
                JsonNode result = results.path(i);
                String id = result.path("id").asString();
                switch (result.path("status").asInt()) {
                    case 201 -> {
                        ledger.created(id, stamps.get(i));
                        made.add(id);
                    }
                    case 200 -> ledger.updated(id, stamps.get(i));
                    case 204 -> ledger.deleted(id);
                    default -> throw new AssertionError(result);
                }
            }
            own = made;
        }
    }

    /** Names fields as people see them, and so meets every renaming: refused, it looks the names up again. */
    static final class ByName extends Program {
        private String note = "note";

        ByName(LoadedTable table, ApiClient client, WriteLedger ledger, AtomicBoolean stop) {
            super("byname", table, client, ledger, stop);
        }

        @Override
        void work() {
            String stamp = stamp();
            Map<String, Object> fields = Map.of("stamp", stamp, note, "by name");
            Answer answer = keyed(table.records(), Map.of("fields", fields), patient());
            if (answer == null || answer.status() == 422) {
                ledger.gaveUp(stamp);
                if (answer != null) {
                    answer.problem(ProblemType.UNKNOWN_FIELD);
                    lookUp();
                }
                return;
            }
            noted(answer, 201);
            ledger.created(answer.json().path("id").asString(), stamp);
        }

        private void lookUp() {
            Answer answer = once("GET", table.path(), null, Map.of(), true);
            noted(answer, 200);
            for (JsonNode field : answer.json().path("fields")) {
                if (field.path("id").asString().equals(table.note())) {
                    note = field.path("apiName").asString();
                }
            }
        }
    }

    /** Asks how things stand, which is answered always, and reads records, which is answered or refused. */
    static final class Watches extends Program {
        private static final Set<Integer> READ = Set.of(200, 503);

        Watches(LoadedTable table, ApiClient client, WriteLedger ledger, AtomicBoolean stop) {
            super("watches", table, client, ledger, stop);
        }

        @Override
        void work() {
            client.get("environments").is(200);
            client.get("runs?limit=1").is(200);
            isOpen();
            Answer page = once("GET", table.records() + "?limit=5&sort=-" + table.stamp(), null, Map.of(), false);
            if (page != null) {
                noted(page, READ.toArray(Integer[]::new));
            }
        }
    }
}
