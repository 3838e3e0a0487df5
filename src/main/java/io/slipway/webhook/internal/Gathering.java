package io.slipway.webhook.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does many threads' work together: while one is at it the others queue, and the next one does what all of them have.
 * Alone, a thread waits for nobody. Each returns when its own is done.
 *
 * @param <K> what belongs together
 */
final class Gathering<K, T, R> {

    private final int most;
    private final BiFunction<K, List<T>, List<R>> work;
    private final Map<K, Desk<T, R>> desks = new ConcurrentHashMap<>();

    /**
     * @param most done together
     * @param work gives a result for each, in their order; if it throws for several it is tried with each alone
     */
    Gathering(int most, BiFunction<K, List<T>, List<R>> work) {
        this.most = most;
        this.work = work;
    }

    private static final class Desk<T, R> {
        final ReentrantLock lock = new ReentrantLock();
        final Queue<Item<T, R>> waiting = new ConcurrentLinkedQueue<>();
    }

    private static final class Item<T, R> {
        final T given;
        // the lock's holder writes these, and whoever has it next reads them
        @Nullable
        R result;

        @Nullable
        RuntimeException failure;

        Item(T given) {
            this.given = given;
        }
    }

    /** Returns what came of it; throws what the work threw. */
    R of(K key, T given) {
        Desk<T, R> desk = desks.computeIfAbsent(key, k -> new Desk<>());
        Item<T, R> item = new Item<>(given);
        desk.waiting.add(item);
        while (true) {
            desk.lock.lock();
            try {
                if (item.failure != null) {
                    throw item.failure;
                }
                R result = item.result;
                if (result != null) {
                    return result;
                }
                doSome(key, desk);
            } finally {
                desk.lock.unlock();
            }
        }
    }

    private void doSome(K key, Desk<T, R> desk) {
        List<Item<T, R>> some = new ArrayList<>();
        for (Item<T, R> next = desk.waiting.poll();
                next != null;
                next = some.size() < most ? desk.waiting.poll() : null) {
            some.add(next);
        }
        try {
            together(key, some);
        } catch (RuntimeException e) {
            some.forEach(item -> alone(key, item, some.size() == 1 ? e : null));
        }
    }

    private void together(K key, List<Item<T, R>> some) {
        List<R> results = work.apply(key, some.stream().map(item -> item.given).toList());
        for (int i = 0; i < some.size(); i++) {
            some.get(i).result = results.get(i);
        }
    }

    private void alone(K key, Item<T, R> item, @Nullable RuntimeException known) {
        if (known != null) {
            item.failure = known;
            return;
        }
        try {
            together(key, List.of(item));
        } catch (RuntimeException e) {
            item.failure = e;
        }
    }
}
