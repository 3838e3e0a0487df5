package io.slipway.integration.records;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of records goes out.
 *
 * @param fields in the order in which they were asked for
 * @param expand link fields whose records go out with them
 * @param choiceIds whether choices are given by id instead of by label
 */
record Shown(ApiTable table, List<Field> fields, List<Field> expand, boolean choiceIds) {

    /** Everything, nothing expanded. */
    static Shown all(ApiTable table) {
        return new Shown(table, table.fields(), List.of(), false);
    }

    /**
     * @param fields API names or ids separated by commas; null: all
     * @param expand API names or ids of link fields separated by commas; null: none
     * @param choices "labels" or "ids"; null: labels
     */
    static Shown of(ApiTable table, @Nullable String fields, @Nullable String expand, @Nullable String choices) {
        List<Field> expanded = named(table, "expand", expand);
        for (Field field : expanded) {
            if (!(field.kind() instanceof FieldKind.Link)) {
                throw ApiProblem.invalidParameter(
                        "expand", "“" + table.name(field) + "” is no link.", "Name link fields only.");
            }
        }
        if (choices != null && !choices.equals("ids") && !choices.equals("labels")) {
            throw ApiProblem.invalidParameter(
                    "choices", "There is no such way to show choices.", "Use “labels” or “ids”.");
        }
        return new Shown(
                table,
                fields == null ? table.fields() : named(table, "fields", fields),
                expanded,
                "ids".equals(choices));
    }

    private static List<Field> named(ApiTable table, String parameter, @Nullable String names) {
        List<Field> found = new ArrayList<>();
        if (names != null && !names.isBlank()) {
            for (String name : names.split(",", -1)) {
                found.add(field(table, parameter, name.strip()));
            }
        }
        return found.stream().distinct().toList();
    }

    /** The field a parameter names. */
    static Field field(ApiTable table, String parameter, String name) {
        return table.field(name)
                .orElseThrow(() -> ApiProblem.of(ProblemType.UNKNOWN_FIELD)
                        .detail("“" + cut(name) + "” is no field of “"
                                + table.table().name() + "”.")
                        .field(parameter)
                        .fix("Fields are named by API name or id; ask for the table to see them.")
                        .exception());
    }

    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= 100
                ? text
                : text.substring(0, text.offsetByCodePoints(0, 100)) + "…";
    }

    /** The ids of fields whose values have to be read. */
    List<ResourceId> read() {
        List<ResourceId> ids = new ArrayList<>();
        fields.forEach(field -> ids.add(field.id()));
        expand.forEach(field -> ids.add(field.id()));
        return ids.stream().distinct().toList();
    }

    RecordAnswer answer(StoredRecord record, @Nullable Map<String, Object> expanded) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Field field : fields) {
            Object value = record.value(field.id());
            values.put(table.name(field), value == null ? null : ApiValues.write(field.kind(), value, choiceIds));
        }
        return new RecordAnswer(
                record.id().toString(),
                record.version(),
                record.createdAt(),
                record.createdBy(),
                record.updatedAt(),
                record.updatedBy(),
                values,
                expanded);
    }

    RecordAnswer answer(StoredRecord record) {
        return answer(record, null);
    }
}
