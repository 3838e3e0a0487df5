package io.slipway.definition;

import java.util.Random;
import java.util.function.Consumer;

/** Cases made at random from a seed, which a failure names, so that it can be run again alone. */
public final class Seeded {

    private Seeded() {}

    /** Runs the case for the seeds 1 to {@code count}. */
    public static void cases(int count, Consumer<Random> test) {
        for (long seed = 1; seed <= count; seed++) {
            one(seed, test);
        }
    }

    /** Runs the case for one seed. */
    public static void one(long seed, Consumer<Random> test) {
        try {
            test.accept(new Random(seed * 0x9E3779B97F4A7C15L));
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("With seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
