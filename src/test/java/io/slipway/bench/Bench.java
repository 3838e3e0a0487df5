package io.slipway.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;

/** Measures what docs/BENCHMARKS.md tells. Nothing here is a test: numbers depend on the machine and what else it does. */
public final class Bench {

    private static final Path HOME = Path.of("target", "bench").toAbsolutePath();

    private Bench() {}

    /**
     * @param args what to measure: {@code heap}, {@code lock}, {@code records}, {@code api}, {@code webhooks}; nothing: all
     */
    public static void main(String[] args) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        for (String what :
                args.length == 0 ? List.of("heap", "lock", "records", "api", "webhooks", "idle") : List.of(args)) {
            System.out.printf(
                    Locale.ROOT,
                    "%n== %s: %d processors, Java %s, %.1f processes waiting for one in the last minute%n",
                    what,
                    Runtime.getRuntime().availableProcessors(),
                    Runtime.version(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
            Path folder = HOME.resolve(what);
            Folders.delete(folder);
            try {
                measure(what, folder);
            } finally {
                Folders.delete(folder);
            }
        }
    }

    private static void measure(String what, Path folder) throws Exception {
        switch (what) {
            case "heap" -> SmallHeap.measure(folder, Integer.getInteger("slipway.bench.rounds", 5));
            case "lock" -> DemoLock.measure(folder, Integer.getInteger("slipway.bench.promotions", 7));
            case "records" ->
                RecordsSpeed.measure(folder, Integer.getInteger("slipway.bench.records", 1_000_000), seconds("5"));
            case "api" ->
                ApiSpeed.measure(
                        folder,
                        Integer.getInteger("slipway.bench.records", 1_000_000),
                        Integer.getInteger("slipway.bench.rounds", 5),
                        seconds("2"));
            case "webhooks" ->
                WebhooksSpeed.measure(folder, Integer.getInteger("slipway.bench.rounds", 5), seconds("2"));
            case "idle" -> IdleCost.measure(folder);
            default -> throw new IllegalArgumentException("There is nothing to measure called " + what);
        }
    }

    private static double seconds(String standard) {
        String given = System.getProperty("slipway.bench.seconds", "");
        return Double.parseDouble(given.isBlank() ? standard : given);
    }
}
