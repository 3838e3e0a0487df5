package io.slipway.common;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets those who ask the same thing at the same time share one look. Nothing is remembered: a look that somebody is given
 * began after he asked, so he sees nothing older than if he had looked himself.
 *
 * @param <K> what is asked for
 * @param <V> what the answer is
 */
public final class SharedAnswers<K, V> {

    /** Who came while another look was under way, and look together when it ends. */
    private static final class Round<V> {
        private final CompletableFuture<Boolean> start = new CompletableFuture<>();
        private final CompletableFuture<V> answer = new CompletableFuture<>();
    }

    /** A look is under way; {@code next} holds those it comes too early for. */
    private static final class Asked<V> {
        private @Nullable Round<V> next;
    }

    private final ConcurrentMap<K, Asked<V>> asked = new ConcurrentHashMap<>();

    /**
     * The answer to a question.
     *
     * @param look finds it out; called on this thread or, for somebody who asked at the same time, on another one, so it
     *     must depend on the key alone
     * @throws RuntimeException what the look threw, to all who share it
     */
    public V get(K key, Supplier<V> look) {
        Place<V> place = new Place<>();
        asked.compute(key, (same, underWay) -> place.in(underWay));
        Round<V> round = place.round;
        if (round != null && !place.leads) {
            return waitFor(round.answer);
        }
        if (round != null) {
            round.start.join();
        }
        try {
            V answer = look.get();
            if (round != null) {
                round.answer.complete(answer);
            }
            return answer;
        } catch (RuntimeException | Error e) {
            if (round != null) {
                round.answer.completeExceptionally(e);
            }
            throw e;
        } finally {
            asked.computeIfPresent(key, (same, underWay) -> handOn(underWay));
        }
    }

    /** Where somebody finds himself: looking at once, or in a round, perhaps as the one who looks for all. */
    private static final class Place<V> {
        private @Nullable Round<V> round;
        private boolean leads;

        Asked<V> in(@Nullable Asked<V> underWay) {
            if (underWay == null) {
                return new Asked<>();
            }
            Round<V> next = underWay.next;
            leads = next == null;
            round = next == null ? new Round<>() : next;
            underWay.next = round;
            return underWay;
        }
    }

    private static <V> @Nullable Asked<V> handOn(Asked<V> underWay) {
        Round<V> next = underWay.next;
        if (next == null) {
            return null;
        }
        underWay.next = null;
        next.start.complete(true);
        return underWay;
    }

    private static <V> V waitFor(CompletableFuture<V> answer) {
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
