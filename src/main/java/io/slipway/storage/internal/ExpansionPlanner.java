package io.slipway.storage.internal;

import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.value.ConversionRule;
import io.slipway.storage.ColumnType;
import io.slipway.storage.Evolution.AddColumns;
import io.slipway.storage.Evolution.Expansion;
import io.slipway.storage.Evolution.NewTable;
import io.slipway.storage.Evolution.Rebuild;
import io.slipway.storage.Evolution.TableStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides, table by table, what must be added. Pure.
 *
 * <p>Rules (required, length, range, choices) are not generations: widening them is a revision only, narrowing them a
 * check on the data. A new generation of a table is needed when stored values must be rewritten (another column type or
 * kind, or a rule that replaces values which do not fit), when a field becomes unique, or when old records must be
 * numbered.
 */
final class ExpansionPlanner {

    private ExpansionPlanner() {}

    static Expansion plan(
            Definition current, Map<ResourceId, ? extends Resource> target, Map<ResourceId, ConversionRule> rules) {
        List<TableStep> steps = new ArrayList<>();
        for (Resource resource : target.values()) {
            if (resource instanceof Table table) {
                if (current.layouts().containsKey(table.id())) {
                    changed(current, target, rules, table, steps);
                } else {
                    steps.add(new NewTable(table.id()));
                }
            }
        }
        return new Expansion(current, target, List.copyOf(steps));
    }

    private static void changed(
            Definition current,
            Map<ResourceId, ? extends Resource> target,
            Map<ResourceId, ConversionRule> rules,
            Table table,
            List<TableStep> steps) {
        Map<ResourceId, ConversionRule> rewritten = new TreeMap<>();
        List<ResourceId> added = new ArrayList<>();
        boolean rebuild = false;
        for (Field field : fieldsOf(target, table.id())) {
            Field old = current.find(Field.class, field.id()).orElse(null);
            if (old == null) {
                added.add(field.id());
                rebuild |=
                        field.kind() instanceof FieldKind.AutoNumber || field.unique() && field.defaultValue() != null;
            } else {
                ConversionRule rule = rules.getOrDefault(field.id(), new ConversionRule.Refuse());
                if (mustRewrite(old, current, field, target, rule)) {
                    rewritten.put(field.id(), rule);
                    rebuild = true;
                }
                rebuild |= field.unique() && !old.unique();
            }
        }
        if (rebuild) {
            steps.add(new Rebuild(table.id(), rewritten, added));
        } else if (!added.isEmpty()) {
            steps.add(new AddColumns(table.id(), added));
        }
    }

    static boolean mustRewrite(
            Field old,
            Definition current,
            Field field,
            Map<ResourceId, ? extends Resource> target,
            ConversionRule rule) {
        ColumnType from = ColumnType.of(old, current);
        ColumnType to = ColumnType.of(field, target);
        boolean sameForm =
                from.equals(to) && old.kind().getClass() == field.kind().getClass();
        return !sameForm || !old.kind().equals(field.kind()) && !(rule instanceof ConversionRule.Refuse);
    }

    /** A table's fields among resources, by id. */
    static List<Field> fieldsOf(Map<ResourceId, ? extends Resource> resources, ResourceId table) {
        List<Field> fields = new ArrayList<>();
        for (Resource resource : resources.values()) {
            if (resource instanceof Field field && field.table().equals(table)) {
                fields.add(field);
            }
        }
        return fields;
    }
}
