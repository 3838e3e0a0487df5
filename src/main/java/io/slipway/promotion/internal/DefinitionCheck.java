package io.slipway.promotion.internal;

import io.slipway.definition.compare.DefinitionRules;
import io.slipway.definition.compare.Violation;
import io.slipway.promotion.PromotionCheck;
import java.util.List;
import org.springframework.stereotype.Component;

/** What would be in force must keep the rules every definition keeps, whatever way it came about. */
@Component
class DefinitionCheck implements PromotionCheck {

    @Override
    public List<CheckResult> check(Context context) {
        List<Violation> violations = DefinitionRules.check(context.target().resources());
        if (violations.isEmpty()) {
            return List.of(CheckResult.passed("definition.rules", "The definition is sound"));
        }
        return violations.stream()
                .map(violation -> new CheckResult(
                        "definition.rules",
                        Severity.ERROR,
                        "The definition is not sound",
                        violation.message(),
                        "Correct it in the sandbox.",
                        List.of()))
                .toList();
    }
}
