package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import java.util.Set;

/**
 * Something that keeps resources from being a definition.
 *
 * @param rule which rule is broken
 * @param resource the resource at fault
 * @param place its property, for example "name" or "defaultValue"
 * @param message for people, with what to do
 * @param involved all resources that matter, the one at fault among them
 */
public record Violation(Rule rule, ResourceId resource, String place, String message, Set<ResourceId> involved) {

    public Violation {
        involved = Set.copyOf(involved);
    }

    /** The rules. */
    public enum Rule {
        /** Everything referred to exists and is of the right type. */
        REFERENCE,
        /** Names are unique in their scope, whatever their case. */
        NAME,
        /** A link field lies on its relationship's first table, and is the only one. */
        LINK,
        /** What a table's forms, views and title name belongs to the table. */
        BELONGING,
        /** Required, unique and default suit the field's type. */
        FIELD,
        /** Filters suit the type of their field. */
        FILTER,
        /** What the database can hold. */
        LIMIT
    }
}
