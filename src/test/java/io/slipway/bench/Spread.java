package io.slipway.bench;

import java.util.Arrays;
import java.util.Locale;

/** What many measurements of one thing, in milliseconds, come to. */
record Spread(double[] sorted) {

    Spread {
        sorted = sorted.clone();
        Arrays.sort(sorted);
    }

    static Spread ofNanos(long[] nanos) {
        return new Spread(Arrays.stream(nanos).mapToDouble(each -> each / 1e6).toArray());
    }

    /** The value below which this part of all lie. */
    double at(double part) {
        return sorted[Math.min(sorted.length - 1, (int) (part * sorted.length))];
    }

    double median() {
        return at(0.5);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "median %.2f ms, p95 %.2f, least %.2f, most %.2f (%d)",
                median(),
                at(0.95),
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }
}
