package io.slipway.imports.ui;

import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.imports.PlanEditor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a column may go.
 *
 * @param id the field, or the table linked to; null when neither is meant
 */
record Destination(Kind kind, @Nullable ResourceId id, String label) {

    /** What happens to a column. */
    enum Kind {
        LEAVE_OUT,
        FIELD,
        NEW_FIELD,
        NEW_LINK
    }

    static final Destination LEAVE_OUT = new Destination(Kind.LEAVE_OUT, null, "Leave out");
    static final Destination NEW_FIELD = new Destination(Kind.NEW_FIELD, null, "New field");

    /**
     * All there are for a file's columns.
     *
     * @param structureFixed whether nothing can be added here
     */
    static List<Destination> among(PlanEditor editor, int file, boolean structureFixed) {
        List<Destination> all = new ArrayList<>();
        all.add(LEAVE_OUT);
        Definition planned = editor.planned();
        ResourceId table = editor.rows(file).table();
        for (Field field : planned.fields(table)) {
            if (!editor.isNew(field.id()) && !(field.kind() instanceof FieldKind.AutoNumber)) {
                all.add(new Destination(Kind.FIELD, field.id(), field.name()));
            }
        }
        if (!structureFixed) {
            all.add(NEW_FIELD);
            planned.all(Table.class)
                    .filter(each -> !editor.keys(each.id()).isEmpty())
                    .sorted(Comparator.comparing(Table::name))
                    .forEach(each -> all.add(new Destination(Kind.NEW_LINK, each.id(), "New link to " + each.name())));
        }
        return all;
    }

    /** Where a column goes now, as one of those it may go to. */
    static Destination of(PlanEditor editor, int file, int column, List<Destination> all) {
        Field field = editor.field(file, column).orElse(null);
        if (field == null) {
            return LEAVE_OUT;
        }
        if (!editor.isNew(field.id())) {
            return find(all, Kind.FIELD, field.id());
        }
        return field.kind() instanceof FieldKind.Link ? find(all, Kind.NEW_LINK, editor.target(field)) : NEW_FIELD;
    }

    private static Destination find(List<Destination> all, Kind kind, ResourceId id) {
        return all.stream()
                .filter(each -> each.kind() == kind && id.equals(each.id()))
                .findFirst()
                .orElse(LEAVE_OUT);
    }
}
