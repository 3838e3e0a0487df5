package io.slipway.promotion.internal;

import io.slipway.backup.BackupTaking;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.Definition;
import io.slipway.promotion.Plan;
import io.slipway.promotion.PromotionCheck;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Context;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.sandbox.ChosenRules;
import io.slipway.storage.DataImpact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Makes plans and runs all checks over them. */
@Component
class PromotionReviews {

    private final ChosenRules rules;
    private final DataImpact impact;
    private final BackupTaking taking;
    private final ObjectProvider<PromotionCheck> contributed;

    PromotionReviews(
            ChosenRules rules, DataImpact impact, BackupTaking taking, ObjectProvider<PromotionCheck> contributed) {
        this.rules = rules;
        this.impact = impact;
        this.taking = taking;
        this.contributed = contributed;
    }

    Plan plan(Definition production, Definition sandbox) {
        return new Plan(production.revision(), sandbox.revision(), rules.of(sandbox.environment()));
    }

    /** All results, worst first. */
    List<CheckResult> checks(
            EnvironmentId production,
            EnvironmentId sandbox,
            Definition current,
            Definition target,
            Plan plan,
            boolean insideRun) {
        List<CheckResult> results = new ArrayList<>();
        data(current, target, plan, results);
        String store = taking.storeProblem();
        results.add(
                store == null
                        ? CheckResult.passed("backup.store", "The backup store takes writes")
                        : new CheckResult(
                                "backup.store",
                                Severity.ERROR,
                                "The backup store can't be written",
                                store,
                                "Make the store writable, or configure another one.",
                                List.of()));
        Context context = new Context(production, sandbox, current, target, plan);
        contributed.forEach(check -> results.addAll(check.check(context)));
        results.sort(Comparator.comparing(CheckResult::severity));
        return List.copyOf(results);
    }

    private void data(Definition current, Definition target, Plan plan, List<CheckResult> results) {
        List<DataImpact.Finding> findings = impact.assess(current, target.resources(), plan.rules());
        for (DataImpact.Finding finding : findings) {
            results.add(new CheckResult(
                    finding.code(),
                    switch (finding.severity()) {
                        case ERROR -> Severity.ERROR;
                        case LOSS -> Severity.LOSS;
                        case NOTE -> Severity.NOTE;
                    },
                    title(finding.severity()),
                    finding.message(),
                    finding.fix(),
                    finding.examples().stream().map(DataImpact.Example::value).toList(),
                    finding.field() == null ? finding.table() : finding.field()));
        }
        if (findings.stream().noneMatch(finding -> finding.severity() == DataImpact.Severity.ERROR)) {
            results.add(CheckResult.passed("data.fits", "Every value in production fits the new definition"));
        }
    }

    private static String title(DataImpact.Severity severity) {
        return switch (severity) {
            case ERROR -> "Data in production does not fit";
            case LOSS -> "Data in production will be removed or changed";
            case NOTE -> "About production's data";
        };
    }
}
