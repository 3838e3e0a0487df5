package io.slipway.promotion.internal;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.UtcTime;
import io.slipway.promotion.Lockout;
import io.slipway.promotion.Lockouts;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunEvents;
import io.slipway.promotion.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Reads an account's unfinished run over its unique index and remembers the answer for a moment. Events of runs worked
 * on by this node end the moment at once.
 */
@Component
class RememberedLockouts implements Lockouts {

    private static final Duration MOMENT = Duration.ofMillis(200);

    private final AccountSql sql;
    private final Clock clock;
    // one entry per account somebody of this node asked for; an account has few bytes here
    private final Map<AccountId, Answer> answers = new ConcurrentHashMap<>();

    RememberedLockouts(AccountSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    private record Answer(Instant at, Optional<Lockout> lockout) {}

    @Override
    public Optional<Lockout> of(AccountId account) {
        Answer known = answers.get(account);
        Instant now = clock.instant();
        if (known != null && !known.at().isAfter(now) && known.at().plus(MOMENT).isAfter(now)) {
            return known.lockout();
        }
        Optional<Lockout> lockout = read(account);
        answers.put(account, new Answer(now, lockout));
        return lockout;
    }

    /** Before other listeners, which may ask. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void changed(RunEvents event) {
        answers.remove(event.account());
    }

    @Override
    public Optional<Lockout> latest(AccountId account) {
        return read(account, "locked_at IS NOT NULL ORDER BY id DESC");
    }

    private Optional<Lockout> read(AccountId account) {
        return read(account, "active_target IS NOT NULL ORDER BY id");
    }

    private Optional<Lockout> read(AccountId account, String which) {
        return sql.in(
                        account,
                        "SELECT id, kind, state, locked_at, unlocked_at, expected_end, exempt_session FROM {a}.run"
                                + " WHERE " + which + " LIMIT 1")
                .query((row, index) -> lockout(account, row))
                .optional();
    }

    private static Lockout lockout(AccountId account, ResultSet row) throws SQLException {
        RunState state = RunState.valueOf(row.getString("state"));
        boolean closed = row.getObject("locked_at") != null && row.getObject("unlocked_at") == null;
        return new Lockout(
                account,
                new RunId(row.getLong("id")),
                Run.Kind.valueOf(row.getString("kind")),
                state,
                closed || state == RunState.LOCKING,
                UtcTime.getNullable(row, "locked_at"),
                UtcTime.getNullable(row, "expected_end"),
                row.getString("exempt_session"));
    }
}
