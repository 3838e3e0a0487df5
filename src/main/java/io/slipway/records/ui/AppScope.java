package io.slipway.records.ui;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An app as one person sees it in one environment, read once for a page. What it says decides only what is shown: each
 * act is checked anew by the service.
 *
 * @param permissions what the person may do with the records of the app's tables; tables they don't see are left out
 */
record AppScope(
        Actor.Person actor,
        EnvironmentId environment,
        Definition definition,
        App app,
        Map<ResourceId, Permission> permissions) {

    AppScope {
        permissions = Map.copyOf(permissions);
    }

    /** The views the person sees, in the order of the app. */
    List<View> views() {
        return app.views().stream()
                .flatMap(id -> definition.find(View.class, id).stream())
                .filter(view -> permissions.containsKey(view.table()))
                .toList();
    }

    Optional<View> view(ResourceId id) {
        return views().stream().filter(view -> view.id().equals(id)).findFirst();
    }

    /** The table, if it is one of the app's that the person sees. */
    Optional<Table> table(ResourceId id) {
        return permissions.containsKey(id) ? definition.find(Table.class, id) : Optional.empty();
    }

    Permission on(ResourceId table) {
        return permissions.getOrDefault(table, Permission.NONE);
    }

    /** The form that opens records of a table: the view's, else the table's first; empty: all fields as they are. */
    Optional<Form> form(ResourceId table, @Nullable View view) {
        ResourceId chosen = view == null ? null : view.form();
        List<Form> forms = definition.forms(table);
        return forms.stream()
                .filter(form -> form.id().equals(chosen))
                .findFirst()
                .or(() -> forms.stream().findFirst());
    }
}
