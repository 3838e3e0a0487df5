package io.slipway.integration.sandboxes;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.definition.RevisionKind;
import io.slipway.definition.compare.Collision;
import io.slipway.integration.ApiWords;
import io.slipway.integration.ChangeNode;
import io.slipway.sandbox.PendingChanges;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is pending in a sandbox. */
@Schema(name = "Comparison")
record PendingAnswer(
        @Schema(requiredMode = REQUIRED, description = "Production's revision the sandbox starts from")
        long base,

        @Schema(requiredMode = REQUIRED) long sandboxHead,
        @Schema(requiredMode = REQUIRED) long productionHead,

        @Schema(requiredMode = REQUIRED, description = "Whether a rebase is due before a promotion")
        boolean productionMoved,

        @Schema(requiredMode = REQUIRED) long adds,
        @Schema(requiredMode = REQUIRED) long modifies,
        @Schema(requiredMode = REQUIRED) long deletes,

        @Schema(requiredMode = REQUIRED, description = "What a promotion will do, app by app and table by table")
        List<ChangeNode> changes,

        @Schema(requiredMode = REQUIRED, description = "What production changed since, and a rebase brings in")
        List<ChangeNode> incoming,

        @Schema(requiredMode = REQUIRED) List<Collided> collisions) {

    /** Something sandbox and production changed in ways that exclude each other. */
    @Schema(name = "Collision")
    record Collided(
            @Schema(requiredMode = REQUIRED) String id,
            @Schema(requiredMode = REQUIRED) String type,
            @Schema(requiredMode = REQUIRED) String resource,
            @Schema(requiredMode = REQUIRED) String name,

            @Schema(requiredMode = REQUIRED, description = "What of it; empty: the resource as a whole")
            String property,

            @Schema(requiredMode = REQUIRED) String base,
            @Schema(requiredMode = REQUIRED) String sandbox,
            @Schema(requiredMode = REQUIRED) String production,

            @Schema(
                    description = "How it was settled; missing: not yet",
                    allowableValues = {"keep-sandbox", "keep-production"})
            @Nullable
            String settlement) {

        static Collided of(Collision collision) {
            return new Collided(
                    collision.id(),
                    ApiWords.of(collision.type()),
                    collision.resource().toString(),
                    collision.name(),
                    collision.property(),
                    collision.base(),
                    collision.sandbox(),
                    collision.production(),
                    collision.settlement() == null ? null : ApiWords.of(collision.settlement()));
        }
    }

    static PendingAnswer of(PendingChanges pending) {
        return new PendingAnswer(
                pending.base(),
                pending.sandboxHead(),
                pending.productionHead(),
                pending.productionMoved(),
                pending.difference().count(RevisionKind.ADD),
                pending.difference().count(RevisionKind.MODIFY),
                pending.difference().count(RevisionKind.DELETE),
                pending.difference().roots().stream().map(ChangeNode::of).toList(),
                pending.incoming().roots().stream().map(ChangeNode::of).toList(),
                pending.collisions().stream().map(Collided::of).toList());
    }
}
