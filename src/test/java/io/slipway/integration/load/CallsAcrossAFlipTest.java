package io.slipway.integration.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.ApiTokens;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.environment.Gates;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A call that waits for a short lock is taken by the definition that is in force after it. */
@HttpTest
class CallsAcrossAFlipTest {

    private static final int TRIES = 20;

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    AccountSql sql;

    /** A call whose values, or whose answer, are of another definition before the flip than after it. */
    @ParameterizedTest
    @ValueSource(strings = {"patch", "link", "unlink"})
    void changes_and_links_are_taken_by_the_definition_after_it(String call) throws Exception {
        EnvironmentId production = workshop.production();
        ResourceId table = workshop.id(production);
        Field day = new Field(
                workshop.id(production), table, "Day", new FieldKind.ShortText(100), 0, false, false, null, "");
        Relationship many = new Relationship(workshop.id(production), "Visits", Cardinality.MANY_TO_MANY, table, table);
        Field next = new Field(
                workshop.id(production), table, "Next", new FieldKind.Link(many.id()), 1, false, false, null, "");
        workshop.build(production, new Table(table, "Visits", "", null), day, many, next);
        ApiClient client = ApiClient.of(port, tokens, workshop.superAdmin(production.account()));
        String path = "environments/production/tables/visits/records";
        String other = made(client, path, Map.of("day", "2024-01-02"));
        String links = "/links/" + next.id();

        for (int i = 0; i < TRIES; i++) {
            boolean toDate = i % 2 == 0;
            String record = made(
                    client,
                    path,
                    call.equals("unlink")
                            ? Map.of("day", "2024-01-01", next.id().toString(), List.of(other))
                            : Map.of("day", "2024-01-01"));
            String name = toDate ? "Next visits" : "Next";
            workshop.build(production, resources -> {
                resources.put(day.id(), toDate ? day : day.withKind(new FieldKind.Date()));
            });
            Answer answer = across(
                    production,
                    resources -> {
                        resources.put(day.id(), toDate ? day.withKind(new FieldKind.Date()) : day);
                        resources.put(next.id(), next.withName(name));
                    },
                    call.equals("link"),
                    key -> switch (call) {
                        case "patch" ->
                            client.patch(
                                    path + "/" + record,
                                    Map.of("fields", Map.of("day", "2024-02-29")),
                                    "If-Match",
                                    "*");
                        case "link" ->
                            client.post(
                                    path + "/" + record + links,
                                    Map.of("records", List.of(other)),
                                    "Idempotency-Key",
                                    key);
                        default -> client.delete(path + "/" + record + links + "/" + other);
                    });
            JsonNode now = client.get(path + "/" + record).is(200).json().path("fields");
            String field = toDate ? "next_visits" : "next";
            boolean written = answer.status() != 503;
            if (written) {
                assertThat(answer.is(200).json().path("fields")).isEqualTo(now);
                assertThat(answer.header("ETag")).isEqualTo("\"2\"");
            }
            assertThat(now.path("day").asString())
                    .isEqualTo(written && call.equals("patch") ? "2024-02-29" : "2024-01-01");
            assertThat(now.path(field)).hasSize(written == call.equals("link") && !call.equals("patch") ? 1 : 0);
            if (written) {
                return;
            }
        }
        throw new AssertionError("The lock was never short enough");
    }

    private static String made(ApiClient client, String path, Map<String, Object> fields) {
        return client.post(path, Map.of("fields", fields))
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"one", "each", "all-or-nothing"})
    void values_that_suit_the_new_types_are_taken(String mode) throws Exception {
        EnvironmentId production = workshop.production();
        ResourceId table = workshop.id(production);
        Field day = new Field(
                workshop.id(production), table, "Day", new FieldKind.ShortText(100), 0, false, false, null, "");
        workshop.build(production, new Table(table, "Visits", "", null), day);
        ApiClient client = ApiClient.of(port, tokens, workshop.superAdmin(production.account()));
        String path = "environments/production/tables/visits/records";
        Map<String, Object> fields = Map.of("day", "2024-02-29");

        for (int i = 0; i < TRIES; i++) {
            Answer answer = across(
                    production,
                    changed(day.withKind(i % 2 == 0 ? new FieldKind.Date() : day.kind())),
                    true,
                    key -> mode.equals("one")
                            ? client.post(path, Map.of("fields", fields), "Idempotency-Key", key)
                            : client.post(
                                    path + "/batch",
                                    Map.of("mode", mode, "writes", List.of(Map.of("op", "create", "fields", fields))),
                                    "Idempotency-Key",
                                    key));
            // on a busy machine the lock may take longer than a writer's patience; then it has met nothing
            if (answer.status() != 503) {
                assertThat(answer.status()).as(answer.http().body()).isEqualTo(mode.equals("one") ? 201 : 200);
                assertThat(client.get(path + "?filter=day:eq:2024-02-29")
                                .is(200)
                                .json()
                                .path("records"))
                        .hasSize(1);
                return;
            }
        }
        throw new AssertionError("The lock was never short enough");
    }

    private interface Write {
        Answer with(String key);
    }

    private static Consumer<Map<ResourceId, Resource>> changed(Field field) {
        return resources -> resources.put(field.id(), field);
    }

    /** Makes a call that meets a closed gate, which opens again with the definition changed. */
    private Answer across(
            EnvironmentId production, Consumer<Map<ResourceId, Resource>> change, boolean hasKey, Write write)
            throws Exception {
        String key = UUID.randomUUID().toString();
        long before = calls(production);
        close(production, true);
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            CountDownLatch begun = new CountDownLatch(1);
            Future<Answer> answer = pool.submit(() -> {
                begun.countDown();
                return write.with(key);
            });
            try {
                begun.await();
                // a call without a key leaves no trace before it is done: building takes long enough for it
                if (hasKey) {
                    await().until(() -> answer.isDone() || calls(production) > before);
                }
                workshop.build(production, change);
            } finally {
                close(production, false);
            }
            return answer.get();
        }
    }

    private long calls(EnvironmentId production) {
        return sql.in(production.account(), "SELECT COUNT(*) FROM {a}.api_idempotency")
                .query(Long.class)
                .single();
    }

    private void close(EnvironmentId production, boolean closed) {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(production);
            return closed ? gates.close(production, new RunId(1)) : gates.open(production);
        });
    }
}
