package io.slipway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.common.AccountId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountRoundsTest {

    private static final AccountId ONE = new AccountId(1);
    private static final AccountId TWO = new AccountId(2);

    private final Map<AccountId, AtomicInteger> looks = new ConcurrentHashMap<>();
    private @Nullable AccountRounds rounds;

    @AfterEach
    void close() {
        if (rounds != null) {
            rounds.stop(Duration.ofSeconds(5));
        }
    }

    private AccountRounds start(Duration every, Consumer<AccountId> look) {
        AccountRounds made = new AccountRounds("test", () -> List.of(ONE, TWO), every, every, account -> {
            looks.computeIfAbsent(account, key -> new AtomicInteger()).incrementAndGet();
            look.accept(account);
        });
        rounds = made;
        made.start();
        return made;
    }

    private int looks(AccountId account) {
        return looks.getOrDefault(account, new AtomicInteger()).get();
    }

    @Test
    void one_accounts_trouble_or_load_holds_up_no_other() {
        CountDownLatch over = new CountDownLatch(1);
        start(Duration.ofMillis(5), account -> {
            if (account.equals(TWO)) {
                throw new IllegalStateException("trouble");
            }
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        await().until(() -> looks(TWO) > 10);

        assertThat(looks(ONE)).isEqualTo(1);
        over.countDown();
        await().until(() -> looks(ONE) > 1);
    }

    @Test
    void what_is_asked_for_during_a_look_is_looked_at_once_more_after_it() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        AccountRounds made = start(Duration.ofHours(1), account -> {
            begun.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        made.soon(ONE);
        await().until(() -> begun.getCount() == 0);
        made.soon(ONE);
        made.soon(ONE);
        assertThat(looks(ONE)).isEqualTo(1);

        over.countDown();

        await().until(() -> looks(ONE) == 2);
        made.stop(Duration.ofSeconds(5));
        made.soon(ONE);
        assertThat(looks(ONE)).isEqualTo(2);
        assertThat(made.isRunning()).isFalse();
    }
}
