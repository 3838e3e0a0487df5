package io.slipway.imports.internal;

import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Inspection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A first plan for a file that goes into a table which is there: columns go to fields of the same name. */
final class Mapping {

    private Mapping() {}

    static ImportPlan into(Definition definition, ImportJob job, ResourceId table, String zone) {
        List<ImportPlan.ColumnPlan> columns = new ArrayList<>();
        Set<ResourceId> taken = new HashSet<>();
        for (Inspection.Column column : job.files().getFirst().inspection().columns()) {
            fieldFor(definition, table, column)
                    .filter(field -> taken.add(field.id()))
                    .flatMap(field -> plan(definition, column, field))
                    .ifPresent(columns::add);
        }
        return new ImportPlan(List.of(), List.of(new ImportPlan.Rows(table, columns, null, false)), zone);
    }

    private static Optional<Field> fieldFor(Definition definition, ResourceId table, Inspection.Column column) {
        List<String> words = Words.of(column.name());
        return definition.fields(table).stream()
                .filter(field -> !(field.kind() instanceof FieldKind.AutoNumber))
                .filter(field -> {
                    List<String> name = Words.of(field.name());
                    boolean link = field.kind() instanceof FieldKind.Link;
                    return name.equals(words)
                            || link && words.size() > 1 && name.equals(words.subList(0, words.size() - 1));
                })
                .findFirst();
    }

    private static Optional<ImportPlan.ColumnPlan> plan(Definition definition, Inspection.Column column, Field field) {
        if (!(field.kind() instanceof FieldKind.Link)) {
            return Optional.of(new ImportPlan.Value(column.index(), field.id()));
        }
        return key(definition, column, field)
                .map(key -> new ImportPlan.LinkByKey(column.index(), field.id(), key.id(), false));
    }

    /** The unique field of the target that is called like the column, or the first one. */
    private static Optional<Field> key(Definition definition, Inspection.Column column, Field link) {
        List<Field> unique = definition.fields(Step.target(definition, link.id())).stream()
                .filter(Field::unique)
                .toList();
        List<String> words = Words.of(column.name());
        return unique.stream()
                .filter(field -> Words.of(field.name()).equals(words))
                .findFirst()
                .or(() -> unique.stream().findFirst());
    }
}
