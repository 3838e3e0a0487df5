package io.slipway.promotion.ui;

import io.slipway.common.ResourceId;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.value.ConversionRule;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.promotion.Promotions.Review;
import io.slipway.promotion.Run;
import io.slipway.sandbox.PendingChanges;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything the promotion page shows, as it was at one moment.
 *
 * @param difference what a promotion would change
 * @param pending what stands between the sandbox and a promotion when production has moved; null: it has not
 * @param rules the conversion rules chosen so far
 * @param active the run that is not over; null: none
 * @param at when it was looked at. UTC
 */
record Reviewed(
        Review review,
        Difference difference,
        @Nullable PendingChanges pending,
        Map<ResourceId, ConversionRule> rules,
        @Nullable Run active,
        Instant at) {

    List<CheckResult> checks(Severity severity) {
        return review.checks().stream()
                .filter(check -> check.severity() == severity)
                .toList();
    }
}
