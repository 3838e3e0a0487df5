package io.slipway.records.ui;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.records.ui.ConflictDialog.Side;
import io.slipway.records.ui.NameLookup.Reader;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds out field by field what two people changed, and asks about what both did. */
final class Conflicts {

    private final RecordDesk desk;
    private final Reader reader;
    private final ResourceId table;

    Conflicts(RecordDesk desk, Reader reader, ResourceId table) {
        this.desk = desk;
        this.reader = reader;
        this.table = table;
    }

    /**
     * @param before what both started from
     * @param mine what one of them changed
     * @param now what the other has saved
     * @param chosen takes those of {@code mine} that are to stay
     */
    void ask(
            Map<ResourceId, ?> before,
            Map<ResourceId, @Nullable Object> mine,
            StoredRecord now,
            String verb,
            Consumer<Map<ResourceId, @Nullable Object>> chosen) {
        List<Side> both = new ArrayList<>();
        List<String> onlyTheirs = new ArrayList<>();
        Map<ResourceId, @Nullable Object> stays = new LinkedHashMap<>();
        for (Field field : reader.definition().fields(table)) {
            Object theirs = now.value(field.id());
            boolean changedByThem = !Objects.equals(theirs, before.get(field.id()));
            if (!mine.containsKey(field.id())) {
                if (changedByThem) {
                    onlyTheirs.add(field.name());
                }
            } else if (!Objects.equals(theirs, mine.get(field.id()))) {
                Object own = mine.get(field.id());
                if (changedByThem) {
                    both.add(new Side(field, own, text(field, own), text(field, theirs)));
                } else {
                    stays.put(field.id(), own);
                }
            }
        }
        new ConflictDialog(who(now), both, onlyTheirs, verb, kept -> {
                    Map<ResourceId, @Nullable Object> all = new LinkedHashMap<>(stays);
                    all.putAll(kept);
                    chosen.accept(all);
                })
                .open();
    }

    private String who(StoredRecord now) {
        return desk.names().person(reader, now.updatedBy()) + " saved this record "
                + desk.time().relative(now.updatedAt()) + ", after you had opened it. Your input is still here.";
    }

    private String text(Field field, @Nullable Object value) {
        return desk.names().text(reader, field, value);
    }
}
