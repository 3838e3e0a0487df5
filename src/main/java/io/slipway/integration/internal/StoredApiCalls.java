package io.slipway.integration.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.common.AccountId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.UtcTime;
import io.slipway.integration.ApiCalls;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The list of calls in a table of each account, written in batches beside the calls: no caller waits for it, and when
 * more come than the database takes, some are left out of the list and counted in the log.
 */
@Component
public class StoredApiCalls implements ApiCalls {

    private static final Logger LOG = LoggerFactory.getLogger(StoredApiCalls.class);
    private static final int WAITING = 50_000;
    private static final int BATCH = 1_000;
    private static final int PATH_LIMIT = 200;

    private final AccountSql sql;
    private final JdbcTemplate jdbc;
    private final Accounts accounts;
    private final BlockingQueue<Line> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong leftOut = new AtomicLong();

    StoredApiCalls(AccountSql sql, JdbcTemplate jdbc, Accounts accounts) {
        this.sql = sql;
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    private record Line(AccountId account, Call call) {}

    /** Takes a call into the list, soon. Never waits. */
    public void add(AccountId account, Call call) {
        if (!waiting.offer(new Line(account, call))) {
            leftOut.incrementAndGet();
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void write() {
        List<Line> lines = new ArrayList<>(BATCH);
        while (waiting.drainTo(lines, BATCH) > 0) {
            Map<AccountId, List<Call>> byAccount = new LinkedHashMap<>();
            lines.forEach(line -> byAccount
                    .computeIfAbsent(line.account(), account -> new ArrayList<>())
                    .add(line.call()));
            byAccount.forEach(this::write);
            lines.clear();
        }
        long missing = leftOut.getAndSet(0);
        if (missing > 0) {
            LOG.warn("{} calls of the API are not in the list of calls: more came than could be written", missing);
        }
    }

    @PreDestroy
    void writeTheLast() {
        write();
    }

    private void write(AccountId account, List<Call> calls) {
        try {
            jdbc.batchUpdate(
                    AccountSql.resolve(
                            account,
                            "INSERT INTO {a}.api_call (token_id, at, method, path, status, milliseconds, request_id)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?)"),
                    calls.stream()
                            .map(call -> new Object[] {
                                call.token(),
                                UtcTime.toColumn(call.at()),
                                call.method(),
                                call.path().length() > PATH_LIMIT ? call.path().substring(0, PATH_LIMIT) : call.path(),
                                call.status(),
                                Math.min(call.milliseconds(), Integer.MAX_VALUE),
                                call.requestId()
                            })
                            .toList());
        } catch (RuntimeException e) {
            LOG.warn("{} calls of the API are not in the list of calls", calls.size(), e);
        }
    }

    /** Drops calls before a time from the lists of all accounts. */
    public void forgetBefore(Instant time) {
        for (Account account : accounts.all()) {
            sql.in(account.id(), "DELETE FROM {a}.api_call WHERE at < :time LIMIT 100000")
                    .param("time", UtcTime.toColumn(time))
                    .update();
        }
    }

    @Override
    public List<Call> list(Actor actor, long token, int offset, int limit) {
        actor.requireSuperAdmin();
        return sql.in(actor.account(), """
                SELECT * FROM {a}.api_call WHERE :token = 0 OR token_id = :token
                ORDER BY id DESC LIMIT :limit OFFSET :offset""")
                .param("token", token)
                .param("limit", limit)
                .param("offset", offset)
                .query(StoredApiCalls::call)
                .list();
    }

    @Override
    public int count(Actor actor, long token) {
        actor.requireSuperAdmin();
        return sql.in(actor.account(), "SELECT COUNT(*) FROM {a}.api_call WHERE :token = 0 OR token_id = :token")
                .param("token", token)
                .query(Integer.class)
                .single();
    }

    @Override
    public Map<Long, Integer> waiting(Actor actor) {
        actor.requireSuperAdmin();
        return sql
                .in(
                        actor.account(),
                        "SELECT token_id, COUNT(*) FROM {a}.api_queued_call WHERE state = 'WAITING' GROUP BY token_id")
                .query((row, number) -> Map.entry(row.getLong(1), row.getInt(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Call call(ResultSet row, int number) throws SQLException {
        return new Call(
                row.getLong("token_id"),
                UtcTime.get(row, "at"),
                row.getString("method"),
                row.getString("path"),
                row.getInt("status"),
                row.getLong("milliseconds"),
                row.getString("request_id"));
    }
}
