package io.slipway.integration.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    Actor.Person owner;
    AccountId account;
    ApiClient client;
    ResourceId table;
    ResourceId name;

    @BeforeEach
    void aTable() {
        EnvironmentId production = workshop.production();
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
