package io.slipway.integration.runs;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.definition.RevisionKind;
import io.slipway.definition.compare.Difference;
import io.slipway.integration.ApiWords;
import io.slipway.integration.ChangeNode;
import io.slipway.promotion.PromotionCheck;
import io.slipway.promotion.Promotions;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What promoting a sandbox would do, and what stands in the way. */
@Schema(name = "PromotionPlan")
record PlanAnswer(
        @Schema(requiredMode = REQUIRED) String sandbox,

        @Schema(requiredMode = REQUIRED, description = "Names exactly this plan; send it to start the promotion")
        String plan,

        @Schema(requiredMode = REQUIRED, description = "Whether nothing stands in the way")
        boolean ready,

        @Schema(requiredMode = REQUIRED) boolean nothingToPromote,

        @Schema(requiredMode = REQUIRED, description = "Whether the sandbox is to be rebased first")
        boolean productionMoved,

        @Schema(description = "What to send as confirm, because something is lost; missing: nothing") @Nullable
        String confirm,

        @Schema(requiredMode = REQUIRED) long adds,
        @Schema(requiredMode = REQUIRED) long modifies,
        @Schema(requiredMode = REQUIRED) long deletes,

        @Schema(requiredMode = REQUIRED, description = "App by app and table by table")
        List<ChangeNode> changes,

        @Schema(requiredMode = REQUIRED, description = "Worst first")
        List<Check> checks) {

    /** What a check found. */
    @Schema(name = "PromotionCheck")
    record Check(
            @Schema(requiredMode = REQUIRED) String code,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"error", "loss", "note", "passed"})
            String severity,

            @Schema(requiredMode = REQUIRED) String title,
            @Schema(requiredMode = REQUIRED) String message,
            @Schema(requiredMode = REQUIRED) String fix,
            @Schema(requiredMode = REQUIRED) List<String> examples,

            @Schema(description = "Id of the field, else the table concerned") @Nullable
            String subject) {

        static Check of(PromotionCheck.CheckResult result) {
            return new Check(
                    result.code(),
                    ApiWords.of(result.severity()),
                    result.title(),
                    result.message(),
                    result.fix(),
                    result.examples(),
                    ApiWords.text(result.subject()));
        }
    }

    static PlanAnswer of(Promotions.Review review) {
        Difference difference =
                Difference.between(review.current().resources(), review.target().resources());
        return new PlanAnswer(
                review.sandbox().toString(),
                review.plan().hash(),
                review.ready(),
                review.nothingToPromote(),
                review.productionMoved(),
                review.typedName(),
                difference.count(RevisionKind.ADD),
                difference.count(RevisionKind.MODIFY),
                difference.count(RevisionKind.DELETE),
                difference.roots().stream().map(ChangeNode::of).toList(),
                review.checks().stream().map(Check::of).toList());
    }
}
