package io.slipway.integration.load;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks how things stand, which is answered always, and reads records, which is answered or refused. */
final class Watches extends Program {

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
