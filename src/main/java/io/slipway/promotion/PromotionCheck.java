package io.slipway.promotion;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that may stop a promotion or deserves a warning. Rooms above contribute checks of their own, for example for
 * running imports. Runs when the promotion page is opened and again as the first step of a run.
 */
public interface PromotionCheck {

    /** What it found; empty: nothing to say. */
    List<CheckResult> check(Context context);

    /**
     * What is to be promoted.
     *
     * @param production at its head
     * @param target production's definition after the promotion
     */
    record Context(
            EnvironmentId productionId, EnvironmentId sandboxId, Definition production, Definition target, Plan plan) {}

    /** How much a result matters. */
    enum Severity {
        /** Stops the promotion. */
        ERROR,
        /** Something is lost; to be confirmed by typing. */
        LOSS,
        /** Good to know. */
        NOTE,
        /** Looked at and found right. */
        PASSED
    }

    /**
     * One result.
     *
     * @param code stable, for example {@code import.running}
     * @param message with real names and numbers
     * @param fix what to do; empty when nothing
     * @param examples up to five values at fault
     * @param subject the field, else the table concerned; null: none in particular
     */
    record CheckResult(
            String code,
            Severity severity,
            String title,
            String message,
            String fix,
            List<String> examples,
            @Nullable ResourceId subject) {

        public CheckResult {
            examples = List.copyOf(examples);
        }

        /** About no field or table in particular. */
        public CheckResult(
                String code, Severity severity, String title, String message, String fix, List<String> examples) {
            this(code, severity, title, message, fix, examples, null);
        }

        /** Found right. */
        public static CheckResult passed(String code, String title) {
            return new CheckResult(code, Severity.PASSED, title, "", "", List.of());
        }
    }
}
