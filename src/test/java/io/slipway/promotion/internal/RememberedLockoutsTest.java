package io.slipway.promotion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.promotion.Lockout;
import io.slipway.promotion.Lockouts;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunEvents;
import io.slipway.promotion.RunState;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

@IntegrationTest
class RememberedLockoutsTest {

    @Autowired
    Workshop workshop;

    @Autowired
    AccountSql sql;

    @Autowired
    Lockouts lockouts;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Clock clock;

    EnvironmentId production;

    @BeforeEach
    void makeAccount() {
        production = workshop.production();
    }

    /** As it is now, remembered by nobody. */
    private java.util.Optional<Lockout> fresh() {
        return new RememberedLockouts(sql, clock).of(production.account());
    }

    @Test
    void nothingIsLockedWithoutARun() {
        assertThat(fresh()).isEmpty();
    }

    @Test
    void aRunThatPreparesLocksNobodyYet() {
        RunRow.in(RunState.PREPARING).write(sql, production);

        assertThat(fresh()).hasValueSatisfying(lockout -> {
            assertThat(lockout.locked()).isFalse();
            assertThat(lockout.isAhead()).isTrue();
            assertThat(lockout.kind()).isEqualTo(Run.Kind.PROMOTION);
            assertThat(lockout.run()).isEqualTo(new RunId(1));
        });
    }

    @Test
    void peopleAreLockedOutFromTheAnnouncementUntilTheGateIsOpen() {
        RunRow.in(RunState.LOCKING).exempting("abc").write(sql, production);
        assertThat(fresh()).hasValueSatisfying(lockout -> {
            assertThat(lockout.locked()).isTrue();
            assertThat(lockout.exemptSession()).isEqualTo("abc");
            assertThat(lockout.expectedEnd()).isNull();
        });

        RunRow.in(RunState.ROLLING_BACK).locked(true).write(sql, production);
        assertThat(fresh()).hasValueSatisfying(lockout -> {
            assertThat(lockout.locked()).isTrue();
            assertThat(lockout.expectedEnd()).isAfter(clock.instant());
        });

        RunRow.in(RunState.LOCKING).unlocked(RunState.UNLOCKING).write(sql, production);
        assertThat(fresh())
                .hasValueSatisfying(lockout -> assertThat(lockout.locked()).isFalse());

        RunRow.in(RunState.LOCKING).unlocked(RunState.SUCCEEDED).write(sql, production);
        assertThat(fresh()).isEmpty();
    }

    @Test
    void theRunThatLockedLastIsKnownWhenItIsOver() {
        assertThat(lockouts.latest(production.account())).isEmpty();
        RunRow.in(RunState.LOCKING).unlocked(RunState.SUCCEEDED).write(sql, production);
        new RunRow(2, RunState.CANCELED, false, false, null).write(sql, production);

        assertThat(lockouts.of(production.account())).isEmpty();
        assertThat(lockouts.latest(production.account())).hasValueSatisfying(lockout -> {
            assertThat(lockout.run()).isEqualTo(new RunId(1));
            assertThat(lockout.locked()).isFalse();
        });
    }

    @Test
    void goingBackBeforeTheGateClosedLocksNobody() {
        RunRow.in(RunState.ROLLING_BACK).write(sql, production);
        assertThat(fresh())
                .hasValueSatisfying(lockout -> assertThat(lockout.locked()).isFalse());
    }

    @Test
    void anEventOfThisNodeIsSeenAtOnceAndTheDatabaseSoonAfter() {
        assertThat(lockouts.of(production.account())).isEmpty();
        RunRow.in(RunState.LOCKING).write(sql, production);
        events.publishEvent(new RunEvents.Locking(production.account(), new RunId(1), null));
        assertThat(lockouts.of(production.account())).isPresent();

        RunRow.in(RunState.LOCKING).unlocked(RunState.SUCCEEDED).write(sql, production);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(
                        () -> assertThat(lockouts.of(production.account())).isEmpty());
    }
}
