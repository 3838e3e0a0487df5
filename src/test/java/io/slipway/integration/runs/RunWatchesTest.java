package io.slipway.integration.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Plan;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import tools.jackson.databind.json.JsonMapper;

class RunWatchesTest {

    private static final AccountId ACCOUNT = new AccountId(7);
    private static final RunId RUN = new RunId(3);
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    private static final RunWatches.Pass GOOD = new RunWatches.Pass(1, () -> true);

    private final AtomicInteger looks = new AtomicInteger();
    private volatile RunState state = RunState.CHECKING;
    private final List<JournalEntry> journal = new CopyOnWriteArrayList<>();
    private final RunWatches watches =
            new RunWatches(promotions(), JsonMapper.builder().build());

    @AfterEach
    void close() {
        watches.destroy();
    }

    /** A connection that remembers what it was given. */
    private static class Heard extends ResponseBodyEmitter {
        final StringBuffer text = new StringBuffer();
        volatile boolean complete;
        private Runnable over = () -> {};

        @Override
        public void send(Object object, @Nullable MediaType type) throws IOException {
            text.append(object);
        }

        @Override
        public synchronized void onCompletion(Runnable callback) {
            over = callback;
        }

        @Override
        public synchronized void complete() {
            complete = true;
            over.run();
        }

        @Override
        public synchronized void completeWithError(Throwable failure) {
            complete = true;
            over.run();
        }
    }

    private Promotions promotions() {
        return (Promotions) Proxy.newProxyInstance(
                Promotions.class.getClassLoader(),
                new Class<?>[] {Promotions.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "find" -> {
                        looks.incrementAndGet();
                        yield Optional.of(run());
                    }
                    case "journal" ->
                        journal.stream()
                                .filter(line -> line.seq() > (long) arguments[2])
                                .toList();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private Run run() {
        return new Run(
                RUN,
                Run.Kind.PROMOTION,
                new EnvironmentId(ACCOUNT, 1),
                new EnvironmentId(ACCOUNT, 2),
                null,
                state,
                1,
                new Plan(1, 1, new TreeMap<>()),
                1,
                "Ada",
                "ada@example.com",
                NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                false);
    }

    private void line(long seq) {
        journal.add(new JournalEntry(seq, NOW, 1, state, "check", JournalEntry.Mark.NOTE, "line " + seq));
    }

    @Test
    void one_look_serves_hundreds_and_each_hears_what_it_has_not_heard() {
        line(1);
        line(2);
        List<Heard> all = new ArrayList<>();
        for (int i = 0; i < 190; i++) {
            Heard heard = new Heard();
            assertThat(watches.add(ACCOUNT, RUN, i % 2, GOOD, heard)).isTrue();
            all.add(heard);
        }
        await().until(() -> all.stream().allMatch(heard -> heard.text.indexOf("event: run\n") >= 0));
        int before = looks.get();
        Heard late = new Heard();
        watches.add(ACCOUNT, RUN, 0, GOOD, late);
        line(3);
        state = RunState.SUCCEEDED;
        await().until(() -> late.complete && all.stream().allMatch(heard -> heard.complete));

        assertThat(looks.get() - before).isBetween(1, 20);
        assertThat(late.text).contains("id: 1\n", "id: 2\n", "event: run\n", "id: 3\n", "event: end\n");
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i).text.toString();
            assertThat(text.contains("id: 1\n")).isEqualTo(i % 2 == 0);
            assertThat(text)
                    .containsOnlyOnce("id: 2\n")
                    .containsOnlyOnce("id: 3\n")
                    .containsOnlyOnce("event: end\n");
            assertThat(text.indexOf("id: 3\n")).isLessThan(text.indexOf("event: end\n"));
        }
        assertThat(watches.count()).isZero();
    }

    @Test
    void who_reads_slowly_keeps_nobody_waiting_and_who_went_away_makes_room() {
        CountDownLatch reads = new CountDownLatch(1);
        Heard slow = new Heard() {
            @Override
            public void send(Object object, @Nullable MediaType type) throws IOException {
                try {
                    reads.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.send(object, type);
            }
        };
        Heard gone = new Heard() {
            @Override
            public void send(Object object, @Nullable MediaType type) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Heard healthy = new Heard();
        for (Heard each : List.of(slow, gone, healthy)) {
            watches.add(ACCOUNT, RUN, 0, GOOD, each);
        }
        line(1);
        await().until(() -> healthy.text.indexOf("id: 1\n") >= 0);
        await().until(() -> watches.count() == 2);
        line(2);
        await().until(() -> healthy.text.indexOf("id: 2\n") >= 0);
        assertThat(slow.text.toString()).isEmpty();

        reads.countDown();

        await().atMost(Duration.ofSeconds(5)).until(() -> slow.text.indexOf("id: 2\n") > slow.text.indexOf("id: 1\n"));
    }

    @Test
    void there_is_room_for_some_hundreds_and_no_account_takes_all_of_it() {
        while (watches.add(ACCOUNT, RUN, 0, GOOD, new Heard())) {}
        int ofOne = watches.count();
        for (int account = 8; account < 20; account++) {
            while (watches.add(new AccountId(account), RUN, 0, GOOD, new Heard())) {}
        }

        assertThat(ofOne).isGreaterThanOrEqualTo(200);
        assertThat(watches.count()).isEqualTo(500);
    }

    @Test
    void a_token_that_is_good_no_more_ends_its_streams_and_no_others() {
        AtomicBoolean good = new AtomicBoolean(true);
        Heard revoked = new Heard();
        Heard other = new Heard();
        watches.add(ACCOUNT, RUN, 0, new RunWatches.Pass(2, good::get), revoked);
        watches.add(ACCOUNT, RUN, 0, GOOD, other);
        await().until(() -> revoked.text.indexOf("event: run\n") >= 0);
        good.set(false);

        await().until(() -> revoked.complete);
        line(1);
        await().until(() -> other.text.indexOf("id: 1\n") >= 0);

        assertThat(revoked.text).doesNotContain("id: 1\n", "event: end");
        assertThat(other.complete).isFalse();
    }
}
