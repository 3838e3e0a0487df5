package io.slipway.bench;

import java.time.Duration;
import java.util.Locale;

/**
 * Time on processors that this process and its database have used so far. On a machine that others use too it says more
 * than the time on the wall.
 */
record Processors(Duration own, Duration database) {

    static Processors now() {
        ProcessHandle self = ProcessHandle.current();
        Duration database = self.children()
                .filter(child -> child.info().command().orElse("").contains("mariadbd"))
                .map(Processors::used)
                .reduce(Duration.ZERO, Duration::plus);
        return new Processors(used(self), database);
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What each of so many calls has taken. */
    String since(Processors before, int calls) {
        return String.format(
                Locale.ROOT,
                "processor time %.3f ms here, %.3f ms in the database",
                own.minus(before.own).toNanos() / 1e6 / calls,
                database.minus(before.database).toNanos() / 1e6 / calls);
    }
}
