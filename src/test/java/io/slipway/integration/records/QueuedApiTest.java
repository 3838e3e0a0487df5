package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.ApiTokens;
import io.slipway.account.ApiTokens.NewToken;
import io.slipway.account.TokenScope;
import io.slipway.common.db.AccountSql;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.integration.ProblemType;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Calls of tokens that asked to be kept while the account is locked. */
class QueuedApiTest extends RecordsWorld {

    @Autowired
    AccountSql sql;

    @Test
    void what_comes_while_locked_is_kept_in_order_and_done_once_after_unlocking() {
        ApiTokens.Created patient = patient();
        ApiClient queueing = new ApiClient(port, patient.secret());
        String there = make(THINGS, "text", "there").path("id").asString();
        String id = UUID.randomUUID().toString();
        String key = UUID.randomUUID().toString();
        lock();

        Answer first = queueing.post(THINGS, Map.of("id", id, "fields", Map.of("text", "1")), "Idempotency-Key", key)
                .is(202);
        assertThat(first.header("Location")).isEqualTo(first.json().path("link").asString());
        Answer same = queueing.post(THINGS, Map.of("id", id, "fields", Map.of("text", "1")), "Idempotency-Key", key)
                .is(202);
        assertThat(same.json().path("id")).isEqualTo(first.json().path("id"));
        queueing.post(THINGS, fields("text", "other"), "Idempotency-Key", key)
                .problem(ProblemType.IDEMPOTENCY_KEY_REUSED);
        List<String> links = new ArrayList<>(List.of(first.header("Location")));
        links.add(queueing.patch(THINGS + "/" + id, fields("text", "2"), "If-Match", "\"1\"")
                .is(202)
                .header("Location"));
        links.add(queueing.patch(
                        THINGS + "/" + id,
                        fields("long", "merged"),
                        "If-Match",
                        "*",
                        "Content-Type",
                        "application/merge-patch+json")
                .is(202)
                .header("Location"));
        links.add(queueing.patch(THINGS + "/" + id, fields("text", "late"), "If-Match", "\"1\"")
                .is(202)
                .header("Location"));
        links.add(queueing.delete(THINGS + "/" + there, "If-Match", "*").is(202).header("Location"));
        links.add(queueing.post(THINGS + "/batch", Map.of("writes", List.of(Map.of("op", "create"))))
                .is(202)
                .header("Location"));
        links.add(queueing.post(THINGS, "{\"fields\":").is(202).header("Location"));
        links.add(queueing.post(THINGS, fields("nothing", 1)).is(202).header("Location"));
        assertThat(queueing.get(links.getFirst()).is(200).json().path("state").asString())
                .isEqualTo("waiting");
        queueing.get(THINGS).problem(ProblemType.ENVIRONMENT_LOCKED);
        client.post(THINGS, fields("text", "impatient")).problem(ProblemType.ENVIRONMENT_LOCKED);
        client.get(links.getFirst()).problem(ProblemType.NOT_FOUND);

        unlock();
        await().untilAsserted(
                        () -> assertThat(status(queueing, links.getLast())).isEqualTo(422));

        assertThat(links.stream().map(link -> status(queueing, link)))
                .containsExactly(201, 200, 200, 412, 204, 200, 400, 422);
        JsonNode made = queueing.get(links.getFirst()).json().path("answer");
        assertThat(made.path("id").asString()).isEqualTo(id);
        assertThat(queueing.get(THINGS + "/" + id)
                        .json()
                        .path("fields")
                        .path("text")
                        .asString())
                .isEqualTo("2");
        client.get(THINGS + "/" + there).problem(ProblemType.NOT_FOUND);
        assertThat(client.get(THINGS + "?count=true").json().path("count").asLong())
                .isEqualTo(2);
        Answer again = queueing.post(THINGS, Map.of("id", id, "fields", Map.of("text", "1")), "Idempotency-Key", key)
                .is(202);
        assertThat(again.json().path("status").asInt()).isEqualTo(201);
        assertThat(queueing.get("queued-calls").json().path("calls").size()).isEqualTo(links.size());
        queueing.post(THINGS, fields("text", "at once")).is(201);
    }

    @Test
    void calls_of_a_token_revoked_meanwhile_are_not_done() {
        ApiTokens.Created patient = patient();
        lock();
        String ticket = new ApiClient(port, patient.secret())
                .post(THINGS, fields("text", "never"))
                .is(202)
                .json()
                .path("id")
                .asString();
        tokens.revoke(
                workshop.superAdmin(all.production.account()), patient.token().id());
        unlock();
        await().untilAsserted(() -> assertThat(
                        sql.in(all.production, "SELECT COALESCE(status, 0) FROM {a}.api_queued_call WHERE ticket = ?")
                                .param(ticket)
                                .query(Integer.class)
                                .single())
                .isEqualTo(401));
        assertThat(list("")).isEmpty();
    }

    @Test
    void a_token_can_t_fill_the_database_while_nothing_is_done() {
        ApiTokens.Created patient = patient();
        ApiClient queueing = new ApiClient(port, patient.secret());
        lock();
        queueing.post(THINGS, fields("text", "kept")).is(202);
        sql.in(all.production, """
                INSERT INTO {a}.api_queued_call (ticket, token_id, fingerprint, method, target, headers, body, state, received_at)
                SELECT CONCAT(:token, '-', seq), :token, REPEAT('x', 32), 'POST', '/', '{}', '', 'WAITING', UTC_TIMESTAMP(3)
                FROM seq_1_to_10000""").param("token", patient.token().id()).update();
        queueing.post(THINGS, fields("text", "too many")).problem(ProblemType.ENVIRONMENT_LOCKED);
        sql.in(all.production, "DELETE FROM {a}.api_queued_call WHERE token_id = :token")
                .param("token", patient.token().id())
                .update();
        unlock();
    }

    @Test
    void who_watches_a_run_with_a_token_that_is_revoked_sees_no_more_of_it() {
        ApiTokens.Created patient = patient();
        ApiClient watcher = new ApiClient(port, patient.secret());
        lock();
        String run = client.get("runs")
                .is(200)
                .json()
                .path("runs")
                .path(0)
                .path("id")
                .asString();
        CompletableFuture<String> seen = CompletableFuture.supplyAsync(
                () -> watcher.get("runs/" + run + "/events").is(200).http().body());
        await().until(() -> tokens.all(workshop.superAdmin(all.production.account())).stream()
                .anyMatch(token -> token.id() == patient.token().id() && token.lastUsedAt() != null));
        tokens.revoke(
                workshop.superAdmin(all.production.account()), patient.token().id());
        assertThat(seen).succeedsWithin(Duration.ofSeconds(10)).asString().doesNotContain("event: end");
        unlock();
    }

    private ApiTokens.Created patient() {
        return tokens.create(
                workshop.superAdmin(all.production.account()),
                new NewToken("Patient", null, EnumSet.allOf(TokenScope.class), null, true, null));
    }

    private void lock() {
        RunRow.in(RunState.LOCKING).locked(true).write(sql, all.production);
        await().untilAsserted(() -> client.get(THINGS).problem(ProblemType.ENVIRONMENT_LOCKED));
    }

    private void unlock() {
        RunRow.in(RunState.LOCKING).unlocked(RunState.SUCCEEDED).write(sql, all.production);
    }

    private static int status(ApiClient client, String link) {
        return client.get(link).is(200).json().path("status").asInt();
    }
}
