package io.slipway.integration.internal;

import io.slipway.common.AccountId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.AcrossAccounts;
import io.slipway.common.db.UtcTime;
import io.slipway.common.json.CanonicalJson;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Calls kept while the account is locked, in the order they came; what they write and that they are done is one. */
@Component
public class QueuedCalls {

    /** As much of a token's may wait; what comes then is refused as everybody's is. */
    static final int MOST_WAITING = 10_000;

    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final AccountSql sql;
    private final AcrossAccounts across;
    private final JsonMapper json;
    private final Clock clock;

    QueuedCalls(AccountSql sql, AcrossAccounts across, JsonMapper json, Clock clock) {
        this.across = across;
        this.sql = sql;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Keeps a call; durable when this returns. One with a key that is kept already is not kept twice.
     *
     * @param key null: it has none
     * @throws ApiProblem when the key came with another call before
     */
    public QueuedCall add(
            AccountId account,
            long token,
            @Nullable OnceKey key,
            byte[] fingerprint,
            String method,
            String target,
            Map<String, String> headers,
            byte[] body) {
        String ticket = UUID.randomUUID().toString();
        try {
            sql.in(account, """
                    INSERT INTO {a}.api_queued_call
                           (ticket, token_id, key_hash, fingerprint, method, target, headers, body, state, received_at)
                    VALUES (:ticket, :token, :key, :fingerprint, :method, :target, :headers, :body, 'WAITING', :now)""")
                    .param("ticket", ticket)
                    .param("token", token)
                    .param("key", key == null ? null : key.hash())
                    .param("fingerprint", fingerprint)
                    .param("method", method)
                    .param("target", target)
                    .param("headers", CanonicalJson.write(headers))
                    .param("body", body)
                    .param("now", UtcTime.toColumn(clock.instant()))
                    .update();
        } catch (DuplicateKeyException known) {
            return known(account, token, key, fingerprint);
        }
        return find(account, token, ticket).orElseThrow();
    }

    private QueuedCall known(AccountId account, long token, @Nullable OnceKey key, byte[] fingerprint) {
        byte[] hash = key == null ? new byte[0] : key.hash();
        byte[] before = sql.in(
                        account,
                        "SELECT fingerprint FROM {a}.api_queued_call WHERE token_id = :token AND key_hash = :key")
                .param("token", token)
                .param("key", hash)
                .query((row, number) -> row.getBytes(1))
                .single();
        if (!Arrays.equals(before, fingerprint)) {
            throw ApiProblem.of(ProblemType.IDEMPOTENCY_KEY_REUSED)
                    .detail("This Idempotency-Key came with another address or body before.")
                    .fix("Use a new key for each call.")
                    .field("Idempotency-Key")
                    .exception();
        }
        return sql.in(account, "SELECT * FROM {a}.api_queued_call WHERE token_id = :token AND key_hash = :key")
                .param("token", token)
                .param("key", hash)
                .query(QueuedCalls::call)
                .single();
    }

    /** What was kept with a key, if anything was. */
    public Optional<QueuedCall> find(AccountId account, OnceKey key) {
        return sql.in(account, "SELECT * FROM {a}.api_queued_call WHERE token_id = :token AND key_hash = :key")
                .param("token", key.token())
                .param("key", key.hash())
                .query(QueuedCalls::call)
                .optional();
    }

    /** A call of a token's. */
    public Optional<QueuedCall> find(AccountId account, long token, String ticket) {
        return sql.in(account, "SELECT * FROM {a}.api_queued_call WHERE ticket = :ticket AND token_id = :token")
                .param("ticket", ticket)
                .param("token", token)
                .query(QueuedCalls::call)
                .optional();
    }

    /** Whether there is room for another call of a token's. */
    public boolean hasRoom(AccountId account, long token) {
        record Waiting(int calls, long bytes) {}
        Waiting waiting = sql.in(account, """
                SELECT COUNT(*), COALESCE(SUM(LENGTH(body)), 0) FROM {a}.api_queued_call
                WHERE state = 'WAITING' AND token_id = :token""")
                .param("token", token)
                .query((row, number) -> new Waiting(row.getInt(1), row.getLong(2)))
                .single();
        return waiting.calls() < MOST_WAITING && waiting.bytes() < MOST_BYTES;
    }

    /** Calls of a token's with ids below one, newest first. */
    public List<QueuedCall> list(AccountId account, long token, long below, int limit) {
        return sql.in(
                        account,
                        "SELECT * FROM {a}.api_queued_call WHERE token_id = :token AND id < :below"
                                + " ORDER BY id DESC LIMIT :limit")
                .param("token", token)
                .param("below", below)
                .param("limit", limit)
                .query(QueuedCalls::call)
                .list();
    }

    /** Whether calls of a token's wait, so that later ones have to wait too. */
    public boolean anyWaits(AccountId account, long token) {
        return sql.in(
                                account,
                                "SELECT COUNT(*) FROM (SELECT 1 FROM {a}.api_queued_call"
                                        + " WHERE state = 'WAITING' AND token_id = :token LIMIT 1) some")
                        .param("token", token)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Of accounts, those in which calls wait, whichever node kept them. */
    public List<AccountId> withWaiting(Collection<AccountId> accounts) {
        return across.where(accounts, "EXISTS (SELECT 1 FROM {a}.api_queued_call WHERE state = 'WAITING')");
    }

    /** The tokens that have calls waiting. */
    public List<Long> tokensWaiting(AccountId account) {
        return sql.in(account, "SELECT DISTINCT token_id FROM {a}.api_queued_call WHERE state = 'WAITING'")
                .query((row, number) -> row.getLong(1))
                .list();
    }

    /** The call of a token's that is to be done next. */
    public Optional<QueuedCall> next(AccountId account, long token) {
        return sql.in(account, """
                SELECT * FROM {a}.api_queued_call WHERE state = 'WAITING' AND token_id = :token
                ORDER BY id LIMIT 1""")
                .param("token", token)
                .query(QueuedCalls::call)
                .optional();
    }

    /** How the transaction of a call says that it is done. */
    public ApiCaller.AnsweredOnce done(AccountId account, QueuedCall call) {
        return (status, headers, body) -> {
            if (!finish(account, call, status, body == null ? new byte[0] : json.writeValueAsBytes(body))) {
                throw ApiProblem.of(ProblemType.IDEMPOTENCY_IN_PROGRESS)
                        .detail("Another node has done this call.")
                        .fix("Ask again for its answer.")
                        .exception();
            }
        };
    }

    /** A call came to its end without writing anything; does nothing when it is done already. */
    public boolean finish(AccountId account, QueuedCall call, int status, byte[] answer) {
        return sql.in(account, """
                UPDATE {a}.api_queued_call SET state = 'DONE', status = :status, answer = :answer, done_at = :now
                WHERE id = :id AND state = 'WAITING'""")
                        .param("status", status)
                        .param("answer", answer)
                        .param("now", UtcTime.toColumn(clock.instant()))
                        .param("id", call.id())
                        .update()
                == 1;
    }

    /** Forgets calls done before a time. */
    public void forgetBefore(AccountId account, Instant time) {
        sql.in(account, "DELETE FROM {a}.api_queued_call WHERE state = 'DONE' AND done_at < :time LIMIT 10000")
                .param("time", UtcTime.toColumn(time))
                .update();
    }

    private static QueuedCall call(ResultSet row, int number) throws SQLException {
        int status = row.getInt("status");
        Integer known = row.wasNull() ? null : Integer.valueOf(status);
        return new QueuedCall(
                row.getLong("id"),
                row.getString("ticket"),
                row.getLong("token_id"),
                row.getString("method"),
                row.getString("target"),
                CanonicalJson.read(row.getString("headers"), new TypeReference<>() {}),
                row.getBytes("body"),
                UtcTime.get(row, "received_at"),
                UtcTime.getNullable(row, "done_at"),
                known,
                row.getBytes("answer"));
    }
}
