package io.slipway.records.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.value.UniqueKey;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Update;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Unique fields in calls of many writes: lets records swap values, and finds out which write repeats one. */
@Component
class UniqueValues {

    static final String REPEATED = "Another record has this value already; it must be unique.";
    static final String SAME_ID = "There is already a record with this id.";

    private final RecordStore store;

    UniqueValues(RecordStore store) {
        this.store = store;
    }

    /** Frees the old values of all records that change, before any new one is written. */
    void release(WriteCall call) {
        for (ResourceId table : call.tables()) {
            List<Integer> updates = call.effective(table, Update.class);
            if (updates.size() < 2) {
                continue;
            }
            for (Field field : uniqueFields(call, table)) {
                Set<RecordId> changing = new TreeSet<>();
                updates.stream()
                        .filter(index -> call.changedFields(index).contains(field.id()))
                        .forEach(index -> changing.add(call.writes().get(index).record()));
                if (changing.size() > 1) {
                    store.releaseKeys(call.definition(), table, List.of(field.id()), changing);
                }
            }
        }
    }

    private static List<Field> uniqueFields(WriteCall call, ResourceId table) {
        return call.definition().fields(table).stream().filter(Field::unique).toList();
    }

    /**
     * Looks before anything is inserted or changed.
     *
     * @throws NotSaved with all writes that repeat a value or an id
     */
    void requireFree(WriteCall call) {
        for (ResourceId table : call.tables()) {
            List<Integer> created = call.effective(table, Create.class);
            Set<RecordId> taken = new TreeSet<>();
            store.findAll(call.definition(), table, call.created(table)).forEach(record -> taken.add(record.id()));
            created.stream()
                    .filter(index -> taken.contains(call.writes().get(index).record()))
                    .forEach(index -> call.note(index, null, SAME_ID));
            List<Integer> written = new ArrayList<>(created);
            written.addAll(call.effective(table, Update.class));
            uniqueFields(call, table).forEach(field -> requireFree(call, table, field, written));
        }
        if (!call.problems().isEmpty()) {
            throw new NotSaved(call.problems());
        }
    }

    private void requireFree(WriteCall call, ResourceId table, Field field, List<Integer> written) {
        Map<Integer, ByteBuffer> keys = new HashMap<>();
        for (int index : written) {
            StoredRecord record = call.after(index).orElseThrow();
            byte[] key = call.changedFields(index).contains(field.id())
                    ? UniqueKey.of(field.kind(), record.value(field.id()))
                    : null;
            if (key != null) {
                keys.put(index, ByteBuffer.wrap(key));
            }
        }
        List<byte[]> wanted = keys.values().stream().map(ByteBuffer::array).toList();
        Map<ByteBuffer, RecordId> owners =
                new HashMap<>(store.keyHolders(call.definition(), table, field.id(), wanted));
        written.stream().sorted().forEach(index -> {
            ByteBuffer key = keys.get(index);
            RecordId record = call.writes().get(index).record();
            if (key != null && !owners.computeIfAbsent(key, free -> record).equals(record)) {
                call.note(index, field.id(), REPEATED);
            }
        });
    }
}
