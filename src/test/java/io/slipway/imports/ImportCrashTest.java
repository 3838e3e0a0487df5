package io.slipway.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.common.RecordId;
import io.slipway.promotion.RunNodeProcess;
import io.slipway.records.Records;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestDatabase;
import io.slipway.testing.Workshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Kills the process of an application that imports, for real, and starts it again over the same data folder: each row is
 * a record exactly once, or listed as bad once.
 */
@IntegrationTest
class ImportCrashTest {

    private static final int ROWS = 1500;

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Imports imports;

    @Autowired
    ChangeFeed feed;

    /** Where the process is killed: in which going through the file, and after how many rows. */
    private record Point(int step, long rows) {}

    @Test
    void killedInTheMiddleAndStartedAgainItImportsEachRowExactlyOnce(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("people.csv"), csv());
        Map<String, Object> node = new HashMap<>(TestDatabase.properties());
        node.put("slipway.data-dir", folder.resolve("data"));
        // Two at a time is what a node works on; the second one first goes on with what the first one has left.
        Map<Point, ImportWorld> first = killInTheMiddle(node, file, new Point(0, 1), new Point(0, ROWS / 2));
        Map<Point, ImportWorld> second = killInTheMiddle(node, file, new Point(0, ROWS), new Point(1, ROWS / 2));
        try (RunNodeProcess last = RunNodeProcess.start(ImportNode.class, node, List.of())) {
            last.await("READY"::equals);
            first.forEach(this::assertEachRowOnce);
            second.forEach(this::assertEachRowOnce);
            last.kill();
        }
    }

    /** Starts a node that imports into a production of its own for each point, and kills it when it is at all of them. */
    private Map<Point, ImportWorld> killInTheMiddle(Map<String, ?> node, Path file, Point... points)
            throws IOException, InterruptedException {
        Map<Point, ImportWorld> worlds = new LinkedHashMap<>();
        List<String> arguments = new ArrayList<>();
        for (Point point : points) {
            ImportWorld world = new ImportWorld(workshop, records, imports);
            worlds.put(point, world);
            arguments.add(String.join(
                    ":",
                    world.production.toString(),
                    world.admin.user().toString(),
                    world.people.toString(),
                    Integer.toString(point.step()),
                    Long.toString(point.rows()),
                    file.toString()));
        }
        try (RunNodeProcess process = RunNodeProcess.start(ImportNode.class, node, arguments)) {
            for (ImportWorld world : worlds.values()) {
                process.await(("AT " + world.production)::equals);
            }
            process.kill();
        }
        worlds.forEach((point, world) -> {
            ImportJob job = only(world);
            assertThat(job.state().isActive()).as("at %s", point).isTrue();
            assertThat(job.workDone())
                    .as("at %s", point)
                    .isGreaterThanOrEqualTo(point.step() == 0 ? point.rows() : ROWS + point.rows())
                    .isLessThan(2L * ROWS);
        });
        return worlds;
    }

    /** Everybody's boss is in the same file, so it is gone through twice; each tenth row has a date that is none. */
    private static String csv() {
        StringBuilder csv = new StringBuilder("Name,Code,Born,Boss\n");
        for (int i = 1; i <= ROWS; i++) {
            csv.append("Person ")
                    .append(i)
                    .append(',')
                    .append(i)
                    .append(isBad(i) ? ",1990-02-30," : ",1990-01-31,")
                    .append(i % 10 == 1 ? 2 : 1)
                    .append('\n');
        }
        return csv.toString();
    }

    private static boolean isBad(long code) {
        return code % 10 == 0;
    }

    private ImportJob only(ImportWorld world) {
        List<ImportJob> all = imports.list(world.admin, world.production);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void assertEachRowOnce(Point point, ImportWorld world) {
        ImportJob job = await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> only(world), each -> each.state().isFinal());
        assertThat(job.state()).as("at %s: %s", point, job.reason()).isEqualTo(ImportState.DONE);
        assertThat(job.read()).isEqualTo(ROWS);
        assertThat(job.workDone()).isEqualTo(2L * ROWS);
        assertThat(job.created()).isEqualTo(ROWS - ROWS / 10);
        assertThat(job.bad()).isEqualTo(ROWS / 10);
        assertThat(imports.badRows(world.admin, job.id(), 0, 2 * ROWS))
                .extracting(BadRow::row)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS)
                        .filter(ImportCrashTest::isBad)
                        .boxed()
                        .toList());
        List<StoredRecord> all = world.all(world.people);
        Map<Long, StoredRecord> byCode = world.byCode();
        assertThat(all).hasSize(byCode.size());
        assertThat(byCode.keySet())
                .isEqualTo(LongStream.rangeClosed(1, ROWS)
                        .filter(code -> !isBad(code))
                        .boxed()
                        .collect(Collectors.toSet()));
        byCode.forEach((code, record) -> assertThat(record.value(world.boss.id()))
                .isEqualTo(byCode.get(code % 10 == 1 ? 2L : 1L).id()));
        feed.sequence(world.production);
        Set<RecordId> created = new HashSet<>();
        for (ChangeFeed.Entry entry : feed.after(world.production, 0, 100_000)) {
            if (entry.kind() == ChangeFeed.Kind.CREATED) {
                assertThat(created.add(entry.record())).isTrue();
            }
        }
        assertThat(created).hasSize(all.size());
    }
}
