package io.slipway.bench;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Says what the contest of the APIs came to. */
final class ApiReport {

    static final String OURS = "Slipway";
    static final String THEIRS = "Directus";
    static final String BARE = "MariaDB";

    private static final Map<ApiDeeds.Kind, Double> AIMS = Map.of(
            ApiDeeds.Kind.CREATE, 10.0, ApiDeeds.Kind.UPDATE, 10.0, ApiDeeds.Kind.BATCH, 10.0, ApiDeeds.Kind.PAGE, 4.0);

    private final boolean compared;
    private final Map<ApiDeeds.Kind, Map<String, Contest.Result>> results = new EnumMap<>(ApiDeeds.Kind.class);

    ApiReport(boolean compared) {
        this.compared = compared;
    }

    void add(ApiDeeds.Kind kind, Map<String, Contest.Result> came) {
        results.put(kind, came);
        System.out.printf(Locale.ROOT, "%s: %s%n", kind.title(), medians(kind, came));
    }

    private static String medians(ApiDeeds.Kind kind, Map<String, Contest.Result> came) {
        StringBuilder text = new StringBuilder();
        came.forEach((name, result) -> text.append(text.isEmpty() ? "" : ", ")
                .append(String.format(
                        Locale.ROOT,
                        "%s %,.0f/s (rounds %,.0f to %,.0f)",
                        name,
                        rate(kind, result),
                        result.rates().sorted()[0] * kind.items(),
                        result.rates().at(1) * kind.items())));
        return text.toString();
    }

    private static double rate(ApiDeeds.Kind kind, Contest.Result result) {
        return result.rates().median() * kind.items();
    }

    void print() {
        System.out.printf("%nPer second, median of the rounds, 8 connections:%n");
        System.out.printf(
                "%-42s %9s %9s %8s %6s %-6s %13s %6s%n", "", OURS, THEIRS, "ratio", "aim", "", "bare MariaDB", "ours");
        results.forEach(this::line);
        offsets();
        System.out.printf("%nWhat one call costs (processor ms; statements and log syncs of the database):%n");
        System.out.printf(
                "%-42s %-9s %8s %9s %7s %11s %7s %11s%n",
                "", "", "server", "database", "client", "statements", "fsyncs", "cores busy");
        results.forEach((kind, came) -> came.forEach((name, result) -> cost(kind, name, result)));
        if (!compared) {
            System.out.printf("%nNOT COMPARED WITH DIRECTUS: no -Dslipway.bench.directus was given.%n");
        }
    }

    private void line(ApiDeeds.Kind kind, Map<String, Contest.Result> came) {
        double ours = rate(kind, came.get(OURS));
        double bare = rate(kind, came.get(BARE));
        String theirs = "skipped";
        String ratio = "";
        String verdict = "";
        Double aim = AIMS.get(kind);
        if (compared) {
            double peer = rate(kind, came.get(THEIRS));
            theirs = String.format(Locale.ROOT, "%,.0f", peer);
            ratio = String.format(Locale.ROOT, "%.1f ×", ours / peer);
            verdict = aim == null ? "" : ours / peer >= aim ? "met" : "MISSED";
        }
        System.out.printf(
                Locale.ROOT,
                "%-42s %,9.0f %9s %8s %6s %-6s %,13.0f %5.0f%%%n",
                kind.title(),
                ours,
                theirs,
                ratio,
                aim == null ? "" : String.format(Locale.ROOT, "%.0f ×", aim),
                verdict,
                bare,
                100 * ours / bare);
    }

    private void offsets() {
        Map<String, Contest.Result> first = results.get(ApiDeeds.Kind.FIRST);
        Map<String, Contest.Result> offset = results.get(ApiDeeds.Kind.OFFSET);
        if (first == null || offset == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        first.forEach((name, result) -> text.append(String.format(
                Locale.ROOT,
                "%s%s %.2f ×",
                text.isEmpty() ? "" : ", ",
                name,
                result.rates().median() / offset.get(name).rates().median())));
        double ours =
                first.get(OURS).rates().median() / offset.get(OURS).rates().median();
        System.out.printf(
                "A page from the middle takes longer than the first: %s (aim for ours: 2 ×, %s)%n",
                text, ours <= 2 ? "met" : "MISSED");
    }

    private static void cost(ApiDeeds.Kind kind, String name, Contest.Result result) {
        double busy = (result.serverMillis() + result.databaseMillis() + result.clientMillis())
                * result.rates().median()
                / 1000;
        System.out.printf(
                Locale.ROOT,
                "%-42s %-9s %8.3f %9.3f %7.3f %11.1f %7.2f %6.2f of %d%n",
                name.equals(OURS) ? kind.title() : "",
                name,
                result.serverMillis(),
                result.databaseMillis(),
                result.clientMillis(),
                result.statements(),
                result.fsyncs(),
                busy,
                Runtime.getRuntime().availableProcessors());
    }
}
