package io.slipway.integration.load;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Makes records one by one, with a key or without. */
final class Creates extends Program {

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
