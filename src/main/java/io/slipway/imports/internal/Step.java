package io.slipway.imports.internal;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.imports.ImportPlan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One going through a file. Files come after those they link to; links that lead in circles, or to the same table, are
 * made in a second going through, when all records are there.
 *
 * @param file number of the file
 * @param columns places of the link columns a LINKS step is about, or that a ROWS step leaves to one
 */
record Step(Kind kind, int file, Set<Integer> columns) {

    /** What is done with each row. */
    enum Kind {
        ROWS,
        LINKS,
        PAIRS
    }

    Step {
        columns = Set.copyOf(columns);
    }

    /** The steps of a plan, in their order. The same plan and definition give the same steps, on every node. */
    static List<Step> of(ImportPlan plan, Definition definition) {
        List<Integer> left = new ArrayList<>();
        List<Step> pairs = new ArrayList<>();
        for (int i = 0; i < plan.files().size(); i++) {
            if (plan.files().get(i) instanceof ImportPlan.Rows) {
                left.add(i);
            } else {
                pairs.add(new Step(Kind.PAIRS, i, Set.of()));
            }
        }
        List<Step> steps = new ArrayList<>();
        List<Step> circles = new ArrayList<>();
        while (!left.isEmpty()) {
            Set<ResourceId> missing = tables(plan, left);
            int next = left.stream()
                    .filter(file -> later(plan, file, missing, definition).isEmpty())
                    .findFirst()
                    .orElseGet(() -> leastLater(plan, left, missing, definition));
            Set<Integer> later = later(plan, next, missing, definition);
            steps.add(new Step(Kind.ROWS, next, later));
            if (!later.isEmpty()) {
                circles.add(new Step(Kind.LINKS, next, later));
            }
            left.remove((Integer) next);
        }
        steps.addAll(circles);
        steps.addAll(pairs);
        return List.copyOf(steps);
    }

    /** Of the files that link to each other in a circle, the one with the fewest links to make later. */
    private static int leastLater(ImportPlan plan, List<Integer> left, Set<ResourceId> missing, Definition definition) {
        return left.stream()
                .filter(file -> leadsToItself(plan, file, left, definition))
                .min(Comparator.comparingInt(
                        file -> later(plan, file, missing, definition).size()))
                .orElseThrow();
    }

    private static boolean leadsToItself(ImportPlan plan, int start, List<Integer> left, Definition definition) {
        Set<ResourceId> reached = new HashSet<>();
        Deque<Integer> next = new ArrayDeque<>(List.of(start));
        while (!next.isEmpty()) {
            int file = next.remove();
            for (ResourceId target : targets(plan, file, definition)) {
                if (reached.add(target)) {
                    left.stream()
                            .filter(other -> plan.files().get(other).table().equals(target))
                            .forEach(next::add);
                }
            }
        }
        return reached.contains(plan.files().get(start).table());
    }

    private static Set<ResourceId> targets(ImportPlan plan, int file, Definition definition) {
        Set<ResourceId> targets = new HashSet<>();
        if (plan.files().get(file) instanceof ImportPlan.Rows rows) {
            for (ImportPlan.ColumnPlan column : rows.columns()) {
                if (column instanceof ImportPlan.LinkByKey) {
                    targets.add(target(definition, column.field()));
                }
            }
        }
        return targets;
    }

    private static Set<ResourceId> tables(ImportPlan plan, List<Integer> files) {
        Set<ResourceId> tables = new HashSet<>();
        files.forEach(file -> tables.add(plan.files().get(file).table()));
        return tables;
    }

    /** The link columns whose targets may not be there yet when the file's turn has come. */
    private static Set<Integer> later(ImportPlan plan, int file, Set<ResourceId> missing, Definition definition) {
        Set<Integer> later = new HashSet<>();
        if (plan.files().get(file) instanceof ImportPlan.Rows rows) {
            for (ImportPlan.ColumnPlan column : rows.columns()) {
                if (column instanceof ImportPlan.LinkByKey && missing.contains(target(definition, column.field()))) {
                    later.add(column.column());
                }
            }
        }
        return later;
    }

    /**
     * The table a link field leads to.
     *
     * @throws InvalidInput when it is no link field (any more)
     */
    static ResourceId target(Definition definition, ResourceId linkField) {
        return definition
                .find(Field.class, linkField)
                .filter(field -> field.kind() instanceof FieldKind.Link)
                .map(field -> definition.get(Relationship.class, ((FieldKind.Link) field.kind()).relationship()))
                .map(Relationship::to)
                .orElseThrow(() -> new InvalidInput("plan", "A link field this import fills is no longer there."));
    }
}
