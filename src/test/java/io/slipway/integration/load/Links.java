package io.slipway.integration.load;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Links a record to others and takes links away again. */
final class Links extends Program {

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
