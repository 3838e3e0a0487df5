package io.slipway.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Measures what docs/BENCHMARKS.md promises. Nothing here is a test: numbers depend on the machine and what else it does. */
public final class Bench {

    private static final Path HOME = Path.of("target", "bench").toAbsolutePath();

    private Bench() {}

    /**
     * @param args what to measure: {@code records}
     */
    public static void main(String[] args) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d processors, Java %s, load of the last minute %.2f%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                        .getSystemLoadAverage());
        for (String what : args.length == 0 ? List.of("records") : List.of(args)) {
            switch (what) {
                case "records" ->
                    RecordsSpeed.measure(
                            HOME.resolve("records"),
                            Integer.getInteger("slipway.bench.records", 1_000_000),
                            Double.parseDouble(System.getProperty("slipway.bench.seconds", "5")));
                default -> throw new IllegalArgumentException("There is nothing to measure called " + what);
            }
        }
    }
}
