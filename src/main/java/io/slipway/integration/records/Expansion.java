package io.slipway.integration.records;

import io.slipway.common.RecordId;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.integration.ApiCaller;
import io.slipway.records.Records;
import io.slipway.storage.StoredRecord;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Brings the records behind links along. */
@Component
class Expansion {

    private final Records records;

    Expansion(Records records) {
        this.records = records;
    }

    /** Records as they go out, with what was asked to be expanded: one look into the database per link field. */
    List<RecordAnswer> answers(ApiCaller caller, Shown shown, List<StoredRecord> found) {
        if (shown.expand().isEmpty()) {
            return found.stream().map(shown::answer).toList();
        }
        Map<Field, Map<RecordId, RecordAnswer>> linked = new LinkedHashMap<>();
        for (Field field : shown.expand()) {
            linked.put(field, targets(caller, shown, field, found));
        }
        return found.stream()
                .map(record -> shown.answer(record, expanded(shown, linked, record)))
                .toList();
    }

    private Map<RecordId, RecordAnswer> targets(ApiCaller caller, Shown shown, Field field, List<StoredRecord> found) {
        TreeSet<RecordId> ids = new TreeSet<>();
        found.forEach(record -> ids.addAll(ids(record.value(field.id()))));
        Table target = shown.table().target(field).orElse(null);
        Map<RecordId, RecordAnswer> targets = new HashMap<>();
        if (target != null && !ids.isEmpty()) {
            Shown all = new Shown(
                    new ApiTable(shown.table().definition(), target),
                    new ApiTable(shown.table().definition(), target).fields(),
                    List.of(),
                    shown.choiceIds());
            records.findAll(caller.actor(), shown.table().definition().environment(), target.id(), List.copyOf(ids))
                    .forEach(record -> targets.put(record.id(), all.answer(record)));
        }
        return targets;
    }

    private static Map<String, Object> expanded(
            Shown shown, Map<Field, Map<RecordId, RecordAnswer>> linked, StoredRecord record) {
        Map<String, Object> expanded = new LinkedHashMap<>();
        linked.forEach((field, targets) -> {
            Object value = record.value(field.id());
            List<RecordAnswer> there = ids(value).stream()
                    .map(targets::get)
                    .filter(Objects::nonNull)
                    .toList();
            if (value instanceof Collection<?>) {
                expanded.put(shown.table().name(field), there);
            } else if (!there.isEmpty()) {
                expanded.put(shown.table().name(field), there.getFirst());
            }
        });
        return expanded;
    }

    private static List<RecordId> ids(@org.jspecify.annotations.Nullable Object value) {
        return switch (value) {
            case RecordId id -> List.of(id);
            case Collection<?> many -> many.stream().map(RecordId.class::cast).toList();
            case null, default -> List.of();
        };
    }
}
