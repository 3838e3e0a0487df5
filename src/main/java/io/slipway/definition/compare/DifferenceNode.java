package io.slipway.definition.compare;

import io.slipway.definition.ResourceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the tree app → table → resource.
 *
 * @param title the resource's name, or a heading such as "Roles and user groups"
 * @param type the resource's type; null for a heading
 * @param note more in words, for example the other apps that show a table; may be empty
 * @param change what happened to it; null: nothing, it only leads to its children
 */
public record DifferenceNode(
        String title,
        @Nullable ResourceType type,
        String note,
        @Nullable ResourceChange change,
        List<DifferenceNode> children) {

    public DifferenceNode {
        children = List.copyOf(children);
    }
}
