package io.slipway.integration.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The journey of a change, made by a program: sandbox, document, plan, promotion, and the way back by a restore. */
@HttpTest
class PromotionApiTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Definitions definitions;

    EnvironmentId production;
    Actor.Person owner;
    ApiClient client;

    @BeforeEach
    void signIn() {
        production = workshop.production();
        owner = workshop.superAdmin(production.account());
        client = ApiClient.of(port, tokens, owner);
    }

    @Test
    void a_change_goes_from_a_document_to_production_and_back_again() {
        apply("production", "Tasks", "Name");
        String backup = backup("Before");
        String sandbox = sandbox();
        apply(sandbox, "Tasks", "Name", "Due");

        JsonNode comparison =
                client.get("sandboxes/" + sandbox + "/comparison").is(200).json();
        assertThat(comparison.path("adds").asInt()).isEqualTo(1);
        JsonNode net = client.get("environments/" + sandbox + "/changelog?view=net")
                .is(200)
                .json();
        assertThat(net.path("total").asInt()).isEqualTo(1);
        assertThat(net.path("entries").path(0).path("name").asString()).isEqualTo("Due");

        JsonNode plan = client.get("sandboxes/" + sandbox + "/plan").is(200).json();
        assertThat(plan.path("ready").asBoolean()).as("%s", plan).isTrue();
        promote(sandbox, "0".repeat(64)).problem(ProblemType.PLAN_CHANGED);
        ApiClient.Answer started =
                promote(sandbox, plan.path("plan").asString()).is(202);
        String run = started.json().path("id").asString();
        assertThat(started.header("Location")).isEqualTo("/api/v1/runs/" + run);

        String events = client.send("runs/" + run + "/events", request -> request.GET())
                .is(200)
                .http()
                .body();
        assertThat(events).contains("event: run\n", "event: journal\n", "event: end\n");
        JsonNode ended = over(run);
        assertThat(ended.path("succeeded").asBoolean()).as("%s", ended).isTrue();
        assertThat(ended.path("lockMilliseconds").asLong()).isPositive();
        assertThat(ended.path("steps"))
                .hasSize(4)
                .allSatisfy(step -> assertThat(step.path("state").asString()).isEqualTo("done"));
        assertThat(fields()).containsExactly("Name", "Due");
        JsonNode journal = client.get("runs/" + run + "/journal").is(200).json().path("entries");
        long last = journal.path(journal.size() - 1).path("seq").asLong();
        assertThat(client.get("runs/" + run + "/journal?after=" + (last - 1))
                        .json()
                        .path("entries"))
                .hasSize(1);
        client.post("runs/" + run + "/abort", "").problem(ProblemType.TOO_LATE);
        promote(sandbox, plan.path("plan").asString()).problem(ProblemType.NOTHING_TO_PROMOTE);

        JsonNode preview = client.get("backups/" + backup + "/preview").is(200).json();
        assertThat(preview.path("definitionChanges").toString()).contains("Due");
        client.post("backups/" + backup + "/restore", Map.of("confirm", "no")).problem(ProblemType.CONFIRMATION_NEEDED);
        String restore = client.post(
                        "backups/" + backup + "/restore",
                        Map.of("confirm", preview.path("confirm").asString()))
                .is(202)
                .json()
                .path("id")
                .asString();
        JsonNode restored = over(restore);
        assertThat(restored.path("succeeded").asBoolean()).as("%s", restored).isTrue();
        assertThat(fields()).containsExactly("Name");

        JsonNode runs = client.get("runs?limit=1").is(200).json();
        assertThat(runs.path("runs").path(0).path("id").asString()).isEqualTo(restore);
        assertThat(client.get("runs?limit=1&cursor=" + runs.path("next").asString())
                        .is(200)
                        .json()
                        .path("runs")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(run);
        assertThat(client.get("runs?kind=promotion").is(200).json().path("runs"))
                .hasSize(1);
        client.get("runs?kind=other").problem(ProblemType.INVALID_PARAMETER);
        client.get("runs?cursor=x").problem(ProblemType.INVALID_CURSOR);
    }

    @Test
    void what_is_lost_is_confirmed_by_its_name() {
        apply("production", "Tasks", "Name", "Due");
        String sandbox = sandbox();
        apply(sandbox, "Tasks", "Name");
        JsonNode plan = client.get("sandboxes/" + sandbox + "/plan").is(200).json();
        if (plan.has("confirm")) {
            JsonNode problem = promote(sandbox, plan.path("plan").asString()).problem(ProblemType.CONFIRMATION_NEEDED);
            assertThat(problem.path("expected").asString())
                    .isEqualTo(plan.path("confirm").asString());
        }
        JsonNode started = client.post(
                        "promotions",
                        Map.of(
                                "sandbox",
                                sandbox,
                                "plan",
                                plan.path("plan").asString(),
                                "confirm",
                                plan.path("confirm").asString()))
                .is(202)
                .json();
        assertThat(over(started.path("id").asString()).path("succeeded").asBoolean())
                .isTrue();
        assertThat(fields()).containsExactly("Name");
    }

    @Test
    void strangers_learn_nothing_of_runs() {
        ApiClient other = ApiClient.of(
                port, tokens, workshop.superAdmin(workshop.production().account()));
        other.get("runs/1").problem(ProblemType.NOT_FOUND);
        other.get("runs/x").problem(ProblemType.NOT_FOUND);
        other.get("runs/1/events").problem(ProblemType.NOT_FOUND);
        other.get("sandboxes/" + workshop.sandbox(production) + "/plan").problem(ProblemType.NOT_FOUND);
        client.post("promotions", Map.of("sandbox", "production", "plan", "x")).problem(ProblemType.NOT_FOUND);
        client.post("promotions", Map.of("plan", "x")).problem(ProblemType.INVALID_INPUT);
    }

    private void apply(String environment, String table, String... fields) {
        StringBuilder list = new StringBuilder();
        for (String field : fields) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{\"name\":\"")
                    .append(field)
                    .append("\",\"kind\":\"text\"}");
        }
        client.send(
                        "PUT",
                        "environments/" + environment + "/definition?allowDelete=true",
                        "{\"format\":\"slipway-definition\",\"version\":1,\"tables\":[{\"name\":\"" + table
                                + "\",\"fields\":[" + list + "]}]}",
                        Map.of())
                .is(200);
    }

    private String sandbox() {
        ApiClient.Answer made = client.post("sandboxes", Map.of("name", "Autumn", "data", "none"))
                .is(202);
        String id = made.json().path("id").asString();
        assertThat(made.header("Location")).isEqualTo("/api/v1/sandboxes/" + id);
        await().atMost(LONG)
                .until(() -> client.get("sandboxes/" + id + "/work")
                        .json()
                        .path("state")
                        .asString()
                        .equals("done"));
        return id;
    }

    private String backup(String name) {
        String id = client.post("backups", Map.of("name", name))
                .is(202)
                .json()
                .path("id")
                .asString();
        await().atMost(LONG)
                .until(() -> client.get("backups/" + id)
                        .json()
                        .path("state")
                        .asString()
                        .equals("complete"));
        return id;
    }

    private ApiClient.Answer promote(String sandbox, String plan) {
        return client.post("promotions", Map.of("sandbox", sandbox, "plan", plan));
    }

    private JsonNode over(String run) {
        await().atMost(LONG)
                .until(() ->
                        client.get("runs/" + run).is(200).json().path("over").asBoolean());
        return client.get("runs/" + run).json();
    }

    private List<String> fields() {
        var now = definitions.current(production);
        return now.fields(now.all(Table.class).findFirst().orElseThrow().id()).stream()
                .map(io.slipway.definition.Field::name)
                .toList();
    }
}
