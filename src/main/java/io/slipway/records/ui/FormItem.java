package io.slipway.records.ui;

import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import java.util.List;
import java.util.Optional;

/**
 * One field on a form.
 *
 * @param heading of the section that begins here; may be empty
 */
record FormItem(Field field, boolean readOnly, String heading) {

    /** A form's items, or all fields of a table where there is no form. */
    static List<FormItem> of(Definition definition, ResourceId table, Optional<Form> form) {
        List<Field> fields = definition.fields(table);
        if (form.isEmpty()) {
            return fields.stream()
                    .map(field -> new FormItem(field, isGiven(field), ""))
                    .toList();
        }
        return form.get().items().stream()
                .flatMap(item -> fields.stream()
                        .filter(field -> field.id().equals(item.field()))
                        .map(field -> new FormItem(field, item.readOnly() || isGiven(field), item.heading())))
                .toList();
    }

    /** Whether the house gives the value. */
    private static boolean isGiven(Field field) {
        return field.kind() instanceof FieldKind.AutoNumber;
    }
}
