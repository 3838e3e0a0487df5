package io.slipway.records.internal;

import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueRules;
import io.slipway.definition.value.ValueText;
import io.slipway.records.RecordDraft;
import io.slipway.records.WriteOutcome.Problem;
import io.slipway.storage.StoredRecord;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of a draft what a record is to be, and notes every value that can't be taken. Pure. */
final class Drafts {

    private final Definition definition;
    private final List<Problem> problems;
    private final Map<ResourceId, List<Field>> fields = new HashMap<>();

    /**
     * @param problems where problems are noted
     */
    Drafts(Definition definition, List<Problem> problems) {
        this.definition = definition;
        this.problems = problems;
    }

    /** The values of a new record: what the draft says, else the default. Auto-numbers are not yet among them. */
    Map<ResourceId, Object> created(int index, ResourceId table, RecordDraft draft) {
        Map<ResourceId, Object> values = new HashMap<>();
        for (Field field : fields(table)) {
            boolean named = draft.values().containsKey(field.id());
            Object wanted = named ? draft.values().get(field.id()) : defaultOf(field);
            if (field.kind() instanceof FieldKind.AutoNumber) {
                if (named && wanted != null) {
                    note(index, field, "This number is given by the house.");
                }
                continue;
            }
            Object value = checked(index, field, wanted);
            if (value != null) {
                values.put(field.id(), value);
            }
        }
        noteUnknown(index, table, draft);
        return values;
    }

    /** The values of a record after a change: what the draft names, else what is there. */
    Map<ResourceId, Object> changed(int index, ResourceId table, RecordDraft draft, StoredRecord before) {
        Map<ResourceId, Object> values = new HashMap<>(before.values());
        for (Field field : fields(table)) {
            if (!draft.values().containsKey(field.id())) {
                continue;
            }
            Object wanted = draft.values().get(field.id());
            if (field.kind() instanceof FieldKind.AutoNumber) {
                if (wanted != null && !wanted.equals(before.value(field.id()))) {
                    note(index, field, "This number was given by the house and stays.");
                }
                continue;
            }
            if (wanted != null && wanted.equals(before.value(field.id()))) {
                continue;
            }
            Object value = checked(index, field, wanted);
            if (value == null) {
                values.remove(field.id());
            } else {
                values.put(field.id(), value);
            }
        }
        noteUnknown(index, table, draft);
        return values;
    }

    private List<Field> fields(ResourceId table) {
        return fields.computeIfAbsent(table, definition::fields);
    }

    private static @Nullable Object defaultOf(Field field) {
        String text = field.defaultValue();
        if (text == null) {
            return null;
        }
        return switch (ValueText.parse(field.kind(), text)) {
            case Parsed.Ok ok -> ok.value();
            case Parsed.Bad bad ->
                throw new IllegalStateException("The default of field " + field.id() + " is no value");
        };
    }

    private @Nullable Object checked(int index, Field field, @Nullable Object wanted) {
        // An amount like 1e999999999 must be refused before anything calculates with it.
        Object candidate = wanted instanceof BigDecimal ? wanted : ValueRules.normalise(field, wanted);
        Optional<String> problem = ValueRules.check(field, candidate).or(() -> wrongNumberOfLinks(field, candidate));
        if (problem.isPresent()) {
            note(index, field, problem.get());
            return null;
        }
        return ValueRules.normalise(field, candidate);
    }

    private Optional<String> wrongNumberOfLinks(Field field, @Nullable Object value) {
        if (value == null || !(field.kind() instanceof FieldKind.Link link)) {
            return Optional.empty();
        }
        boolean many =
                definition.get(Relationship.class, link.relationship()).cardinality() == Cardinality.MANY_TO_MANY;
        if (many == value instanceof List<?>) {
            return Optional.empty();
        }
        return Optional.of(many ? "A list of records is needed here." : "One record is needed here, not a list.");
    }

    private void noteUnknown(int index, ResourceId table, RecordDraft draft) {
        for (ResourceId id : draft.values().keySet()) {
            boolean known = definition
                    .find(Field.class, id)
                    .filter(field -> field.table().equals(table))
                    .isPresent();
            if (!known) {
                problems.add(new Problem(
                        index, id, "This field is no longer there: the definition has changed. Your input is kept."));
            }
        }
    }

    private void note(int index, Field field, String message) {
        problems.add(new Problem(index, field.id(), message));
    }
}
