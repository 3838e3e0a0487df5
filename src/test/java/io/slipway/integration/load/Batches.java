package io.slipway.integration.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Writes many records in one call: new ones, changed ones, deleted ones. */
final class Batches extends Program {

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
