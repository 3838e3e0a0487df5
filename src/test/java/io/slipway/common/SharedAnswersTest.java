package io.slipway.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedAnswersTest {

    private final SharedAnswers<String, Integer> answers = new SharedAnswers<>();
    private final AtomicInteger looks = new AtomicInteger();
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final ExecutorService pool = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        threads.add(thread);
        return thread;
    });

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private int look() {
        int mine = looks.incrementAndGet();
        try {
            open.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return mine;
    }

    private List<Future<Integer>> ask(int callers) {
        List<Future<Integer>> asked = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            asked.add(pool.submit(() -> answers.get("same", this::look)));
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        return asked;
    }

    @Test
    void whoComesDuringALookIsNotGivenItButSharesTheNextOne() throws Exception {
        Future<Integer> first = ask(1).getFirst();
        List<Future<Integer>> later = ask(7);
        assertThat(looks).hasValue(1);
        open.countDown();
        assertThat(first.get()).isEqualTo(1);
        for (Future<Integer> each : later) {
            assertThat(each.get()).isEqualTo(2);
        }
        assertThat(looks).hasValue(2);
        assertThat(answers.get("same", this::look)).isEqualTo(3);
    }

    @Test
    void otherQuestionsDoNotWait() {
        ask(1);
        assertThat(answers.get("other", () -> 42)).isEqualTo(42);
    }

    @Test
    void whatALookThrowsIsToldToAllWhoShareIt() throws Exception {
        Future<Integer> first = ask(1).getFirst();
        List<Future<Integer>> later = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            later.add(pool.submit(() -> answers.get("same", () -> {
                throw new InvalidInput("table", "Nothing there");
            })));
        }
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        open.countDown();
        assertThat(first.get()).isEqualTo(1);
        for (Future<Integer> each : later) {
            assertThatThrownBy(each::get).hasCauseInstanceOf(InvalidInput.class);
        }
        assertThat(answers.get("same", () -> 5)).isEqualTo(5);
    }
}
