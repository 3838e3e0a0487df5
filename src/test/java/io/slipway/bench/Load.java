package io.slipway.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/** Does one thing again and again on several threads and counts how often it could. */
final class Load {

    private static final int ROUNDS = 5;

    private final int threads;
    private final double warmUpSeconds;
    private final double seconds;

    Load(int threads, double warmUpSeconds, double seconds) {
        this.threads = threads;
        this.warmUpSeconds = warmUpSeconds;
        this.seconds = seconds;
    }

    /** Several rounds after a warm-up: a machine that others use too is seldom equally busy in all of them. */
    void measure(String what, int itemsPerCall, Consumer<RandomGenerator> call) throws Exception {
        round(warmUpSeconds, call);
        double[] rates = new double[ROUNDS];
        LongStream.Builder times = LongStream.builder();
        Processors before = Processors.now();
        for (int i = 0; i < ROUNDS; i++) {
            long[] some = round(seconds, call);
            rates[i] = some.length * itemsPerCall / seconds;
            LongStream.of(some).forEach(times::add);
        }
        Spread spread = new Spread(rates);
        long[] nanos = times.build().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-40s %,8.0f/s in the median round (%,.0f to %,.0f); a call: %s; %s%n",
                what,
                spread.median(),
                spread.sorted()[0],
                spread.sorted()[ROUNDS - 1],
                Spread.ofNanos(nanos),
                Processors.now().since(before, nanos.length));
    }

    /** How often it could a second, in one round without a warm-up. */
    static double rate(int threads, double seconds, Consumer<RandomGenerator> call) throws Exception {
        return new Load(threads, 0, seconds).round(seconds, call).length / seconds;
    }

    private long[] round(double length, Consumer<RandomGenerator> call) throws Exception {
        long end = System.nanoTime() + (long) (length * TimeUnit.SECONDS.toNanos(1));
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<long[]>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> repeat(end, call)));
            }
            LongStream.Builder nanos = LongStream.builder();
            for (Future<long[]> each : all) {
                LongStream.of(each.get()).forEach(nanos::add);
            }
            return nanos.build().toArray();
        }
    }

    private static long[] repeat(long end, Consumer<RandomGenerator> call) {
        LongStream.Builder nanos = LongStream.builder();
        long began = System.nanoTime();
        while (began < end) {
            call.accept(ThreadLocalRandom.current());
            long now = System.nanoTime();
            nanos.add(now - began);
            began = now;
        }
        return nanos.build().toArray();
    }
}
