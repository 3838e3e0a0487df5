package io.slipway.builder;

import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;

/**
 * A link between two tables that a builder wants.
 *
 * @param from the table that gets the link field
 * @param to the table linked to; may be the same
 * @param fieldName the link field's name, for example "Project"
 * @param relatedName what the records are called when seen from {@code to}, for example "Tasks"
 * @param required whether a record needs a link
 */
public record NewRelationship(
        ResourceId from,
        ResourceId to,
        Cardinality cardinality,
        String fieldName,
        String relatedName,
        boolean required) {}
