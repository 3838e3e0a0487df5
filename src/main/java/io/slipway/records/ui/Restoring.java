package io.slipway.records.ui;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import io.slipway.records.ui.KeptInput.Kept;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which part of some kept input fits a form as it is now.
 *
 * @param values by field
 * @param lost what fits no more
 */
record Restoring(
        KeptInput input, Map<ResourceId, Field> fields, Map<ResourceId, @Nullable Object> values, List<Kept> lost) {

    static Restoring of(KeptInput input, RecordPlace place, RecordForm form) {
        Map<ResourceId, Field> fields = new HashMap<>();
        place.items().stream()
                .filter(item ->
                        !item.readOnly() && form.field(item.field().id()).isPresent())
                .forEach(item -> fields.put(item.field().id(), item.field()));
        Map<ResourceId, Parsed> read =
                input.values(fields, place.reader().display().zone());
        Map<ResourceId, @Nullable Object> values = new LinkedHashMap<>();
        List<Kept> lost = new ArrayList<>();
        for (Kept kept : input.fields()) {
            if (read.get(kept.id()) instanceof Parsed.Ok ok) {
                values.put(kept.id(), ok.value());
            } else {
                lost.add(kept);
            }
        }
        return new Restoring(input, fields, values, lost);
    }

    /** What was stored when the input was typed; where that is not known, nothing, so that the reader is asked. */
    Map<ResourceId, Object> before(StoredRecord now) {
        Map<ResourceId, Object> before = new HashMap<>(now.values());
        for (Kept kept : input.fields()) {
            Field field = fields.get(kept.id());
            String text = kept.before();
            if (field != null) {
                Object value =
                        text != null && ValueText.parse(field.kind(), text) instanceof Parsed.Ok ok ? ok.value() : null;
                if (value == null) {
                    before.remove(kept.id());
                } else {
                    before.put(kept.id(), value);
                }
            }
        }
        return before;
    }
}
