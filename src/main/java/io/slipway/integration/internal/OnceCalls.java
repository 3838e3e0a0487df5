package io.slipway.integration.internal;

import io.slipway.common.AccountId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import io.slipway.common.json.CanonicalJson;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls with an Idempotency-Key: claimed in a transaction of their own before the work, answered in the transaction of
 * the work where that is one. A claim has an attempt; whoever takes over what broke off raises it, and then the
 * transaction of the old attempt, should it still be at work somewhere, can't keep its answer and is rolled back.
 */
@Component
public class OnceCalls {

    /** Another node may be at work: a call younger than this is left to it. */
    private static final Duration LEFT_ALONE = Duration.ofSeconds(5);

    /** A call that is no transaction is given up as broken off only when it is older than this. */
    private static final Duration GIVEN_UP = Duration.ofMinutes(10);

    private static final String THIS = " WHERE token_id = :token AND key_hash = :key";
    private static final String STILL_MINE = THIS + " AND state = 'STARTED' AND attempt = :attempt";

    private final AccountSql sql;
    private final Transactions transactions;
    private final JsonMapper json;
    private final Clock clock;
    private final Set<OnceKey> atWork = ConcurrentHashMap.newKeySet();

    OnceCalls(AccountSql sql, Transactions transactions, JsonMapper json, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Looks a key up and claims it if nobody has done its call.
     *
     * @param inTransaction whether the call writes and is answered in one transaction
     */
    public OnceClaim claim(AccountId account, OnceKey key, boolean inTransaction) {
        if (!atWork.add(key)) {
            return new OnceClaim.UnderWay();
        }
        OnceClaim claim = null;
        try {
            claim = insert(account, key)
                    ? new OnceClaim.Mine(new OnceCall(this, account, key, 1, inTransaction))
                    : transactions.retrying(() -> lookUp(account, key, inTransaction));
            return claim;
        } finally {
            if (!(claim instanceof OnceClaim.Mine)) {
                atWork.remove(key);
            }
        }
    }

    private boolean insert(AccountId account, OnceKey key) {
        try {
            sql.in(account, """
                    INSERT INTO {a}.api_idempotency (token_id, key_hash, fingerprint, state, attempt, started_at)
                    VALUES (:token, :key, :fingerprint, 'STARTED', 1, :now)""")
                    .param("token", key.token())
                    .param("key", key.hash())
                    .param("fingerprint", key.fingerprint())
                    .param("now", UtcTime.toColumn(clock.instant()))
                    .update();
            return true;
        } catch (DuplicateKeyException known) {
            return false;
        }
    }

    private record Known(byte[] fingerprint, String state, int attempt, Instant startedAt, OnceClaim.Answered answer) {}

    private OnceClaim lookUp(AccountId account, OnceKey key, boolean inTransaction) {
        Optional<Known> found = sql.in(account, "SELECT * FROM {a}.api_idempotency" + THIS + " FOR UPDATE")
                .param("token", key.token())
                .param("key", key.hash())
                .query(OnceCalls::known)
                .optional();
        if (found.isEmpty()) {
            // Given back between the two statements: as good as under way, the next try finds it free.
            return new OnceClaim.UnderWay();
        }
        Known known = found.get();
        if (key.upload() != null && known.state().equals("ANSWERED")) {
            return new OnceClaim.Uploaded(known.fingerprint(), known.answer());
        }
        if (!Arrays.equals(known.fingerprint(), key.fingerprint())) {
            return new OnceClaim.OtherCall();
        }
        Duration age = Duration.between(known.startedAt(), clock.instant());
        return switch (known.state()) {
            case "ANSWERED" -> known.answer();
            case "UNKNOWN" -> new OnceClaim.Unknown();
            default -> {
                if (inTransaction && age.compareTo(LEFT_ALONE) > 0) {
                    yield takeOver(account, key, known.attempt() + 1);
                }
                yield !inTransaction && age.compareTo(GIVEN_UP) > 0
                        ? new OnceClaim.Unknown()
                        : new OnceClaim.UnderWay();
            }
        };
    }

    private OnceClaim takeOver(AccountId account, OnceKey key, int attempt) {
        sql.in(account, "UPDATE {a}.api_idempotency SET attempt = :attempt, started_at = :now" + THIS)
                .param("attempt", attempt)
                .param("now", UtcTime.toColumn(clock.instant()))
                .param("token", key.token())
                .param("key", key.hash())
                .update();
        return new OnceClaim.Mine(new OnceCall(this, account, key, attempt, true));
    }

    byte[] json(@Nullable Object body) {
        return body == null ? new byte[0] : json.writeValueAsBytes(body);
    }

    /** In the transaction of the work. */
    void keep(OnceCall call, int status, Map<String, String> headers, byte[] body) {
        if (!store(call, status, headers, body)) {
            throw ApiProblem.of(ProblemType.IDEMPOTENCY_IN_PROGRESS)
                    .detail("Another call with the same key has taken this one over.")
                    .fix("Repeat it with the same key: you will get the answer.")
                    .retryAfter(1)
                    .exception();
        }
    }

    private boolean store(OnceCall call, int status, Map<String, String> headers, byte[] body) {
        return sql.in(
                                call.account(),
                                "UPDATE {a}.api_idempotency SET state = 'ANSWERED', status = :status, headers = :headers,"
                                        + " body = :body" + STILL_MINE)
                        .param("status", status)
                        .param("headers", CanonicalJson.write(headers))
                        .param("body", body)
                        .param("token", call.key().token())
                        .param("key", call.key().hash())
                        .param("attempt", call.attempt())
                        .update()
                == 1;
    }

    /** After the call. What its own transaction has kept is no longer STARTED and stays as it is. */
    void settle(OnceCall call, int status, Map<String, String> headers, byte[] body) {
        try {
            if (status >= 200 && status < 300) {
                OnceKey.Upload upload = call.key().upload();
                if (upload == null) {
                    store(call, status, headers, body);
                } else {
                    storeUpload(call, upload, status, headers, body);
                }
            } else if (status == 500 && !call.inTransaction()) {
                mine(call, "UPDATE {a}.api_idempotency SET state = 'UNKNOWN'");
            } else {
                mine(call, "DELETE FROM {a}.api_idempotency");
            }
        } finally {
            atWork.remove(call.key());
        }
    }

    /** Of an upload more is known at its end than when its key was claimed. */
    private void storeUpload(
            OnceCall call, OnceKey.Upload upload, int status, Map<String, String> headers, byte[] body) {
        byte[] fingerprint;
        try {
            fingerprint = upload.fingerprint();
        } catch (IOException brokenOff) {
            // its end, which the work did not need, never came: it stays known by address and length
            fingerprint = call.key().fingerprint();
        }
        byte[] known = fingerprint;
        transactions.retrying(() -> {
            sql.in(call.account(), "UPDATE {a}.api_idempotency SET fingerprint = :fingerprint" + STILL_MINE)
                    .param("fingerprint", known)
                    .param("token", call.key().token())
                    .param("key", call.key().hash())
                    .param("attempt", call.attempt())
                    .update();
            return store(call, status, headers, body);
        });
    }

    private void mine(OnceCall call, String statement) {
        sql.in(call.account(), statement + STILL_MINE)
                .param("token", call.key().token())
                .param("key", call.key().hash())
                .param("attempt", call.attempt())
                .update();
    }

    /** Forgets calls begun before a time. */
    public void forgetBefore(AccountId account, Instant time) {
        sql.in(account, "DELETE FROM {a}.api_idempotency WHERE started_at < :time LIMIT 10000")
                .param("time", UtcTime.toColumn(time))
                .update();
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        String headers = row.getString("headers");
        byte[] body = row.getBytes("body");
        return new Known(
                row.getBytes("fingerprint"),
                row.getString("state"),
                row.getInt("attempt"),
                UtcTime.get(row, "started_at"),
                new OnceClaim.Answered(
                        row.getInt("status"),
                        headers == null ? Map.of() : CanonicalJson.read(headers, new TypeReference<>() {}),
                        body == null ? new byte[0] : body));
    }
}
