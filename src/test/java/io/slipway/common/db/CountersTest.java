package io.slipway.common.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.AccountId;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class CountersTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Counters counters;

    @Autowired
    Transactions transactions;

    @Test
    void aNumberStaysUsedWhenWhatItWasForIsRolledBack() {
        AccountId account = workshop.production().account();
        AtomicLong taken = new AtomicLong();
        assertThatThrownBy(() -> transactions.once(() -> {
                    taken.set(counters.take(account, "generation", 3));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(counters.next(account, "generation")).isEqualTo(taken.get() + 3);
    }
}
