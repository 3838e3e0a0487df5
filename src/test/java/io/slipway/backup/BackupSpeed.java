package io.slipway.backup;

import com.sun.management.OperatingSystemMXBean;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.storage.RawRow;
import io.slipway.storage.TableChunks;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Measures backup and restore. No test: run it with {@code ./mvnw test -Dtest=BackupSpeed}, {@code
 * -Dslipway.speed.records=1000000} for more than the usual 200,000 records.
 */
@IntegrationTest
class BackupSpeed {

    private static final int RECORDS = Integer.getInteger("slipway.speed.records", 200_000);
    private static final String[] WORDS =
            "river stone light paper morning window garden letter number silver market bridge summer winter".split(" ");

    @Autowired
    Workshop workshop;

    @Autowired
    BackupBench bench;

    @Autowired
    Definitions definitions;

    @Autowired
    TableChunks tables;

    @Autowired
    DedicatedConnections connections;

    private final List<Field> fields = new ArrayList<>();

    private void field(EnvironmentId environment, ResourceId table, FieldKind kind, boolean unique) {
        fields.add(new Field(
                workshop.id(environment), table, "F" + fields.size(), kind, fields.size(), false, unique, null, ""));
    }

    @Test
    void measure() throws Exception {
        EnvironmentId production = workshop.production();
        ResourceId table = workshop.id(production);
        for (int i = 0; i < 4; i++) {
            field(production, table, new FieldKind.ShortText(100), false);
        }
        field(production, table, new FieldKind.LongText(), false);
        field(production, table, new FieldKind.WholeNumber(null, null), false);
        field(production, table, new FieldKind.WholeNumber(null, null), false);
        field(production, table, new FieldKind.Money("EUR"), false);
        field(production, table, new FieldKind.Date(), false);
        field(production, table, new FieldKind.DateTime(), false);
        field(production, table, new FieldKind.YesNo(), false);
        if (Boolean.getBoolean("slipway.speed.unique")) {
            field(production, table, new FieldKind.ShortText(100), true);
        }
        Definition definition = workshop.build(production, resources -> {
            resources.put(table, new Table(table, "Big", "", null));
            fields.forEach(field -> resources.put(field.id(), field));
        });
        TableChunks.Part part = tables.parts(production, definition.resources(), definition.layout(table))
                .getFirst();
        long began = System.nanoTime();
        long bytes = fill(part);
        say("fill by 2 connections", bytes, began);
        for (int round = 0; round < 3; round++) {
            measure(production, bytes);
        }
    }

    private void measure(EnvironmentId production, long bytes) {
        long began = System.nanoTime();
        Backup backup;
        try (BackupTaking.InProgress progress = bench.base(production)) {
            say("base, read back", bytes, began);
            began = System.nanoTime();
            backup = progress.complete();
            say("tail, read back again", bytes, began);
        }
        System.out.printf(
                Locale.ROOT,
                "%,d records, %,d bytes raw, %,d bytes in the store%n",
                backup.records(),
                bytes,
                backup.sizeBytes());
        began = System.nanoTime();
        EnvironmentId sandbox = workshop.sandbox(production);
        bench.restore(production, backup.id(), sandbox, DataChoice.FULL);
        say("verify, load, count, flip", bytes, began);
    }

    private long cpu;

    /** On a busy machine the processor time of this JVM says more than the time on the wall. */
    private void say(String what, long bytes, long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        long now =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        System.out.printf(
                Locale.ROOT,
                "%-28s %6.2f s %8.1f MB/s, %6.2f s of processor%n",
                what,
                seconds,
                bytes / 1e6 / seconds,
                (now - cpu) / 1e9);
        cpu = now;
    }

    private long fill(TableChunks.Part part) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Long>> both = new ArrayList<>();
            for (int half = 0; half < 2; half++) {
                int seed = half;
                both.add(threads.submit(() -> fill(part, seed, RECORDS / 2)));
            }
            return both.get(0).get() + both.get(1).get();
        }
    }

    private long fill(TableChunks.Part part, int seed, int count) {
        Random random = new Random(seed);
        long bytes = 0;
        try (DedicatedConnection connection = connections.open();
                TableChunks.Loading loading = tables.load(connection, part)) {
            for (int i = 0; i < count; i++) {
                RawRow row = row(part, random, seed * count + i);
                for (int cell = 0; cell < row.size(); cell++) {
                    byte[] value = row.get(cell);
                    bytes += value == null ? 0 : value.length;
                }
                loading.add(row);
            }
            loading.finish();
        }
        return bytes;
    }

    private RawRow row(TableChunks.Part part, Random random, int number) {
        RawRow row = new RawRow(part.width());
        row.set(0, RecordId.next().bytes());
        text(row, 1, "1");
        text(row, 2, "2026-03-29 01:30:00.123");
        text(row, 3, "7");
        text(row, 4, "2026-03-29 01:30:00.123");
        for (int i = 0; i < 4; i++) {
            text(row, 6 + i, words(random, 4));
        }
        if (random.nextInt(3) > 0) {
            text(row, 10, words(random, 30));
        }
        text(row, 11, Integer.toString(random.nextInt()));
        text(row, 12, Integer.toString(random.nextInt(100)));
        text(row, 13, random.nextInt(1_000_000) + ".25");
        text(row, 14, "2026-01-" + (10 + random.nextInt(20)));
        text(row, 15, "2026-01-31 10:00:00." + (100 + random.nextInt(900)));
        text(row, 16, random.nextBoolean() ? "1" : "0");
        if (part.width() > 17) {
            text(row, 17, "Unique " + number);
        }
        return row;
    }

    private static void text(RawRow row, int cell, String value) {
        row.set(cell, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String words(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.append(random.nextInt(1000)).toString();
    }
}
