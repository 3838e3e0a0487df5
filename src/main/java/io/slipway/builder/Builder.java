package io.slipway.builder;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builders' edits of an environment. Each edit is validated, expanded while people go on working, and put in force in
 * one transaction. The changelog is its audit. No transaction may be open when these are called.
 *
 * <p>All of it is for App Admins and Super Admins: others get {@link io.slipway.account.NotAllowed}, as does everybody
 * who names an environment of another account.
 */
public interface Builder {

    /** Makes changes. */
    EditOutcome edit(Actor actor, EnvironmentId environment, Edit edit);

    /** Makes changes of what is there now. */
    default EditOutcome edit(Actor actor, EnvironmentId environment, DefinitionChange... changes) {
        return edit(actor, environment, Edit.of(changes));
    }

    /** What an edit would do. Writes nothing. */
    Preview preview(Actor actor, EnvironmentId environment, Edit edit);

    /** Why the structure can't be edited at all here, for lock icons; empty: it can. */
    Optional<EditOutcome.StructureLocked> locked(Actor actor, EnvironmentId environment);

    /** A fresh id for a resource to be added. */
    ResourceId newId(Actor actor, EnvironmentId environment);

    /**
     * Adds a table with a required text field "Name", a form and a view, and shows both in an app.
     *
     * @param app the app; null: none
     * @return when done, the ids of table, field, form and view in this order are in {@code created}
     * @throws io.slipway.common.InvalidInput when the name is not possible
     */
    EditOutcome newTable(Actor actor, EnvironmentId environment, @Nullable ResourceId app, String name);

    /**
     * Adds a field after all others of its table, and shows it on the table's first form and in its first view.
     *
     * @param field with an id from {@link #newId}; its rank is ignored
     */
    EditOutcome newField(Actor actor, EnvironmentId environment, Field field);

    /**
     * Adds a relationship with its link field, which is shown as a new field is.
     *
     * @return when done, the ids of relationship and field in this order are in {@code created}
     * @throws io.slipway.common.InvalidInput when a name is not possible
     */
    EditOutcome newRelationship(Actor actor, EnvironmentId environment, NewRelationship wanted);
}
