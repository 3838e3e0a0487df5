package io.slipway.records.ui;

import io.slipway.account.Drafts;
import io.slipway.common.ResourceId;
import io.slipway.common.json.CanonicalJson;
import io.slipway.definition.Field;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What somebody had typed into a form, as text that outlives the page, the sign-in and changes of the definition.
 *
 * @param record the record's id, also for a new one, so that saving it twice makes no second one
 * @param version of the record it was typed over; null: a new record
 */
record KeptInput(String record, @Nullable Long version, List<Kept> fields) {

    KeptInput {
        fields = List.copyOf(fields);
    }

    /**
     * What was typed into one field.
     *
     * @param kind the label of the field's kind then
     * @param text in canonical form; empty: it was cleared
     * @param shown as the reader saw it
     * @param before canonical text of what was stored then; null: not kept
     */
    record Kept(
            long field,
            String name,
            String kind,
            String text,
            String shown,
            @Nullable String before) {

        ResourceId id() {
            return new ResourceId(field);
        }
    }

    /** Takes down what is in a form. */
    static Kept kept(Field field, @Nullable Object typed, @Nullable Object before, String shown) {
        return new Kept(
                field.id().value(),
                field.name(),
                field.kind().label(),
                canonical(field, typed),
                shown,
                canonical(field, before));
    }

    private static String canonical(Field field, @Nullable Object value) {
        return value == null ? "" : ValueText.canonical(field.kind(), value);
    }

    /** As text of at most {@link Drafts#LIMIT} characters. */
    String text() {
        String whole = CanonicalJson.write(this);
        return whole.length() <= Drafts.LIMIT ? whole : CanonicalJson.write(smaller());
    }

    /** The same without what can be done without. */
    private KeptInput smaller() {
        List<Kept> less = new ArrayList<>();
        for (Kept each : fields) {
            less.add(new Kept(
                    each.field(), each.name(), each.kind(), each.text(), Shortened.start(each.shown(), 1000), null));
        }
        return new KeptInput(record, version, less);
    }

    /** Reads it back; empty when it is of another make, for example of an older version of Slipway. */
    static Optional<KeptInput> parse(String text) {
        try {
            return Optional.of(CanonicalJson.read(text, KeptInput.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The values that still fit, by field. */
    Map<ResourceId, Parsed> values(Map<ResourceId, Field> fieldsNow, ZoneId zone) {
        Map<ResourceId, Parsed> values = new LinkedHashMap<>();
        for (Kept each : fields) {
            Field field = fieldsNow.get(each.id());
            values.put(
                    each.id(),
                    field == null ? new Parsed.Bad("The field is no longer there.") : value(each, field, zone));
        }
        return values;
    }

    /** Of the same kind it is the same value; of another, what was typed is read as if it were typed now. */
    private static Parsed value(Kept kept, Field field, ZoneId zone) {
        return kept.kind().equals(field.kind().label())
                ? ValueText.parse(field.kind(), kept.text())
                : ValueText.parseTyped(field.kind(), kept.shown(), zone);
    }
}
