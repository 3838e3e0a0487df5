package io.slipway.bench;

import io.slipway.SlipwayApplication;
import io.slipway.common.EnvironmentId;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.definition.View;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.TableChunks;
import io.slipway.testing.Workshop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Measures the service that every door to records goes through, eight callers at once, on a table of twelve fields: with
 * permissions, gate, validation and change feed, and every commit waiting for the disk.
 */
final class RecordsSpeed {

    private static final int CALLERS = 8;
    private static final int PAGE = 50;

    private final Records records;
    private final BigTable big;
    private final int count;

    private RecordsSpeed(ConfigurableApplicationContext application, int count) {
        this.records = application.getBean(Records.class);
        this.count = count;
        this.big = new BigTable(
                application.getBean(Workshop.class),
                application.getBean(TableChunks.class),
                application.getBean(DedicatedConnections.class),
                count);
    }

    /**
     * @param folder for a database of its own
     * @param count how many records the table begins with
     */
    static void measure(Path folder, int count, double seconds) throws Exception {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(SlipwayApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--slipway.data-dir=" + folder,
                        "--slipway.demo=false",
                        "--slipway.database.buffer-pool=1GB",
                        "--slipway.mail.dispatch=false",
                        "--logging.level.root=warn")) {
            System.out.printf("Filling a table of twelve fields with %,d records%n", count);
            new RecordsSpeed(application, count).run(new Load(CALLERS, 2 * seconds, seconds));
        }
    }

    private void run(Load load) throws Exception {
        EnvironmentId production = big.production;
        load.measure("page of 50, first", 1, random -> require(page(0)));
        load.measure("page of 50 of a linked record (indexed)", 1, random -> require(linkedPage(random)));
        load.measure("page of 50 at offset " + count / 2, 1, random -> require(page(count / 2)));
        load.measure("page of 50 at any offset", 1, random -> require(page(random.nextInt(count - PAGE))));
        load.measure(
                "record by id",
                1,
                random -> requireThere(
                        records.find(big.admin, production, big.table, big.ids.get(random.nextInt(big.ids.size())))));
        load.measure("create", 1, random -> write(List.of(big.create(random))));
        load.measure("update of two fields", 1, random -> write(List.of(big.update(random))));
        load.measure("create, 100 in a call", 100, random -> write(creates(random, 100)));
        load.measure("create, 1000 in a call", 1000, random -> write(creates(random, 1000)));
    }

    private List<?> page(long offset) {
        return records.query(
                big.admin, big.production, RecordQuery.all(big.table).page(offset, PAGE));
    }

    private List<?> linkedPage(RandomGenerator random) {
        View.Filter filter = new View.Filter(
                big.link,
                View.Comparison.EQUALS,
                big.places.get(random.nextInt(big.places.size())).toString());
        return records.query(
                big.admin,
                big.production,
                new RecordQuery(big.table, List.of(), List.of(filter), null, "", List.of(), 0, PAGE));
    }

    private static void require(List<?> page) {
        if (page.size() != PAGE) {
            throw new IllegalStateException("A page of " + page.size());
        }
    }

    private static void requireThere(Optional<?> record) {
        if (record.isEmpty()) {
            throw new IllegalStateException("A record is not there");
        }
    }

    private List<RecordDraft.Write> creates(RandomGenerator random, int number) {
        List<RecordDraft.Write> writes = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            writes.add(big.create(random));
        }
        return writes;
    }

    private void write(List<RecordDraft.Write> writes) {
        WriteOutcome outcome = records.write(big.admin, big.production, writes);
        if (!(outcome instanceof WriteOutcome.Saved)) {
            throw new IllegalStateException(outcome.toString());
        }
    }
}
