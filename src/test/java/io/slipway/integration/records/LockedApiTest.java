package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gates;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What programs meet while a promotion locks the account. */
class LockedApiTest extends RecordsWorld {

    @Autowired
    AccountSql sql;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Test
    void record_calls_are_refused_with_everything_a_program_needs_and_status_goes_on() {
        String key = UUID.randomUUID().toString();
        RunRow.in(RunState.LOCKING).locked(true).write(sql, all.production);
        await().untilAsserted(() -> client.get(THINGS).problem(ProblemType.ENVIRONMENT_LOCKED));

        Answer refused = client.post(THINGS, fields("text", "later"), "Idempotency-Key", key);
        JsonNode problem = refused.problem(ProblemType.ENVIRONMENT_LOCKED);
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
        assertThat(problem.path("run").asString()).isEqualTo("1");
        assertThat(problem.path("expectedEnd").asString()).isNotBlank();
        client.get("environments/production/tables").problem(ProblemType.ENVIRONMENT_LOCKED);
        client.get("environments/production/tables/things/changes").problem(ProblemType.ENVIRONMENT_LOCKED);
        client.get("environments").is(200);
        JsonNode status = client.get("environments/production/status").is(200).json();
        assertThat(status.path("open").asBoolean()).isFalse();
        assertThat(status.path("run").path("id").asString()).isEqualTo("1");
        assertThat(status.path("run").path("kind").asString()).isEqualTo("promotion");

        RunRow.in(RunState.LOCKING).unlocked(RunState.SUCCEEDED).write(sql, all.production);
        await().untilAsserted(() -> client.get(THINGS).is(200));
        client.post(THINGS, fields("text", "later"), "Idempotency-Key", key).is(201);
        assertThat(list("")).containsExactly("later");
    }

    @Test
    void a_closed_gate_lets_nothing_through_whatever_the_lockout_says() {
        client.post(THINGS, fields("text", "before")).is(201);
        close(true);
        client.post(THINGS, fields("text", "no")).problem(ProblemType.ENVIRONMENT_LOCKED);
        client.post(THINGS + "/batch", Map.of("writes", List.of(Map.of("op", "create"))))
                .problem(ProblemType.ENVIRONMENT_LOCKED);
        client.post(THINGS + "/batch", Map.of("mode", "each", "writes", List.of(Map.of("op", "create"))))
                .problem(ProblemType.ENVIRONMENT_LOCKED);
        assertThat(client.get("environments/production/status")
                        .json()
                        .path("open")
                        .asBoolean())
                .isFalse();
        close(false);
        assertThat(list("")).containsExactly("before");
        client.post(THINGS, fields("text", "yes")).is(201);
    }

    /** A short lock may be over, and even forgotten, when whoever met it is told of it. */
    @Test
    void who_met_a_lock_that_is_over_by_now_is_told_which_one_it_was() {
        RunRow.in(RunState.LOCKING).unlocked(RunState.SUCCEEDED).write(sql, all.production);
        close(true);
        Answer refused = client.post(THINGS, fields("text", "no"));
        JsonNode problem = refused.problem(ProblemType.ENVIRONMENT_LOCKED);
        assertThat(problem.path("run").asString()).isEqualTo("1");
        assertThat(Instant.parse(problem.path("expectedEnd").asString()))
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        close(false);
    }

    private void close(boolean closed) {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(all.production);
            return closed ? gates.close(all.production, new RunId(1)) : gates.open(all.production);
        });
    }
}
