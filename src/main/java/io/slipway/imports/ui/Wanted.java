package io.slipway.imports.ui;

import com.vaadin.flow.router.QueryParameters;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody wants to import to, as far as the page they come from has said. What is not there, or not theirs, is
 * not wanted: the page then lets them choose.
 *
 * @param table for the rows; null: not said
 * @param app for new tables; null: not said
 */
record Wanted(@Nullable Table table, @Nullable App app) {

    static final Wanted NOTHING = new Wanted(null, null);

    /** What an address says. */
    static Wanted of(QueryParameters parameters, ImportDesk desk, Actor actor, EnvironmentId environment) {
        Definition definition = desk.records().definition(actor, environment);
        Table table = find(parameters, ImportPages.TABLE, definition, Table.class)
                .filter(found ->
                        desk.records().permission(actor, definition, found.id()).create())
                .orElse(null);
        App app = desk.imports().structureFixed(actor, environment).isPresent()
                ? null
                : find(parameters, ImportPages.APP, definition, App.class).orElse(null);
        return new Wanted(table, app);
    }

    private static <R extends Resource> Optional<R> find(
            QueryParameters parameters, String name, Definition definition, Class<R> type) {
        try {
            return parameters.getSingleParameter(name).map(ResourceId::parse).flatMap(id -> definition.find(type, id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The table's id; null: not said. */
    @Nullable
    ResourceId tableId() {
        return table == null ? null : table.id();
    }

    /** The app's id; null: not said. */
    @Nullable
    ResourceId appId() {
        return app == null ? null : app.id();
    }
}
