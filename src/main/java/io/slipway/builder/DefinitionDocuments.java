package io.slipway.builder;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.document.DocumentSection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The definition of an environment as one JSON document, and back. What a document asks for is done as ordinary
 * revisions of the actor, in one transaction, under the same rules as a builder's edits; asking again for what is there
 * changes nothing.
 *
 * <p>For App Admins and Super Admins: others get {@link io.slipway.account.NotAllowed}, as does everybody who names an
 * environment of another account. No transaction may be open when these are called.
 */
public interface DefinitionDocuments {

    /** The whole definition. */
    Exported export(Actor actor, EnvironmentId environment);

    /** One resource; a table with all that is in it. Empty: it is not there, or not of this type. */
    Optional<Exported> export(Actor actor, EnvironmentId environment, DocumentSection section, ResourceId resource);

    /** Makes the environment what a whole document says. */
    ApplyOutcome apply(Actor actor, EnvironmentId environment, String document, ApplyOptions options);

    /**
     * Makes one resource what a document says; a table with those of its lists the document has.
     *
     * @param resource which; null: the one the document names by its id or name, else a new one
     */
    ApplyOutcome apply(
            Actor actor,
            EnvironmentId environment,
            DocumentSection section,
            @Nullable ResourceId resource,
            String document,
            ApplyOptions options);

    /**
     * Removes one resource with what can't be without it. Does not ask for {@link ApplyOptions#allowDelete}.
     *
     * @return {@link ApplyOutcome.NotThere} when it is not there
     */
    ApplyOutcome remove(
            Actor actor, EnvironmentId environment, DocumentSection section, ResourceId resource, ApplyOptions options);

    /**
     * A definition as text.
     *
     * @param revision the environment's head it was read at
     * @param document canonical: equal definitions have equal text
     */
    record Exported(long revision, String document) {}
}
