package io.slipway.bench;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.common.db.DedicatedConnections;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import io.slipway.records.RecordDraft;
import io.slipway.storage.RawRow;
import io.slipway.storage.TableChunks;
import io.slipway.testing.Workshop;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A table of twelve fields with very many records, in the production of an account of its own. */
final class BigTable {

    private static final String[] WORDS =
            "river stone light paper morning window garden letter number silver market bridge summer winter".split(" ");
    private static final int FIXED_CELLS = 6;
    private static final int PLACES = 1000;

    final EnvironmentId production;
    final ResourceId table;
    final ResourceId link;
    final ResourceId text;
    final Actor admin;
    final List<RecordId> ids = new ArrayList<>();
    final List<RecordId> places = new ArrayList<>();

    private final ResourceId placeTable;
    private final List<Field> fields = new ArrayList<>();

    /** Makes the table and fills it. */
    BigTable(Workshop workshop, TableChunks chunks, DedicatedConnections connections, int records) {
        production = workshop.production();
        admin = workshop.superAdmin(production.account());
        table = workshop.id(production);
        placeTable = workshop.id(production);
        Relationship relationship =
                new Relationship(workshop.id(production), "Place", Cardinality.MANY_TO_ONE, table, placeTable);
        Field name = new Field(
                workshop.id(production), placeTable, "Name", new FieldKind.ShortText(100), 0, false, false, null, "");
        for (FieldKind kind : List.of(
                new FieldKind.ShortText(100),
                new FieldKind.ShortText(100),
                new FieldKind.ShortText(100),
                new FieldKind.ShortText(100),
                new FieldKind.LongText(),
                new FieldKind.WholeNumber(null, null),
                new FieldKind.WholeNumber(null, null),
                new FieldKind.Money("EUR"),
                new FieldKind.Date(),
                new FieldKind.DateTime(),
                new FieldKind.YesNo(),
                new FieldKind.Link(relationship.id()))) {
            int rank = fields.size();
            fields.add(new Field(workshop.id(production), table, "F" + rank, kind, rank, false, false, null, ""));
        }
        link = fields.getLast().id();
        text = fields.getFirst().id();
        Definition definition = workshop.build(production, resources -> {
            resources.put(table, new Table(table, "Big", "", null));
            resources.put(placeTable, new Table(placeTable, "Places", "", null));
            resources.put(relationship.id(), relationship);
            resources.put(name.id(), name);
            fields.forEach(field -> resources.put(field.id(), field));
        });
        SplittableRandom random = new SplittableRandom(20260329);
        fill(
                chunks,
                connections,
                definition,
                placeTable,
                PLACES,
                places,
                row -> text(row, FIXED_CELLS, words(random, 1)));
        fill(chunks, connections, definition, table, records, ids, row -> cells(row, random));
    }

    private interface Cells {
        void write(RawRow row);
    }

    private void fill(
            TableChunks chunks,
            DedicatedConnections connections,
            Definition definition,
            ResourceId into,
            int count,
            List<RecordId> made,
            Cells cells) {
        TableChunks.Part part = chunks.parts(production, definition.resources(), definition.layout(into))
                .getFirst();
        try (DedicatedConnection connection = connections.open();
                TableChunks.Loading loading = chunks.load(connection, part)) {
            for (int i = 0; i < count; i++) {
                RecordId id = RecordId.next();
                made.add(id);
                RawRow row = new RawRow(part.width());
                row.set(0, id.bytes());
                text(row, 1, "1");
                text(row, 2, "2026-03-29 01:30:00.123");
                text(row, 3, "7");
                text(row, 4, "2026-03-29 01:30:00.123");
                cells.write(row);
                loading.add(row);
            }
            loading.finish();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void cells(RawRow row, RandomGenerator random) {
        Map<ResourceId, Object> values = values(random);
        for (int i = 0; i < fields.size(); i++) {
            Object value = values.get(fields.get(i).id());
            switch (value) {
                case null -> {}
                case RecordId id -> row.set(FIXED_CELLS + i, id.bytes());
                case Boolean yes -> text(row, FIXED_CELLS + i, yes ? "1" : "0");
                case Instant instant ->
                    text(
                            row,
                            FIXED_CELLS + i,
                            instant.toString().replace('T', ' ').replace("Z", ""));
                default -> text(row, FIXED_CELLS + i, value.toString());
            }
        }
    }

    /** Values of a new record. */
    Map<ResourceId, Object> values(RandomGenerator random) {
        Map<ResourceId, Object> values = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            values.put(fields.get(i).id(), words(random, 4));
        }
        if (random.nextInt(3) > 0) {
            values.put(fields.get(4).id(), words(random, 30));
        }
        values.put(fields.get(5).id(), (long) random.nextInt());
        values.put(fields.get(6).id(), (long) random.nextInt(100));
        values.put(fields.get(7).id(), BigDecimal.valueOf(random.nextInt(100_000_000), 2));
        values.put(fields.get(8).id(), LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300)));
        values.put(
                fields.get(9).id(), Instant.parse("2026-01-31T10:00:00.100Z").plusSeconds(random.nextInt(9_000_000)));
        values.put(fields.get(10).id(), random.nextBoolean());
        values.put(link, places.get(random.nextInt(places.size())));
        return values;
    }

    /** The fields, in their order. */
    List<ResourceId> fieldIds() {
        return fields.stream().map(Field::id).toList();
    }

    /** A write that makes a record. */
    RecordDraft.Write create(RandomGenerator random) {
        return new RecordDraft.Create(table, RecordId.next(), new RecordDraft(values(random)));
    }

    /** A write that changes two fields of some record. */
    RecordDraft.Write update(RandomGenerator random) {
        return new RecordDraft.Update(
                table,
                ids.get(random.nextInt(ids.size())),
                null,
                new RecordDraft(Map.of(text, words(random, 4), fields.get(6).id(), (long) random.nextInt(100))));
    }

    private static void text(RawRow row, int cell, String value) {
        row.set(cell, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String words(RandomGenerator random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        return text.append(random.nextInt(1000)).toString();
    }
}
