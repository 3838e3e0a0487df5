package io.slipway.integration.load;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes a record, changes it many times, each time the version it knows, and deletes some of them. */
final class Changes extends Program {

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
