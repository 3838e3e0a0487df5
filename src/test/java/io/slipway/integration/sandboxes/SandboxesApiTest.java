package io.slipway.integration.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Sandboxes and the changelog as programs see them. */
@HttpTest
class SandboxesApiTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    EnvironmentId production;
    Actor.Person owner;
    ApiClient client;
    ResourceId table;
    Field name;

    @BeforeEach
    void anApp() {
        production = workshop.production();
        owner = workshop.superAdmin(production.account());
        client = ApiClient.of(port, tokens, owner);
        table = workshop.id(production);
        name = new Field(
                workshop.id(production), table, "Name", new FieldKind.ShortText(50), 1, false, false, null, "");
        workshop.build(production, new Table(table, "Tasks", "", null), name);
    }

    @Test
    void a_sandbox_lives_from_creation_to_discarding() {
        client.post("sandboxes", Map.of("name", "", "data", "none")).problem(ProblemType.INVALID_INPUT);
        client.post("sandboxes", Map.of("name", "A", "data", "half")).problem(ProblemType.INVALID_INPUT);
        String id = client.post("sandboxes", Map.of("name", "A", "data", "full", "promotable", false))
                .is(202)
                .json()
                .path("id")
                .asString();
        done(id);
        assertThat(client.get("sandboxes").is(200).json().path("sandboxes")).hasSize(1);
        JsonNode changed = client.patch("sandboxes/" + id, Map.of("name", "B", "promotable", true))
                .is(200)
                .json();
        assertThat(changed.path("name").asString()).isEqualTo("B");
        assertThat(changed.path("promotable").asBoolean()).isTrue();
        client.post("sandboxes/" + id + "/refresh", Map.of("data", "sample")).is(202);
        done(id);

        EnvironmentId sandbox = EnvironmentId.parse(id);
        workshop.build(sandbox, name.withName("Title"));
        JsonNode problem = client.delete("sandboxes/" + id).problem(ProblemType.CONFIRMATION_NEEDED);
        assertThat(problem.path("expected").asString()).isEqualTo("B");
        client.delete("sandboxes/" + id + "?confirm=B").is(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("sandboxes/" + id).status() == 404);
        client.get("sandboxes/" + production).problem(ProblemType.NOT_FOUND);
    }

    @Test
    void a_collision_is_listed_and_settled() {
        String id = made("Collides");
        workshop.build(EnvironmentId.parse(id), name.withName("In the sandbox"));
        workshop.build(production, name.withName("In production"));
        JsonNode collision = client.get("sandboxes/" + id + "/collisions")
                .is(200)
                .json()
                .path("collisions")
                .path(0);
        assertThat(collision.path("sandbox").asString()).contains("In the sandbox");
        JsonNode problem = client.post("sandboxes/" + id + "/rebase", Map.of()).problem(ProblemType.UNSETTLED);
        assertThat(problem.path("collisions")).hasSize(1);
        String key = collision.path("id").asString();
        client.post("sandboxes/" + id + "/rebase", Map.of("settlements", Map.of(key, "keep-both")))
                .problem(ProblemType.INVALID_INPUT);
        client.post("sandboxes/" + id + "/rebase", Map.of("settlements", Map.of(key, "keep-sandbox")))
                .is(200);
        assertThat(client.post("sandboxes/" + id + "/rebase", Map.of())
                        .is(200)
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("up-to-date");
    }

    @Test
    void rules_for_conversions_are_chosen_and_taken_back() {
        EnvironmentId sandbox = EnvironmentId.parse(made("Converts"));
        workshop.build(sandbox, name.withKind(new FieldKind.WholeNumber(null, null)));
        String rules = "sandboxes/" + sandbox + "/conversion-rules";
        String one = rules + "/" + name.id();
        client.send("PUT", one, Map.of("rule", "guess"), Map.of()).problem(ProblemType.INVALID_INPUT);
        client.send("PUT", rules + "/99999", Map.of("rule", "make-empty"), Map.of())
                .problem(ProblemType.NOT_FOUND);
        JsonNode chosen = client.send(
                        "PUT",
                        one,
                        Map.of("rule", "cut-to-fit", "otherwise", Map.of("rule", "fixed-value", "canonicalText", "7")),
                        Map.of())
                .is(200)
                .json()
                .path("rules")
                .path(0);
        assertThat(chosen.path("fieldName").asString()).isEqualTo("Name");
        assertThat(chosen.path("rule").path("otherwise").path("canonicalText").asString())
                .isEqualTo("7");
        assertThat(client.delete(one).is(200).json().path("rules")).isEmpty();
    }

    @Test
    void the_changelog_is_filtered_paged_and_given_as_csv() {
        for (int i = 0; i < 5; i++) {
            workshop.build(production, name.withName("Name " + i));
        }
        String log = "environments/production/changelog";
        assertThat(client.get(log + "?kind=modify").is(200).json().path("total").asInt())
                .isEqualTo(5);
        assertThat(client.get(log + "?type=table").is(200).json().path("total").asInt())
                .isEqualTo(1);
        assertThat(client.get(log + "?search=name%203")
                        .is(200)
                        .json()
                        .path("total")
                        .asInt())
                .isPositive();
        Set<String> seen = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page =
                    client.get(log + "?limit=2&cursor=" + cursor).is(200).json();
            page.path("entries")
                    .forEach(entry -> assertThat(seen.add(entry.path("revision").asString()))
                            .isTrue());
            cursor = page.path("next").asString("");
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(7);
        client.get(log + "?limit=0").problem(ProblemType.INVALID_PARAMETER);
        client.get(log + "?kind=burn").problem(ProblemType.INVALID_PARAMETER);
        client.get(log + "?cursor=7-7777").problem(ProblemType.INVALID_CURSOR);
        ApiClient.Answer csv =
                client.send("GET", log, null, Map.of("Accept", "text/csv")).is(200);
        assertThat(csv.http().body().lines()).hasSize(8);
    }

    private String made(String called) {
        String id = client.post("sandboxes", Map.of("name", called, "data", "none", "promotable", false))
                .is(202)
                .json()
                .path("id")
                .asString();
        done(id);
        return id;
    }

    private void done(String sandbox) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            String state = client.get("sandboxes/" + sandbox + "/work")
                    .json()
                    .path("state")
                    .asString();
            assertThat(state).isNotEqualTo("failed");
            return state.equals("done");
        });
    }
}
