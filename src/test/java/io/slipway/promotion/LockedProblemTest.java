package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When programs that met a lock are told to come back. */
class LockedProblemTest {

    private static final Instant LOCKED = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 1", "40, 1", "1500, 2", "8000, 8", "20000, 20", "3600000, 60"})
    void nobody_waits_much_longer_than_the_lock_has_lasted(long sinceMillis, long seconds) {
        assertThat(LockedProblem.retryAfterSeconds(lockout(LOCKED), LOCKED.plusMillis(sinceMillis)))
                .isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"0", "5000"})
    void a_lock_that_is_only_announced_is_asked_after_in_a_second(long millis) {
        assertThat(LockedProblem.retryAfterSeconds(lockout(null), LOCKED.plusMillis(millis)))
                .isEqualTo(1);
    }

    private static Lockout lockout(@Nullable Instant since) {
        return new Lockout(
                new AccountId(1),
                new RunId(1),
                Run.Kind.PROMOTION,
                RunState.LOCKING,
                true,
                since,
                LOCKED.plusSeconds(10),
                null);
    }
}
