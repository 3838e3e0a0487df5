package io.slipway.integration.load;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.JsonNode;

/** Names fields as people see them, and so meets every renaming: refused, it looks the names up again. */
final class ByName extends Program {

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
