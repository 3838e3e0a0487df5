package io.slipway.integration.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.integration.ApiClient;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Programs write over HTTP without a pause while promotions rebuild the table under them, one after the other. Whatever
 * was answered is there exactly once, whatever was refused is not there at all, and the change feed tells just this.
 */
@HttpTest
class LoadThroughPromotionsTest {

    private static final int PROMOTIONS = 10;

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Definitions definitions;

    @Autowired
    Environments environments;

    @Autowired
    Promotions promotions;

    @Test
    void each_answered_write_is_there_exactly_once_and_each_refused_one_not_at_all() throws Exception {
        LoadedTable table = new LoadedTable(workshop, definitions, environments, promotions);
        ApiClient reader = client(table);
        String start = reader.get(table.path() + "/changes")
                .is(200)
                .json()
                .path("cursor")
                .asString();
        WriteLedger ledger = new WriteLedger();
        AtomicBoolean stop = new AtomicBoolean();
        List<Program> programs = List.of(
                new Creates(true, table, client(table), ledger, stop),
                new Creates(false, table, client(table), ledger, stop),
                new Changes(table, client(table), ledger, stop),
                new Links(table, client(table), ledger, stop),
                new Batches(table, client(table), ledger, stop),
                new ByName(table, client(table), ledger, stop),
                new Watches(table, client(table), ledger, stop));
        Set<String> runs = new TreeSet<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(programs.size())) {
            List<Future<Void>> working = programs.stream().map(pool::submit).toList();
            try {
                for (int round = 0; round < PROMOTIONS; round++) {
                    table.rebuild(round);
                    Run run = table.promote();
                    assertThat(run.failure()).isNull();
                    assertThat(run.state()).isEqualTo(RunState.SUCCEEDED);
                    runs.add(run.id().toString());
                }
            } finally {
                stop.set(true);
            }
            for (Future<Void> each : working) {
                each.get();
            }
        }
        LoggerFactory.getLogger(getClass()).info("{}", ledger);

        assertThat(records(reader, table)).isEqualTo(ledger.live());
        assertThat(ledger.live().values()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(ledger.refused());
        assertThat(ledger.values()).isNotEmpty();
        assertThat(held(reader, table, ledger.values().keySet())).isEqualTo(ledger.values());
        assertThat(ledger.links().values())
                .anySatisfy(links -> assertThat(links).isNotEmpty());
        assertThat(linked(reader, table, ledger.links().keySet())).isEqualTo(ledger.links());
        Map<String, Map<String, Integer>> feed = feed(reader, table, start);
        for (String kind : List.of("created", "updated", "deleted")) {
            assertThat(feed.get(kind)).as("%s in the feed", kind).isEqualTo(ledger.told(kind));
        }
        // how many of the short locks are met is up to the machine; what is told must be true
        assertThat(runs)
                .containsAll(ledger.refusals().keySet())
                .containsAll(ledger.notices().keySet());
        assertThat(ledger.refusals()).hasSizeGreaterThan(PROMOTIONS / 2);
        assertThat(ledger.notices()).isNotEmpty();
        assertThat(ledger.broken()).isPositive();
        assertThat(ledger.replays()).isPositive();
    }

    /** A program has a token of its own: limits count by token. */
    private ApiClient client(LoadedTable table) {
        return new ApiClient(port, ApiClient.token(tokens, table.owner(), Set.of(TokenScope.READ, TokenScope.WRITE)));
    }

    private static Map<String, String> records(ApiClient client, LoadedTable table) {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode record : all(client, table)) {
            String before = found.put(
                    record.path("id").asString(),
                    record.path("fields").path("stamp").asString());
            assertThat(before).isNull();
        }
        return found;
    }

    /** What some records hold. The types of their fields are those of the beginning again. */
    private static Map<String, Map<String, Object>> held(ApiClient client, LoadedTable table, Set<String> wanted) {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        for (JsonNode record : all(client, table)) {
            if (wanted.contains(record.path("id").asString())) {
                JsonNode fields = record.path("fields");
                Map<String, Object> values = new HashMap<>();
                values.put(table.stamp(), fields.path("stamp").asString());
                values.put(table.day(), fields.path("day").asString());
                values.put(table.amount(), fields.path("amount").asInt());
                values.put(table.note(), fields.path("note_" + (PROMOTIONS - 1)).asString());
                found.put(record.path("id").asString(), values);
            }
        }
        return found;
    }

    private static Map<String, Set<String>> linked(ApiClient client, LoadedTable table, Set<String> wanted) {
        Map<String, Set<String>> found = new TreeMap<>();
        for (JsonNode record : all(client, table)) {
            if (wanted.contains(record.path("id").asString())) {
                Set<String> links = new TreeSet<>();
                record.path("fields").path("guests_" + (PROMOTIONS - 1)).forEach(link -> links.add(link.asString()));
                found.put(record.path("id").asString(), links);
            }
        }
        return found;
    }

    private static List<JsonNode> all(ApiClient client, LoadedTable table) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page =
                    client.get(table.records() + "?limit=1000" + cursor).is(200).json();
            page.path("records").forEach(all::add);
            cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!cursor.isEmpty());
        return all;
    }

    /** How often the feed tells of each record, by kind. */
    private static Map<String, Map<String, Integer>> feed(ApiClient client, LoadedTable table, String start) {
        Map<String, Map<String, Integer>> told = new HashMap<>();
        Map<String, List<String>> order = new HashMap<>();
        JsonNode part;
        String cursor = start;
        do {
            part = client.get(table.path() + "/changes?limit=1000&cursor=" + cursor)
                    .is(200)
                    .json();
            cursor = part.path("cursor").asString();
            for (JsonNode change : part.path("changes")) {
                String kind = change.path("kind").asString();
                String id = change.path("id").asString();
                told.computeIfAbsent(kind, fresh -> new HashMap<>()).merge(id, 1, Integer::sum);
                order.computeIfAbsent(id, fresh -> new ArrayList<>()).add(kind);
            }
        } while (part.path("more").asBoolean());
        order.remove("");
        assertThat(order).allSatisfy((id, kinds) -> {
            assertThat(kinds.getFirst()).isEqualTo("created");
            assertThat(kinds.subList(1, kinds.size())).doesNotContain("created");
            assertThat(kinds.subList(0, kinds.size() - 1)).doesNotContain("deleted");
        });
        return told;
    }
}
