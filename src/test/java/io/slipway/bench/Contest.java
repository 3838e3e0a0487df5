package io.slipway.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Lets several do the same thing in turns, round by round, so that all meet the same moods of the machine. */
final class Contest implements AutoCloseable {

    private static final List<String> COUNTED = List.of("Questions", "Innodb_data_fsyncs");

    private static final double SLICE = 4;
    private static final double MOST_WARM_UP = 180;
    private static final double STILL_GETTING_FASTER = 1.02;
    private static final int NO_FASTER = 6;

    /** Does a thing once. */
    interface Deed {
        void once(RandomGenerator random) throws Exception;
    }

    /**
     * One who takes part.
     *
     * @param work makes the deed of one of the callers, with a connection of its own
     * @param processors what the server has used of them so far, without the database
     * @param warmUpSeconds before the first round, at least; it goes on for as long as it helps
     */
    record Entrant(String name, Work work, Supplier<Duration> processors, double warmUpSeconds) {}

    /** Makes a caller's deed. */
    interface Work {
        Deed caller(int number) throws Exception;
    }

    /**
     * What one came to.
     *
     * @param rates calls per second, by round
     */
    record Result(
            Spread rates,
            double serverMillis,
            double databaseMillis,
            double clientMillis,
            double statements,
            double fsyncs) {}

    private final int callers;
    private final int rounds;
    private final double seconds;
    private final Connection database;
    private final ProcessHandle databaseProcess;
    private final ExecutorService pool;

    Contest(int callers, int rounds, double seconds, Connection database, ProcessHandle databaseProcess) {
        this.callers = callers;
        this.rounds = rounds;
        this.seconds = seconds;
        this.database = database;
        this.databaseProcess = databaseProcess;
        this.pool = Executors.newFixedThreadPool(callers);
    }

    private record Sample(Duration server, Duration database, Duration client, double statements, double fsyncs) {}

    /** Runs everybody's rounds; the results are in the order of the entrants. */
    Map<String, Result> run(List<Entrant> entrants) throws Exception {
        Map<String, List<Deed>> deeds = new LinkedHashMap<>();
        Map<String, double[]> rates = new LinkedHashMap<>();
        Map<String, List<double[]>> costs = new LinkedHashMap<>();
        for (Entrant entrant : entrants) {
            List<Deed> callersDeeds = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                callersDeeds.add(entrant.work().caller(i));
            }
            deeds.put(entrant.name(), callersDeeds);
            rates.put(entrant.name(), new double[rounds]);
            costs.put(entrant.name(), new ArrayList<>());
            warmUp(callersDeeds, entrant.warmUpSeconds());
        }
        for (int i = 0; i < rounds; i++) {
            for (Entrant entrant : entrants) {
                Sample before = sample(entrant);
                long began = System.nanoTime();
                long calls = round(deeds.get(entrant.name()), seconds);
                double took = (System.nanoTime() - began) / 1e9;
                rates.get(entrant.name())[i] = calls / took;
                costs.get(entrant.name()).add(cost(before, sample(entrant), Math.max(1, calls)));
            }
        }
        Map<String, Result> results = new LinkedHashMap<>();
        rates.forEach((name, each) -> {
            List<double[]> cost = costs.get(name);
            results.put(
                    name,
                    new Result(
                            new Spread(each),
                            median(cost, 0),
                            median(cost, 1),
                            median(cost, 2),
                            median(cost, 3),
                            median(cost, 4)));
        });
        return results;
    }

    /** Until it gets no faster: everybody is to be measured as it is after an hour, not after a minute. */
    private void warmUp(List<Deed> deeds, double atLeast) throws Exception {
        double best = 0;
        int noFaster = 0;
        for (double warm = 0; warm < MOST_WARM_UP && (noFaster < NO_FASTER || warm < atLeast); warm += SLICE) {
            long calls = round(deeds, SLICE);
            noFaster = calls > best * STILL_GETTING_FASTER ? 0 : noFaster + 1;
            best = Math.max(best, calls);
        }
    }

    private static double median(List<double[]> costs, int which) {
        return new Spread(costs.stream().mapToDouble(each -> each[which]).toArray()).median();
    }

    private static double[] cost(Sample before, Sample after, long calls) {
        return new double[] {
            after.server().minus(before.server()).toNanos() / 1e6 / calls,
            after.database().minus(before.database()).toNanos() / 1e6 / calls,
            after.client().minus(before.client()).toNanos() / 1e6 / calls,
            (after.statements() - before.statements()) / calls,
            (after.fsyncs() - before.fsyncs()) / calls
        };
    }

    private Sample sample(Entrant entrant) throws SQLException {
        Map<String, Double> status = new LinkedHashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "SHOW GLOBAL STATUS WHERE Variable_name IN ('" + String.join("', '", COUNTED) + "')")) {
            while (row.next()) {
                status.put(row.getString(1), row.getDouble(2));
            }
        }
        return new Sample(
                entrant.processors().get(),
                used(databaseProcess),
                used(ProcessHandle.current()),
                status.getOrDefault(COUNTED.get(0), Double.NaN),
                status.getOrDefault(COUNTED.get(1), Double.NaN));
    }

    private static Duration used(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Calls that were answered. */
    private long round(List<Deed> deeds, double length) throws Exception {
        long end = System.nanoTime() + (long) (length * TimeUnit.SECONDS.toNanos(1));
        List<Future<Long>> all = new ArrayList<>();
        for (Deed deed : deeds) {
            all.add(pool.submit(() -> {
                long calls = 0;
                while (System.nanoTime() < end) {
                    deed.once(ThreadLocalRandom.current());
                    calls++;
                }
                return calls;
            }));
        }
        long calls = 0;
        for (Future<Long> each : all) {
            calls += each.get();
        }
        return calls;
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
