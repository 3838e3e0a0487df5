package io.slipway.storage.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.value.Conversion;
import io.slipway.definition.value.ConversionRule;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.UniqueKey;
import io.slipway.definition.value.ValueRules;
import io.slipway.definition.value.ValueText;
import io.slipway.storage.DataImpact;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

/** Assesses a change by reading every value concerned, field by field. */
@Component
class ScanningDataImpact implements DataImpact {

    private static final int CHUNK = 5_000;
    private static final int EXAMPLES = 5;

    private final JdbcOperations jdbc;

    ScanningDataImpact(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Finding> assess(
            Definition current, Map<ResourceId, ? extends Resource> target, Map<ResourceId, ConversionRule> rules) {
        List<Finding> findings = new ArrayList<>();
        // a table without live generations (a sandbox being made) has no data yet
        current.all(Table.class)
                .filter(table -> current.layouts().containsKey(table.id()))
                .forEach(table -> {
                    if (target.get(table.id()) instanceof Table) {
                        fields(current, target, rules, table, findings);
                    } else {
                        tableRemoved(current, table, findings);
                    }
                });
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::table));
        return List.copyOf(findings);
    }

    private void tableRemoved(Definition current, Table table, List<Finding> findings) {
        long records = new FieldReader(jdbc, current, table.id()).records();
        if (records > 0) {
            findings.add(new Finding(
                    "table.removed",
                    Severity.LOSS,
                    table.id(),
                    null,
                    records,
                    List.of(),
                    "Removing the table \"" + table.name() + "\" removes its " + number(records, "record") + ".",
                    "Export the records first if anybody may need them."));
        }
    }

    private void fields(
            Definition current,
            Map<ResourceId, ? extends Resource> target,
            Map<ResourceId, ConversionRule> rules,
            Table table,
            List<Finding> findings) {
        FieldReader reader = new FieldReader(jdbc, current, table.id());
        for (Field old : current.fields(table.id())) {
            if (target.get(old.id()) instanceof Field field) {
                ConversionRule rule = rules.getOrDefault(old.id(), new ConversionRule.Refuse());
                changed(current, target, reader, table, old, field, rule, findings);
            } else {
                fieldRemoved(reader, table, old, findings);
            }
        }
        for (Field field : ExpansionPlanner.fieldsOf(target, table.id())) {
            if (current.find(field.id()).isEmpty()) {
                added(reader, table, field, findings);
            }
        }
    }

    private static void added(FieldReader reader, Table table, Field field, List<Finding> findings) {
        long records = field.required() || field.unique() ? reader.records() : 0;
        if (records == 0) {
            return;
        }
        if (field.unique() && field.defaultValue() != null && records > 1) {
            findings.add(new Finding(
                    "values.not-unique",
                    Severity.ERROR,
                    table.id(),
                    field.id(),
                    records,
                    List.of(),
                    "All " + number(records, "record") + " of \"" + table.name()
                            + "\" would have the default of the new field \"" + field.name()
                            + "\", which is to be unique.",
                    "Take the default away, or make the field not unique."));
        } else if (field.required() && !TableDdl.hasColumnDefault(field)) {
            findings.add(new Finding(
                    "values.missing-in-new-field",
                    Severity.NOTE,
                    table.id(),
                    field.id(),
                    records,
                    List.of(),
                    number(records, "record") + " of \"" + table.name() + "\" will have no value in the new field \""
                            + field.name() + "\"; it is asked for when such a record is next edited.",
                    ""));
        }
    }

    private static void fieldRemoved(FieldReader reader, Table table, Field field, List<Finding> findings) {
        long values = reader.withValue(field);
        if (values > 0) {
            findings.add(new Finding(
                    "field.removed",
                    Severity.LOSS,
                    table.id(),
                    field.id(),
                    values,
                    List.of(),
                    "Removing the field \"" + field.name() + "\" of \"" + table.name() + "\" removes its "
                            + number(values, "value") + ".",
                    "Export the values first if anybody may need them."));
        }
    }

    private void changed(
            Definition current,
            Map<ResourceId, ? extends Resource> target,
            FieldReader reader,
            Table table,
            Field old,
            Field field,
            ConversionRule rule,
            List<Finding> findings) {
        if (!old.kind().equals(field.kind())) {
            boolean rewrite = ExpansionPlanner.mustRewrite(old, current, field, target, rule);
            values(reader, table, old, field, rule, rewrite, findings);
        }
        if (field.required() && !old.required()) {
            missing(reader, table, old, field, findings);
        }
        if (field.unique() && (!old.unique() || !old.kind().equals(field.kind()))) {
            duplicates(reader, table, old, field, rule, findings);
        }
    }

    /** Counts the values that do not fit, and those that a rule would change or empty. */
    private void values(
            FieldReader reader,
            Table table,
            Field old,
            Field field,
            ConversionRule rule,
            boolean rewrite,
            List<Finding> findings) {
        Tally refused = new Tally(old);
        Tally replaced = new Tally(old);
        each(reader, old, (record, value) -> {
            String problem = problem(old, field, value, rule, rewrite);
            if (problem != null) {
                refused.add(record, value, problem);
            } else if (!(rule instanceof ConversionRule.Refuse)
                    && problem(old, field, value, new ConversionRule.Refuse(), rewrite) != null) {
                replaced.add(record, value, "");
            }
        });
        if (refused.count > 0) {
            findings.add(new Finding(
                    "values.do-not-convert",
                    Severity.ERROR,
                    table.id(),
                    field.id(),
                    refused.count,
                    refused.examples,
                    number(refused.count, "value") + " of \"" + old.name() + "\" in \"" + table.name()
                            + "\" can't become " + kindName(field) + ": " + refused.reason,
                    "Choose what is to happen with values that do not convert, or correct them first."));
        }
        if (replaced.count > 0) {
            findings.add(new Finding(
                    "values.replaced",
                    Severity.LOSS,
                    table.id(),
                    field.id(),
                    replaced.count,
                    replaced.examples,
                    number(replaced.count, "value") + " of \"" + old.name() + "\" in \"" + table.name()
                            + "\" do not convert to " + kindName(field) + " and are treated by the chosen rule.",
                    "Look at the examples, or choose another rule."));
        }
    }

    private static @Nullable String problem(
            Field old, Field field, Object value, ConversionRule rule, boolean rewrite) {
        if (!rewrite) {
            return ValueRules.check(field, value).orElse(null);
        }
        return switch (Conversion.convert(old.kind(), field.kind(), value, rule)) {
            case Parsed.Ok ok ->
                ok.value() == null && !field.required()
                        ? null
                        : ValueRules.check(field, ok.value()).orElse(null);
            case Parsed.Bad bad -> bad.reason();
        };
    }

    private void missing(FieldReader reader, Table table, Field old, Field field, List<Finding> findings) {
        long missing = reader.records() - reader.withValue(old);
        if (missing > 0) {
            findings.add(new Finding(
                    "values.missing",
                    Severity.ERROR,
                    table.id(),
                    field.id(),
                    missing,
                    List.of(),
                    number(missing, "record") + " of \"" + table.name() + "\" have no value in \"" + field.name()
                            + "\", which is to be required.",
                    "Fill the field in these records first, or leave it optional."));
        }
    }

    private void duplicates(
            FieldReader reader, Table table, Field old, Field field, ConversionRule rule, List<Finding> findings) {
        DuplicateKeys keys = new DuplicateKeys();
        BiConsumer<RecordId, Object> first = (record, value) -> {
            byte[] key = key(old, field, value, rule);
            if (key != null) {
                keys.add(key);
            }
        };
        each(reader, old, first);
        if (!keys.suspects()) {
            return;
        }
        Tally tally = new Tally(old);
        each(reader, old, (record, value) -> {
            byte[] key = key(old, field, value, rule);
            if (key != null && keys.repeated(key)) {
                tally.add(record, value, "");
            }
        });
        if (tally.count > 0) {
            findings.add(new Finding(
                    "values.not-unique",
                    Severity.ERROR,
                    table.id(),
                    field.id(),
                    tally.count,
                    tally.examples,
                    number(tally.count, "record") + " of \"" + table.name() + "\" have a value in \"" + field.name()
                            + "\" that an earlier record has too; it is to be unique.",
                    "Correct these records first, or leave the field not unique."));
        }
    }

    private static byte @Nullable [] key(Field old, Field field, Object value, ConversionRule rule) {
        if (old.kind().equals(field.kind())) {
            return UniqueKey.of(field.kind(), value);
        }
        return switch (Conversion.convert(old.kind(), field.kind(), value, rule)) {
            case Parsed.Ok ok -> ok.value() == null ? null : UniqueKey.of(field.kind(), ok.value());
            case Parsed.Bad bad -> null;
        };
    }

    private static void each(FieldReader reader, Field field, BiConsumer<RecordId, Object> visit) {
        byte[] after = null;
        while (true) {
            FieldReader.Range range = reader.next(after, CHUNK);
            if (range == null) {
                return;
            }
            reader.read(field, range).forEach(visit);
            after = range.upTo();
        }
    }

    private static String number(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static String kindName(Field field) {
        return "“" + field.kind().label() + "”";
    }

    /** How many, up to five examples, and one reason. */
    private static final class Tally {
        private final Field field;
        private final List<Example> examples = new ArrayList<>();
        private long count;
        private String reason = "";

        Tally(Field field) {
            this.field = field;
        }

        void add(RecordId record, Object value, String why) {
            count++;
            if (examples.size() < EXAMPLES) {
                examples.add(new Example(record, ValueText.show(field, value, ZoneOffset.UTC, Locale.ENGLISH)));
            }
            if (reason.isEmpty()) {
                reason = why;
            }
        }
    }
}
