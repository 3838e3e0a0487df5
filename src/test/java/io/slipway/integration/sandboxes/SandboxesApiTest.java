package io.slipway.integration.sandboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
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

    @Autowired
    Environments environments;

    @Autowired
    AccountSql sql;

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
    void a_failed_refresh_is_told_tried_again_and_dismissed() {
        ApiClient reader = new ApiClient(port, ApiClient.token(tokens, owner, Set.of(TokenScope.READ)));
        String records = "environments/production/tables/tasks/records";
        String id = made("Fails");
        String sandbox = "sandboxes/" + id;
        client.post(sandbox + "/retry", "").problem(ProblemType.CONFLICT);
        workshop.build(EnvironmentId.parse(id), name.withKind(new FieldKind.Date()));
        String record = client.post(records, Map.of("fields", Map.of("name", "in December")))
                .is(201)
                .json()
                .path("id")
                .asString();

        client.post(sandbox + "/refresh", Map.of("data", "full")).is(202);
        JsonNode failed = failed(id);
        assertThat(failed.path("kind").asString()).isEqualTo("refresh");
        assertThat(failed.path("failure").asString()).contains("Name", "Tasks");
        JsonNode told = client.get(sandbox).is(200).json();
        assertThat(told.path("state").asString()).isEqualTo("ready");
        assertThat(told.path("work").path("state").asString()).isEqualTo("failed");

        reader.post(sandbox + "/retry", "").problem(ProblemType.SCOPE_MISSING);
        reader.post(sandbox + "/dismiss", "").problem(ProblemType.SCOPE_MISSING);
        client.post(sandbox + "/retry", "").is(202);
        assertThat(failed(id).path("failure").asString()).contains("Name");
        client.patch(records + "/" + record, Map.of("fields", Map.of("name", "2024-02-29")), "If-Match", "*")
                .is(200);
        assertThat(client.post(sandbox + "/retry", "")
                        .is(202)
                        .json()
                        .path("kind")
                        .asString())
                .isEqualTo("refresh");
        done(id);
        assertThat(client.get("environments/" + id + "/tables/tasks/records")
                        .is(200)
                        .json()
                        .path("records")
                        .path(0)
                        .path("fields")
                        .path("name")
                        .asString())
                .isEqualTo("2024-02-29");

        client.patch(records + "/" + record, Map.of("fields", Map.of("name", "no date")), "If-Match", "*")
                .is(200);
        client.post(sandbox + "/refresh", Map.of("data", "full")).is(202);
        failed(id);
        client.post(sandbox + "/dismiss", "").is(204);
        assertThat(client.get(sandbox).is(200).json().has("work")).isFalse();
        client.post(sandbox + "/dismiss", "").is(204);
        client.post(sandbox + "/retry", "").problem(ProblemType.CONFLICT);
    }

    /** What a node leaves that gave up making a sandbox. */
    @Test
    void a_failed_creation_is_tried_again_or_discarded_but_not_dismissed() {
        String sandbox = "sandboxes/" + givenUp("Given up");
        JsonNode work = client.get(sandbox + "/work").is(200).json();
        assertThat(work.path("state").asString()).isEqualTo("failed");
        assertThat(work.path("kind").asString()).isEqualTo("create");
        assertThat(work.path("failure").asString()).isEqualTo("The disk was full.");
        assertThat(client.get(sandbox).is(200).json().path("state").asString()).isEqualTo("creating");
        client.post(sandbox + "/dismiss", "").problem(ProblemType.CONFLICT);
        client.post(sandbox + "/refresh", Map.of("data", "none")).problem(ProblemType.NOT_READY);
        client.post(sandbox + "/retry", "").is(202);
        done(sandbox.substring("sandboxes/".length()));
        assertThat(client.get(sandbox).is(200).json().path("state").asString()).isEqualTo("ready");

        String other = "sandboxes/" + givenUp("Given up too");
        client.delete(other).is(202);
        await().atMost(Duration.ofSeconds(60)).until(() -> client.get(other).status() == 404);
    }

    private EnvironmentId givenUp(String called) {
        EnvironmentId sandbox = environments
                .create(
                        production.account(),
                        Environment.Kind.SANDBOX,
                        called,
                        Environment.State.CREATING,
                        Environment.DataChoice.NONE,
                        owner.name())
                .id();
        sql.in(sandbox, """
                INSERT INTO {a}.sandbox_work
                    (environment, kind, data_choice, step, failure, attempts, by_name, started_at)
                VALUES (:environment, 'CREATE', 'NONE', 'Making the tables', 'The disk was full.', 3, :by, NOW(3))""")
                .param("environment", sandbox.number())
                .param("by", owner.name())
                .update();
        return sandbox;
    }

    private JsonNode failed(String sandbox) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.get("sandboxes/" + sandbox + "/work")
                                .is(200)
                                .json(),
                        work -> work.path("state").asString().equals("failed"));
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
