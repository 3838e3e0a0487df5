package io.slipway.integration;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.definition.compare.DifferenceNode;
import io.slipway.definition.compare.ResourceChange;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a tree of changes: app, table, resource.
 *
 * @param title the resource's name, or a heading
 * @param words what changes, one line each
 * @param note more for people; may be empty
 */
@Schema(name = "ChangeNode")
public record ChangeNode(
        @Schema(requiredMode = REQUIRED) String title,

        @Schema(description = "Missing for a heading") @Nullable
        String type,

        @Schema(description = "Missing for what is only on the way to its children") @Nullable
        String id,

        @Schema(
                description = "What happens to it; missing: nothing, it is only on the way to its children",
                allowableValues = {"add", "modify", "delete"})
        @Nullable
        String kind,

        @Schema(requiredMode = REQUIRED) List<String> words,
        @Schema(requiredMode = REQUIRED) String note,
        @Schema(requiredMode = REQUIRED) List<ChangeNode> children) {

    /** A line with those below it. */
    public static ChangeNode of(DifferenceNode node) {
        ResourceChange change = node.change();
        return new ChangeNode(
                node.title(),
                node.type() == null ? null : ApiWords.of(node.type()),
                change == null ? null : change.id().toString(),
                change == null ? null : ApiWords.of(change.kind()),
                change == null ? List.of() : change.words(),
                node.note(),
                node.children().stream().map(ChangeNode::of).toList());
    }
}
