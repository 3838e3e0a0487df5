package io.slipway.records.ui;

import com.vaadin.flow.router.QueryParameters;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.records.ui.NameLookup.Reader;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which record a page is about, and how it came there.
 *
 * @param view the view somebody comes from; null: none
 * @param origin the address's parameters: the view and its state
 * @param record null: a new one is to be made
 */
record RecordPlace(
        AppScope scope,
        Reader reader,
        Table table,
        @Nullable View view,
        QueryParameters origin,
        @Nullable StoredRecord record) {

    ResourceId tableId() {
        return table.id();
    }

    Permission permission() {
        return scope.on(table.id());
    }

    /** Whether the reader may save anything here. */
    boolean isEditable() {
        return record == null ? permission().create() : permission().edit();
    }

    List<FormItem> items() {
        return FormItem.of(scope.definition(), table.id(), scope.form(table.id(), view));
    }

    /** Where one goes when done: the view one came from, as it was, or the app. */
    String back() {
        if (view == null) {
            return RecordPaths.app(scope.environment(), scope.app().id());
        }
        Map<String, List<String>> state = new TreeMap<>(origin.getParameters());
        state.remove(RecordPaths.VIEW);
        state.keySet().removeIf(name -> name.startsWith(RecordPaths.PREFILL));
        return RecordPaths.view(scope.environment(), scope.app().id(), view.id(), new QueryParameters(state));
    }

    /** The page of another record, with the same way back. */
    String record(ResourceId otherTable, @Nullable RecordId other) {
        return RecordPaths.record(scope.environment(), scope.app().id(), otherTable, other, QueryParameters.empty());
    }

    /** Whether another definition means the same for this page: its table, form, and what its links lead to. */
    boolean isSameUnder(Definition now) {
        Definition then = scope.definition();
        List<ResourceId> tables = new ArrayList<>(List.of(table.id()));
        for (Field field : then.fields(table.id())) {
            if (field.kind() instanceof FieldKind.Link link) {
                if (!then.find(link.relationship()).equals(now.find(link.relationship()))) {
                    return false;
                }
                NameLookup.target(then, field).ifPresent(tables::add);
            }
        }
        return tables.stream()
                        .allMatch(id -> Objects.equals(then.find(id), now.find(id))
                                && then.fields(id).equals(now.fields(id)))
                && then.forms(table.id()).equals(now.forms(table.id()));
    }
}
