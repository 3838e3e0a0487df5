package io.slipway.imports.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportState;
import io.slipway.promotion.PromotionCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * An import into production under way stops a promotion: half of its rows would be in the records before the change and
 * half after it. Imports that wait for the run itself do not.
 */
@Component
class RunningImportCheck implements PromotionCheck {

    private static final String CODE = "import.running";

    private final ImportRows jobs;
    private final ImportHold hold;

    RunningImportCheck(ImportRows jobs, ImportHold hold) {
        this.jobs = jobs;
        this.hold = hold;
    }

    @Override
    public List<CheckResult> check(Context context) {
        EnvironmentId production = context.productionId();
        List<CheckResult> results = new ArrayList<>();
        for (StoredJob stored : jobs.active(production.account())) {
            ImportJob job = stored.job();
            if (job.environment().equals(production) && !waitsForRun(job)) {
                results.add(result(job));
            }
        }
        return results.isEmpty()
                ? List.of(CheckResult.passed(CODE, "No import into production is under way"))
                : results;
    }

    private boolean waitsForRun(ImportJob job) {
        return job.state() == ImportState.PAUSED
                && job.workDone() == 0
                && hold.active(job.environment()).isPresent();
    }

    private static CheckResult result(ImportJob job) {
        String message = String.format(
                Locale.ROOT,
                "Import “%s” by %s is %s: %d %% done, %,d of %,d rows.",
                job.title(),
                job.createdByName(),
                job.state().label().toLowerCase(Locale.ROOT),
                job.percent(),
                job.read(),
                job.rows());
        return new CheckResult(
                CODE,
                Severity.ERROR,
                "An import into production is under way",
                message,
                "Wait until it is through, or cancel it on production's Import page.",
                List.of());
    }
}
