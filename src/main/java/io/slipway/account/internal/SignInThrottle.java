package io.slipway.account.internal;

import io.slipway.common.Sha256;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Slows guessing down. An attempt counts as failed from its beginning and is taken back when it succeeds, so that many
 * attempts at once are counted like many one after the other. Kept in the database: the same on every node.
 */
@Component
class SignInThrottle {

    private static final Duration FORGET_AFTER = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Clock clock;

    SignInThrottle(JdbcClient jdbc, Transactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What attempts are counted by. */
    record Subject(byte[] key, int free, Duration longestPause) {

        static Subject email(String email) {
            return new Subject(hash("email:" + email), 5, Duration.ofMinutes(5));
        }

        static Subject address(String remoteAddress) {
            return new Subject(hash("address:" + remoteAddress), 30, Duration.ofMinutes(15));
        }

        private static byte[] hash(String text) {
            return Sha256.bytes(text.getBytes(StandardCharsets.UTF_8));
        }

        /** None for the free failures, then 1 s, 2 s, 4 s ... */
        Duration pauseAfter(int failures) {
            if (failures <= free) {
                return Duration.ZERO;
            }
            Duration pause = Duration.ofSeconds(1L << Math.min(failures - free - 1, 20));
            return pause.compareTo(longestPause) < 0 ? pause : longestPause;
        }
    }

    /** Counts an attempt, or says until when there is to be none. */
    Optional<Instant> begin(List<Subject> subjects) {
        return transactions.retrying(() -> {
            Instant now = clock.instant();
            Instant blocked = now;
            int[] failures = new int[subjects.size()];
            for (int i = 0; i < failures.length; i++) {
                Attempts attempts = lock(subjects.get(i), now);
                failures[i] = attempts.countAt(now);
                Instant until = attempts.blockedUntil();
                if (until != null && until.isAfter(blocked)) {
                    blocked = until;
                }
            }
            if (blocked.isAfter(now)) {
                return Optional.of(blocked);
            }
            for (int i = 0; i < failures.length; i++) {
                count(subjects.get(i), failures[i] + 1, now);
            }
            return Optional.empty();
        });
    }

    /** Takes an attempt back that {@link #begin} counted: all of the e-mail address, one of the remote address. */
    void succeeded(Subject email, @Nullable Subject address) {
        transactions.retrying(() -> {
            jdbc.sql("DELETE FROM sign_in_attempt WHERE attempt_key = :key")
                    .param("key", email.key())
                    .update();
            if (address != null) {
                jdbc.sql("""
                        UPDATE sign_in_attempt SET failures = GREATEST(failures - 1, 0), blocked_until = NULL
                        WHERE attempt_key = :key""").param("key", address.key()).update();
            }
            return null;
        });
    }

    @Scheduled(initialDelay = 60, fixedDelay = 3600, timeUnit = java.util.concurrent.TimeUnit.SECONDS)
    void forgetOld() {
        jdbc.sql("DELETE FROM sign_in_attempt WHERE last_failure_at < :before")
                .param("before", UtcTime.toColumn(clock.instant().minus(FORGET_AFTER)))
                .update();
    }

    private record Attempts(int failures, @Nullable Instant blockedUntil, Instant lastFailureAt) {
        int countAt(Instant now) {
            return lastFailureAt.isBefore(now.minus(FORGET_AFTER)) ? 0 : failures;
        }
    }

    private Attempts lock(Subject subject, Instant now) {
        jdbc.sql("""
                INSERT INTO sign_in_attempt (attempt_key, failures, last_failure_at) VALUES (:key, 0, :now)
                ON DUPLICATE KEY UPDATE attempt_key = attempt_key""")
                .param("key", subject.key())
                .param("now", UtcTime.toColumn(now))
                .update();
        return jdbc.sql("""
                SELECT failures, blocked_until, last_failure_at FROM sign_in_attempt WHERE attempt_key = :key
                FOR UPDATE""")
                .param("key", subject.key())
                .query((row, number) -> new Attempts(
                        row.getInt("failures"),
                        UtcTime.getNullable(row, "blocked_until"),
                        UtcTime.get(row, "last_failure_at")))
                .single();
    }

    private void count(Subject subject, int failures, Instant now) {
        Duration pause = subject.pauseAfter(failures);
        jdbc.sql("""
                UPDATE sign_in_attempt SET failures = :failures, blocked_until = :until, last_failure_at = :now
                WHERE attempt_key = :key""")
                .param("failures", failures)
                .param("until", pause.isZero() ? null : UtcTime.toColumn(now.plus(pause)))
                .param("now", UtcTime.toColumn(now))
                .param("key", subject.key())
                .update();
    }
}
