package io.slipway.integration.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import io.slipway.webhook.internal.Receiver;
import io.slipway.webhook.internal.WebhookRounds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Webhooks as programs make and look after them. */
@HttpTest
class WebhooksApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    AccountSql sql;

    @Autowired
    WebhookRounds rounds;

    Actor.Person owner;
    AccountId account;
    EnvironmentId production;
    ApiClient client;
    ResourceId table;
    ResourceId name;

    @BeforeEach
    void aTable() {
        production = workshop.production();
        account = production.account();
        owner = workshop.superAdmin(production.account());
        client = ApiClient.of(port, tokens, owner);
        table = workshop.id(production);
        name = workshop.id(production);
        workshop.build(
                production,
                new Table(table, "Tasks", "", null),
                new Field(name, table, "Name", new FieldKind.ShortText(50), 1, false, false, null, ""));
    }

    @Test
    void a_webhook_is_made_changed_tested_and_removed() {
        Map<String, Object> wanted = Map.of(
                "name",
                "To the warehouse",
                "table",
                table.toString(),
                "events",
                List.of("created", "updated"),
                "filters",
                List.of(Map.of("field", name.toString(), "comparison", "starts-with", "value", "W")),
                "url",
                "https://receiver.example/hook");
        JsonNode made =
                client.post("environments/production/webhooks", wanted).is(201).json();
        String id = made.path("id").asString();
        assertThat(made.path("secret").asString()).isNotBlank();
        JsonNode read = client.get("webhooks/" + id).is(200).json();
        assertThat(read.has("secret")).isFalse();
        assertThat(read.path("filters").path(0).path("comparison").asString()).isEqualTo("starts-with");

        Map<String, Object> change = new java.util.HashMap<>(wanted);
        change.put("onPromotion", "drop");
        client.send("PUT", "webhooks/" + id, change, Map.of()).problem(ProblemType.INVALID_INPUT);
        change.put("version", read.path("version").asLong());
        assertThat(client.send("PUT", "webhooks/" + id, change, Map.of())
                        .is(200)
                        .json()
                        .path("onPromotion")
                        .asString())
                .isEqualTo("drop");
        client.send("PUT", "webhooks/" + id, change, Map.of()).problem(ProblemType.CHANGED_MEANWHILE);
        assertThat(client.post("webhooks/" + id + "/rotate-secret", Map.of("overlapSeconds", 60))
                        .is(200)
                        .json()
                        .path("secret")
                        .asString())
                .isNotBlank()
                .isNotEqualTo(made.path("secret").asString());
        assertThat(client.post("webhooks/" + id + "/disable", "")
                        .is(200)
                        .json()
                        .path("enabled")
                        .asBoolean())
                .isFalse();
        String delivery = client.post("webhooks/" + id + "/test", "")
                .is(202)
                .json()
                .path("delivery")
                .path("id")
                .asString();
        JsonNode list = client.get("webhooks/" + id + "/deliveries").is(200).json();
        assertThat(list.path("total").asInt()).isEqualTo(1);
        assertThat(client.get("webhooks/" + id + "/deliveries/" + delivery)
                        .is(200)
                        .json()
                        .path("delivery")
                        .path("type")
                        .asString())
                .isEqualTo("webhook.test");
        client.get("webhooks/" + id + "/deliveries?state=lost").problem(ProblemType.INVALID_PARAMETER);
        client.delete("webhooks/" + id).is(204);
        client.get("webhooks/" + id).problem(ProblemType.NOT_FOUND);
    }

    @Test
    void tables_fields_and_choices_are_named_as_in_records() {
        ResourceId state = workshop.id(production);
        workshop.build(
                production,
                new Field(
                        state,
                        table,
                        "State",
                        new FieldKind.SingleChoice(List.of(new Choice(1, "Open"), new Choice(2, "Done"))),
                        2,
                        false,
                        false,
                        null,
                        ""));
        Map<String, Object> wanted = new HashMap<>(Map.of(
                "name",
                "By names",
                "table",
                "tasks",
                "events",
                List.of("created"),
                "fields",
                List.of("name", state.toString()),
                "filters",
                List.of(Map.of("field", "state", "comparison", "equals", "value", "Done")),
                "url",
                "https://receiver.example/hook"));
        JsonNode made =
                client.post("environments/production/webhooks", wanted).is(201).json();
        assertThat(made.path("table").asString()).isEqualTo(table.toString());
        assertThat(made.path("fields").path(0).asString()).isEqualTo(name.toString());
        assertThat(made.path("filters").path(0).path("value").asString()).isEqualTo("2");

        wanted.put("fields", List.of("salary"));
        JsonNode problem =
                client.post("environments/production/webhooks", wanted).problem(ProblemType.INVALID_INPUT);
        assertThat(problem.path("field").asString()).isEqualTo("fields");
        assertThat(problem.path("detail").asString()).contains("“salary”", "name, state");
        wanted.put("table", "nothing");
        assertThat(client.post("environments/production/webhooks", wanted)
                        .problem(ProblemType.INVALID_INPUT)
                        .path("detail")
                        .asString())
                .contains("“nothing”", "tasks");
    }

    @Test
    void what_waits_is_looked_after_all_at_once_and_an_old_secret_ended() {
        JsonNode made = client.post(
                        "environments/production/webhooks",
                        Map.of(
                                "name", "Care",
                                "table", "tasks",
                                "events", List.of("created"),
                                "url", "https://receiver.example/hook"))
                .is(201)
                .json();
        String address = "webhooks/" + made.path("id").asString();
        client.post(address + "/rotate-secret", Map.of("overlapSeconds", 600)).is(200);
        assertThat(client.get(address).json().has("oldSecretUntil")).isTrue();
        assertThat(client.post(address + "/end-old-secret", "").is(200).json().has("oldSecretUntil"))
                .isFalse();
        client.post(address + "/test", "").is(202);
        client.post(address + "/test", "").is(202);
        assertThat(client.get(address + "/health")
                        .is(200)
                        .json()
                        .path("waiting")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.post(address + "/retry-parked", "")
                        .is(200)
                        .json()
                        .path("deliveries")
                        .asInt())
                .isZero();
        assertThat(client.post(address + "/drop-waiting", "")
                        .is(200)
                        .json()
                        .path("deliveries")
                        .asInt())
                .isEqualTo(2);
        assertThat(client.get(address + "/health")
                        .is(200)
                        .json()
                        .path("waiting")
                        .asInt())
                .isZero();
    }

    @Test
    void a_secret_is_kept_nowhere_for_a_call_that_is_repeated() {
        Map<String, Object> wanted = Map.of(
                "name",
                "Once",
                "table",
                table.toString(),
                "events",
                List.of("created"),
                "url",
                "https://receiver.example/hook");
        String key = UUID.randomUUID().toString();
        JsonNode made = client.post("environments/production/webhooks", wanted, "Idempotency-Key", key)
                .is(201)
                .json();
        JsonNode again = client.post("environments/production/webhooks", wanted, "Idempotency-Key", key)
                .is(201)
                .json();
        assertThat(again.path("id")).isEqualTo(made.path("id"));
        assertThat(again.has("secret")).isFalse();

        String rotate = "webhooks/" + made.path("id").asString() + "/rotate-secret";
        String other = UUID.randomUUID().toString();
        JsonNode rotated =
                client.post(rotate, Map.of(), "Idempotency-Key", other).is(200).json();
        assertThat(client.post(rotate, Map.of(), "Idempotency-Key", other)
                        .is(200)
                        .json()
                        .has("secret"))
                .isFalse();
        for (JsonNode answer : List.of(made, rotated)) {
            assertThat(sql.in(account, "SELECT COUNT(*) FROM {a}.api_idempotency WHERE LOCATE(:secret, body) > 0")
                            .param("secret", answer.path("secret").asString())
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    @Test
    void who_may_only_build_is_told_nothing_of_records() {
        String id = client.post(
                        "environments/production/webhooks",
                        Map.of(
                                "name",
                                "Leak",
                                "table",
                                table.toString(),
                                "events",
                                List.of("created"),
                                "url",
                                "https://a.example"))
                .is(201)
                .json()
                .path("id")
                .asString();
        ApiClient builder = new ApiClient(port, ApiClient.token(tokens, owner, Set.of(TokenScope.BUILD)));
        builder.post("environments/production/webhooks", Map.of()).problem(ProblemType.SCOPE_MISSING);
        builder.get("environments/production/webhooks").problem(ProblemType.SCOPE_MISSING);
        builder.get("webhooks/" + id + "/deliveries").problem(ProblemType.SCOPE_MISSING);
        builder.send("PUT", "webhooks/" + id, Map.of(), Map.of()).problem(ProblemType.SCOPE_MISSING);
    }

    @Test
    void deliveries_are_tried_again_sent_once_more_and_given_up() {
        try (Receiver receiver = new Receiver()) {
            String id = client.post(
                            "environments/production/webhooks",
                            Map.of(
                                    "name",
                                    "Shop",
                                    "table",
                                    table.toString(),
                                    "events",
                                    List.of("created"),
                                    "url",
                                    receiver.url()))
                    .is(201)
                    .json()
                    .path("id")
                    .asString();
            String deliveries = "webhooks/" + id + "/deliveries";

            receiver.answers(500);
            String failing = deliveries + "/" + delivery(deliveries, "waiting");
            until(() -> !receiver.requests().isEmpty());
            until(() -> detail(failing).path("delivery").path("attempts").asInt() > 0);
            JsonNode failed = detail(failing);
            assertThat(failed.path("delivery").path("lastStatus").asInt()).isEqualTo(500);
            assertThat(failed.path("attempts").path(0).path("request").asString())
                    .contains("POST");
            client.post(failing + "/resend", "").problem(ProblemType.INVALID_INPUT);
            reader().post(failing + "/retry", "").problem(ProblemType.SCOPE_MISSING);
            receiver.answers(204);
            assertThat(client.post(failing + "/retry", "")
                            .is(200)
                            .json()
                            .path("delivery")
                            .path("state")
                            .asString())
                    .isIn("waiting", "delivered");
            until(() ->
                    detail(failing).path("delivery").path("state").asString().equals("delivered"));
            client.post(failing + "/retry", "").problem(ProblemType.TOO_LATE);
            client.post(failing + "/drop", "").problem(ProblemType.TOO_LATE);

            int before = receiver.requests().size();
            JsonNode again = client.post(failing + "/resend", "").is(202).json().path("delivery");
            assertThat(again.path("event"))
                    .isEqualTo(detail(failing).path("delivery").path("event"));
            until(() -> receiver.requests().size() > before);
            assertThat(receiver.requests().getLast().body())
                    .isEqualTo(receiver.requests().getFirst().body());

            receiver.answers(500);
            String given = deliveries + "/" + delivery(deliveries, "waiting");
            reader().post(given + "/drop", "").problem(ProblemType.SCOPE_MISSING);
            assertThat(client.post(given + "/drop", "")
                            .is(200)
                            .json()
                            .path("delivery")
                            .path("state")
                            .asString())
                    .isEqualTo("dropped");
            client.post(given + "/drop", "").problem(ProblemType.TOO_LATE);
            assertThat(client.get(deliveries + "?state=dropped")
                            .is(200)
                            .json()
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
            client.post(deliveries + "/999999/retry", "").problem(ProblemType.NOT_FOUND);
        }
    }

    /** Makes a record and gives the id of its delivery. */
    private String delivery(String deliveries, String state) {
        String record = client.post(
                        "environments/production/tables/tasks/records",
                        Map.of("fields", Map.of("name", "Water plants")))
                .is(201)
                .json()
                .path("id")
                .asString();
        List<String> found = new ArrayList<>();
        until(() -> {
            client.get(deliveries + "?state=" + state)
                    .is(200)
                    .json()
                    .path("deliveries")
                    .forEach(each -> {
                        if (each.path("record").asString().equals(record)) {
                            found.add(each.path("id").asString());
                        }
                    });
            return !found.isEmpty();
        });
        return found.getFirst();
    }

    private JsonNode detail(String delivery) {
        return client.get(delivery).is(200).json();
    }

    private ApiClient reader() {
        return new ApiClient(port, ApiClient.token(tokens, owner, EnumSet.complementOf(EnumSet.of(TokenScope.BUILD))));
    }

    private void until(Callable<Boolean> holds) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    rounds.round(owner.account());
                    return holds.call();
                });
    }

    @Test
    void what_is_not_possible_is_refused_and_strangers_learn_nothing() {
        client.post("environments/production/webhooks", Map.of("name", "X", "table", "x", "events", List.of("created")))
                .problem(ProblemType.INVALID_INPUT);
        client.post(
                        "environments/production/webhooks",
                        Map.of(
                                "name",
                                "X",
                                "table",
                                table.toString(),
                                "events",
                                List.of("read"),
                                "url",
                                "https://a.example"))
                .problem(ProblemType.INVALID_INPUT);
        String id = client.post(
                        "environments/production/webhooks",
                        Map.of(
                                "name",
                                "X",
                                "table",
                                table.toString(),
                                "events",
                                List.of("created"),
                                "url",
                                "https://a.example"))
                .is(201)
                .json()
                .path("id")
                .asString();
        ApiClient other = ApiClient.of(
                port, tokens, workshop.superAdmin(workshop.production().account()));
        other.get("webhooks/" + id).problem(ProblemType.NOT_FOUND);
        other.delete("webhooks/" + id).problem(ProblemType.NOT_FOUND);
        assertThat(client.get("environments/production/webhooks").is(200).json().path("webhooks"))
                .hasSize(1);
    }
}
