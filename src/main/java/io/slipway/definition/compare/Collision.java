package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * Something sandbox and production changed in ways that exclude each other.
 *
 * @param id stays the same as long as the three states do; settlements are kept by it
 * @param resource the resource
 * @param type its type
 * @param name what it is called
 * @param property what of it, for people; empty: the resource as a whole
 * @param base how it was when the sandbox began, in words
 * @param sandbox how the sandbox has it, in words
 * @param production how production has it, in words
 * @param settlement how it was settled; null: still open
 */
public record Collision(
        String id,
        ResourceId resource,
        ResourceType type,
        String name,
        String property,
        String base,
        String sandbox,
        String production,
        @Nullable Settlement settlement) {}
