package io.slipway.integration.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.AccountId;
import io.slipway.common.Sha256;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.integration.ApiProblem;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** Keys of calls that end well, end badly, or break off. A second instance stands for the process after a crash. */
@IntegrationTest
class OnceCallsTest {

    @Autowired
    Workshop workshop;

    @Autowired
    AccountSql sql;

    @Autowired
    Transactions transactions;

    @Autowired
    JsonMapper json;

    @Autowired
    Clock clock;

    AccountId account;
    OnceCalls before;
    OnceCalls after;
    OnceKey key;

    @BeforeEach
    void makeKey() {
        account = workshop.production().account();
        before = new OnceCalls(sql, transactions, json, clock);
        after = new OnceCalls(sql, transactions, json, clock);
        key = key("body");
    }

    private OnceKey key(String body) {
        return new OnceKey(7, sha(UUID.randomUUID().toString()), sha(body));
    }

    private static byte[] sha(String text) {
        return Sha256.bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private OnceCall mine(OnceCalls calls, boolean inTransaction) {
        OnceClaim claim = calls.claim(account, key, inTransaction);
        assertThat(claim).isInstanceOf(OnceClaim.Mine.class);
        return ((OnceClaim.Mine) claim).call();
    }

    private void age(int seconds) {
        sql.in(account, "UPDATE {a}.api_idempotency SET started_at = started_at - INTERVAL :age SECOND")
                .param("age", seconds)
                .update();
    }

    @Test
    void a_good_answer_is_given_again_and_a_bad_one_frees_the_key() {
        mine(before, false).answered(422, Map.of(), new byte[0]);
        mine(before, false).answered(201, Map.of("ETag", "\"1\""), "{}".getBytes(StandardCharsets.UTF_8));

        OnceClaim again = after.claim(account, key, false);
        assertThat(again).isInstanceOfSatisfying(OnceClaim.Answered.class, answered -> {
            assertThat(answered.status()).isEqualTo(201);
            assertThat(answered.headers()).containsEntry("ETag", "\"1\"");
            assertThat(new String(answered.body(), StandardCharsets.UTF_8)).isEqualTo("{}");
        });
        OnceKey otherBody = new OnceKey(key.token(), key.hash(), sha("other"));
        assertThat(after.claim(account, otherBody, false)).isInstanceOf(OnceClaim.OtherCall.class);
    }

    @Test
    void while_a_call_is_at_work_the_same_key_waits_here_and_on_other_nodes() {
        mine(before, true);
        assertThat(before.claim(account, key, true)).isInstanceOf(OnceClaim.UnderWay.class);
        assertThat(after.claim(account, key, true)).isInstanceOf(OnceClaim.UnderWay.class);
    }

    @Test
    void what_broke_off_before_its_transaction_is_done_again_and_the_old_attempt_can_not_commit_any_more() {
        OnceCall old = mine(before, true);
        age(6);
        OnceCall now = mine(after, true);

        assertThatThrownBy(() -> transactions.once(() -> {
                    old.keep(201, Map.of(), Map.of("who", "old"));
                    return null;
                }))
                .isInstanceOf(ApiProblem.class);
        transactions.once(() -> {
            now.keep(201, Map.of(), Map.of("who", "now"));
            return null;
        });
        now.answered(201, Map.of(), new byte[0]);
        assertThat(before.claim(account, key, true)).isInstanceOf(OnceClaim.UnderWay.class);
        old.answered(409, Map.of(), new byte[0]);
        assertThat(before.claim(account, key, true))
                .isInstanceOfSatisfying(
                        OnceClaim.Answered.class,
                        answered -> assertThat(new String(answered.body(), StandardCharsets.UTF_8))
                                .contains("now"));
    }

    @Test
    void what_was_kept_in_a_transaction_stays_whatever_the_call_was_answered() {
        OnceCall call = mine(before, true);
        transactions.once(() -> {
            call.keep(201, Map.of(), Map.of("id", "1"));
            return null;
        });
        // The process dies here, or the connection breaks and the caller is told 500.
        call.answered(500, Map.of(), new byte[0]);
        assertThat(after.claim(account, key, true)).isInstanceOf(OnceClaim.Answered.class);
    }

    @Test
    void what_broke_off_without_a_transaction_is_not_done_again() {
        mine(before, false);
        age(601);
        assertThat(after.claim(account, key, false)).isInstanceOf(OnceClaim.Unknown.class);

        key = new OnceKey(8, key.hash(), key.fingerprint());
        mine(before, false).answered(500, Map.of(), new byte[0]);
        assertThat(after.claim(account, key, false)).isInstanceOf(OnceClaim.Unknown.class);
    }

    @Test
    void old_keys_are_forgotten() {
        mine(before, false).answered(201, Map.of(), new byte[0]);
        age(3600);
        after.forgetBefore(account, clock.instant().minusSeconds(60));
        mine(after, false);
    }
}
