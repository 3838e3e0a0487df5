package io.slipway.bench;

import io.slipway.common.RecordId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One thing that is asked of an API, in the words of each. The first answer of every caller is looked at closely. */
final class ApiDeeds {

    private static final int BATCH = 100;
    private static final int PAGE = 50;
    private static final String ALL = "SELECT id, " + String.join(", ", SameTable.COLUMNS) + " FROM big";
    private static final JsonMapper JSON = new JsonMapper();

    /** What is asked. */
    enum Kind {
        CREATE("create one", 1, 12),
        UPDATE("update two fields of one", 1, 5),
        BATCH("create 100 in a call (rows)", 100, 3),
        PAGE("page of 50, filtered by an indexed field", 1, 4),
        FIRST("page of 50, the first", 1, 2),
        OFFSET("page of 50 at offset ", 1, 2);

        private final String title;
        private final int items;
        private final double warmUp;

        Kind(String title, int items, double warmUp) {
            this.title = title;
            this.items = items;
            this.warmUp = warmUp;
        }

        String title() {
            return title;
        }

        /** How many things one call asks for. */
        int items() {
            return items;
        }

        /** For servers; the first one is the longest because everything is compiled in it. */
        double warmUpSeconds() {
            return warmUp;
        }
    }

    private final Kind kind;
    private final Rows rows;
    private final BigTable big;
    private final int count;
    private final int offset;
    private final String table;

    /**
     * @param count rows the table began with
     */
    ApiDeeds(Kind kind, Rows rows, BigTable big, int count) {
        this.kind = kind;
        this.rows = rows;
        this.big = big;
        this.count = count;
        this.offset = offset(count);
        this.table = "/api/v1/environments/production/tables/big/records";
    }

    static int offset(int count) {
        return count / 2;
    }

    /** Calls Slipway. */
    Contest.Deed ours(LightHttp http) {
        Check check = new Check("records", "results");
        return random -> check.of(
                switch (kind) {
                    case CREATE -> http.send("POST", table, "", rows.ours(random));
                    case UPDATE -> {
                        RecordId id = big.ids.get(random.nextInt(count));
                        yield http.send(
                                "PATCH",
                                table + "/" + id,
                                "If-Match: *\r\n",
                                "{\"fields\":" + rows.change(random) + "}");
                    }
                    case BATCH -> http.send("POST", table + "/batch", "", rows.oursBatch(random, BATCH));
                    case PAGE ->
                        http.get(
                                table + "?limit=50&filter=f11:eq:" + big.places.get(random.nextInt(big.places.size())));
                    case FIRST -> http.get(table + "?limit=50");
                    case OFFSET -> http.get(table + "?limit=50&offset=" + offset);
                });
    }

    /** Calls Directus. */
    Contest.Deed theirs(LightHttp http) {
        Check check = new Check("data", "data");
        String items = "/items/big";
        return random -> check.of(
                switch (kind) {
                    case CREATE -> http.send("POST", items, "", rows.peers(random));
                    case UPDATE -> http.send("PATCH", items + "/" + id(random), "", rows.change(random));
                    case BATCH -> http.send("POST", items, "", rows.peersBatch(random, BATCH));
                    case PAGE ->
                        http.get(items + "?limit=50&filter[f11][_eq]=" + (1 + random.nextInt(big.places.size())));
                    case FIRST -> http.get(items + "?limit=50");
                    case OFFSET -> http.get(items + "?limit=50&offset=" + offset);
                });
    }

    private int id(RandomGenerator random) {
        return 1 + random.nextInt(count);
    }

    /** Says the same to the database itself; each statement commits. */
    Contest.Deed bare(Connection connection) throws Exception {
        PreparedStatement statement = connection.prepareStatement(
                switch (kind) {
                    case CREATE -> SameTable.insert(1);
                    case UPDATE -> "UPDATE big SET f0 = ?, f6 = ? WHERE id = ?";
                    case BATCH -> SameTable.insert(BATCH);
                    case PAGE -> ALL + " WHERE f11 = ? ORDER BY id LIMIT 50";
                    case FIRST -> ALL + " ORDER BY id LIMIT 50";
                    case OFFSET -> ALL + " ORDER BY id LIMIT 50 OFFSET " + offset;
                });
        return switch (kind) {
            case CREATE, BATCH ->
                random -> {
                    for (int row = 0; row < kind.items(); row++) {
                        rows.bind(statement, row, random);
                    }
                    require(statement.executeUpdate() == kind.items(), "rows");
                };
            case UPDATE ->
                random -> {
                    statement.setString(1, "changed " + random.nextInt());
                    statement.setInt(2, random.nextInt(100));
                    statement.setInt(3, id(random));
                    require(statement.executeUpdate() == 1, "an update");
                };
            case PAGE ->
                random -> {
                    statement.setInt(1, 1 + random.nextInt(big.places.size()));
                    SameTable.page(statement);
                };
            case FIRST, OFFSET -> random -> require(SameTable.page(statement) == PAGE, "a page");
        };
    }

    private static void require(boolean right, String what) {
        if (!right) {
            throw new IllegalStateException("Not " + what + " as it was asked for");
        }
    }

    /** Looks at answers: at every status, and at the content of the first. */
    private final class Check {

        private final String page;
        private final String batch;
        private boolean looked;

        Check(String page, String batch) {
            this.page = page;
            this.batch = batch;
        }

        void of(LightHttp.Answer answer) {
            if (answer.status() / 100 != 2) {
                throw new IllegalStateException(kind + " was answered " + answer.status() + ": " + answer.text());
            }
            if (!looked) {
                look(JSON.readTree(answer.text()), answer);
                looked = true;
            }
        }

        private void look(JsonNode answer, LightHttp.Answer whole) {
            int wanted = kind == Kind.BATCH ? BATCH : PAGE;
            JsonNode list = answer.path(kind == Kind.BATCH ? batch : page);
            boolean single = kind == Kind.CREATE || kind == Kind.UPDATE;
            // A place of a small table may have fewer records than a page.
            boolean few = kind == Kind.PAGE && count < 200 * big.places.size() && !list.isEmpty();
            if (single ? !whole.text().contains("\"f11\"") : list.size() != wanted && !few) {
                throw new IllegalStateException(kind + " was answered strangely: " + whole.text());
            }
        }
    }
}
