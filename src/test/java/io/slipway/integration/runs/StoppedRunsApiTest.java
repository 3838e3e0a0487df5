package io.slipway.integration.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.ApiTokens;
import io.slipway.account.PersonKind;
import io.slipway.account.TokenScope;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.db.AccountSql;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.PromotionWorld;
import io.slipway.promotion.RunBrake;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Runs that programs stop, or decide over. */
@HttpTest
class StoppedRunsApiTest {

    private static final String RECORDS = "environments/production/tables/visits/records";

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    PromotionWorld world;

    @Autowired
    RunBrake brake;

    @Autowired
    ApiTokens tokens;

    @Autowired
    AccountSql sql;

    @Test
    void a_run_is_stopped_before_anybody_is_locked_out_by_those_who_may() {
        PromotionWorld.Scene scene = world.scene(3);
        ApiClient client = ApiClient.of(port, tokens, scene.actor);
        String run;
        try (RunBrake.Held held = brake.hold(scene.production.account())) {
            run = "runs/" + scene.promote();
            held.reached();
            refusedToOthers(scene, run + "/abort", "");
            client.post(run + "/decision", Map.of("keep", "before")).problem(ProblemType.TOO_LATE);
            JsonNode asked = client.post(run + "/abort", "").is(200).json();
            assertThat(asked.path("over").asBoolean()).isFalse();
            client.post(run + "/abort", "").is(200);
        }
        JsonNode ended = over(client, run);
        assertThat(ended.path("state").asString()).isEqualTo("canceled");
        assertThat(ended.path("succeeded").asBoolean()).isFalse();
        assertThat(ended.has("lockedAt")).isFalse();
        assertThat(client.get(RECORDS).is(200).json().path("records")).hasSize(3);
        JsonNode problem = client.post(run + "/abort", "").problem(ProblemType.TOO_LATE);
        assertThat(problem.path("detail").asString()).contains("over");
    }

    @Test
    void under_the_lock_it_is_too_late_to_stop() {
        PromotionWorld.Scene scene = world.scene(3);
        AccountId account = scene.production.account();
        ApiClient client = ApiClient.of(port, tokens, scene.actor);
        List<Answer> announced = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        brake.at(account, RunState.LOCKING, "lock", Mark.BEGIN, () -> {
            announced.add(await().until(() -> client.get(RECORDS), answer -> answer.status() == 503));
            brake.at(
                    account,
                    RunState.SECURING,
                    "state",
                    Mark.NOTE,
                    () -> answers.add(client.post("runs/" + active(client) + "/abort", "")));
        });
        String run = "runs/" + scene.promote();
        JsonNode ended = over(client, run);
        assertThat(announced).hasSize(1);
        JsonNode told = announced.getFirst().problem(ProblemType.ENVIRONMENT_LOCKED);
        assertThat("runs/" + told.path("run").asString()).isEqualTo(run);
        assertThat(told.path("expectedEnd").asString())
                .as("told before the gate is closed")
                .isNotBlank();
        assertThat(answers).hasSize(1);
        JsonNode problem = answers.getFirst().problem(ProblemType.TOO_LATE);
        assertThat(problem.path("detail").asString()).contains("put in force");
        assertThat(ended.path("succeeded").asBoolean()).as("%s", ended).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"before, rolled-back, visits", "after, succeeded, guest_visits"})
    void a_run_that_ends_neither_way_by_itself_waits_for_a_decision(String keep, String end, String table) {
        PromotionWorld.Scene scene = world.scene(3);
        AccountId account = scene.production.account();
        ApiClient client = ApiClient.of(port, tokens, scene.actor);
        brake.at(account, RunState.VERIFYING, "flip", Mark.DONE, () -> {
            neverBack(account);
            throw new IllegalStateException("What is in force looks wrong");
        });
        String id = scene.promote().toString();
        String run = "runs/" + id;
        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        client.get(run).is(200).json().path("state").asString().equals("needs-attention"));
        brake.on(account, RunState.CANCELED, () -> {});
        JsonNode locked = client.get(RECORDS).problem(ProblemType.ENVIRONMENT_LOCKED);
        assertThat(locked.path("run").asString()).isEqualTo(id);
        JsonNode status = client.get("environments/production/status").is(200).json();
        assertThat(status.path("open").asBoolean()).isFalse();
        assertThat(status.path("run").path("state").asString()).isEqualTo("needs-attention");

        refusedToOthers(scene, run + "/decision", Map.of("keep", keep));
        client.post(run + "/decision", Map.of("keep", "both")).problem(ProblemType.INVALID_INPUT);
        client.post(run + "/decision", Map.of()).problem(ProblemType.INVALID_INPUT);
        client.post(run + "/abort", "").problem(ProblemType.TOO_LATE);
        client.post(run + "/decision", Map.of("keep", keep)).is(200);

        assertThat(over(client, run).path("state").asString()).isEqualTo(end);
        assertThat(client.get("environments/production/tables/" + table + "/records")
                        .is(200)
                        .json()
                        .path("records"))
                .hasSize(3);
        client.post(run + "/decision", Map.of("keep", keep)).problem(ProblemType.TOO_LATE);
    }

    @Test
    void what_was_never_in_force_can_not_be_kept() {
        EnvironmentId production = workshop.production();
        ApiClient client = ApiClient.of(port, tokens, workshop.superAdmin(production.account()));
        RunRow.in(RunState.NEEDS_ATTENTION).locked(true).write(sql, production);
        JsonNode problem =
                client.post("runs/1/decision", Map.of("keep", "after")).problem(ProblemType.CONFLICT);
        assertThat(problem.path("field").asString()).isEqualTo("keep");
        assertThat(problem.path("fix").asString()).contains("before");
    }

    /** Going back fails as often as it is tried. */
    private void neverBack(AccountId account) {
        brake.at(account, RunState.ROLLING_BACK, "flip-back", Mark.BEGIN, () -> {
            neverBack(account);
            throw new IllegalStateException("What was before can't be had back");
        });
    }

    private void refusedToOthers(PromotionWorld.Scene scene, String path, Object body) {
        AccountId account = scene.production.account();
        String narrow = ApiClient.token(tokens, scene.actor, EnumSet.complementOf(EnumSet.of(TokenScope.PROMOTE)));
        new ApiClient(port, narrow).post(path, body).problem(ProblemType.SCOPE_MISSING);
        String builders = tokens.create(
                        scene.actor,
                        new ApiTokens.NewToken(
                                "Builder's",
                                workshop.person(account, PersonKind.APP_ADMIN, "Nina")
                                        .user(),
                                EnumSet.allOf(TokenScope.class),
                                null,
                                false,
                                null))
                .secret();
        new ApiClient(port, builders).post(path, body).problem(ProblemType.NOT_ALLOWED);
        ApiClient.of(port, tokens, workshop.superAdmin(workshop.production().account()))
                .post(path, body)
                .problem(ProblemType.NOT_FOUND);
    }

    private static String active(ApiClient client) {
        return client.get("runs?limit=1")
                .is(200)
                .json()
                .path("runs")
                .path(0)
                .path("id")
                .asString();
    }

    private static JsonNode over(ApiClient client, String run) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> client.get(run).is(200).json(),
                        told -> told.path("over").asBoolean());
    }
}
