package io.slipway.integration;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.promotion.RunSteps;
import io.slipway.promotion.RunTexts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A promotion or restore as the API tells of it. */
@Schema(name = "Run")
public record RunAnswer(
        @Schema(requiredMode = REQUIRED) String id,

        @Schema(
                requiredMode = REQUIRED,
                allowableValues = {"promotion", "restore"})
        String kind,

        @Schema(
                requiredMode = REQUIRED,
                allowableValues = {
                    "checking",
                    "preparing",
                    "locking",
                    "securing",
                    "flipping",
                    "verifying",
                    "unlocking",
                    "succeeded",
                    "rolling-back",
                    "rolled-back",
                    "canceled",
                    "needs-attention"
                })
        String state,

        @Schema(requiredMode = REQUIRED, description = "What is going on or came of it, for people")
        String sentence,

        @Schema(requiredMode = REQUIRED, description = "Whether it has come to its end, good or bad")
        boolean over,

        @Schema(requiredMode = REQUIRED) boolean succeeded,

        @Schema(requiredMode = REQUIRED, description = "What it changes: production")
        String environment,

        @Schema(description = "Where a promotion's changes come from") @Nullable
        String sandbox,

        @Schema(description = "What a restore restores") @Nullable
        String backup,

        @Schema(description = "The backup taken before the change") @Nullable
        String safetyBackup,

        @Schema(requiredMode = REQUIRED) String startedBy,
        @Schema(requiredMode = REQUIRED) Instant startedAt,

        @Schema(description = "When the lock is expected to end") @Nullable
        Instant expectedEnd,

        @Nullable Instant lockedAt,
        @Nullable Instant unlockedAt,
        @Nullable Instant endedAt,

        @Schema(description = "For how long people were locked out, when they are no longer") @Nullable
        Long lockMilliseconds,

        @Schema(description = "Why it did not succeed") @Nullable
        String failure,

        @Schema(requiredMode = REQUIRED) List<Step> steps) {

    /** A step of a run as people know it. */
    @Schema(name = "RunStep")
    public record Step(
            @Schema(requiredMode = REQUIRED, description = "1 to 4; 5 is the way back")
            int step,

            @Schema(requiredMode = REQUIRED) String title,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"waiting", "running", "done", "failed", "stopped", "skipped"})
            String state,

            @Nullable Instant startedAt,
            @Nullable Instant endedAt,

            @Schema(description = "How long it took, when it is over") @Nullable
            Long milliseconds,

            @Schema(requiredMode = REQUIRED, description = "What happened in it last; may be empty")
            String detail) {}

    /** A line of a run's journal. */
    @Schema(name = "JournalEntry")
    public record Line(
            @Schema(requiredMode = REQUIRED, description = "Counts the lines of the run")
            long seq,

            @Schema(requiredMode = REQUIRED) Instant at,
            @Schema(requiredMode = REQUIRED) String state,
            @Schema(requiredMode = REQUIRED) String step,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"begin", "done", "note", "failed"})
            String mark,

            @Schema(requiredMode = REQUIRED) String detail) {

        /** A line. */
        public static Line of(JournalEntry entry) {
            return new Line(
                    entry.seq(),
                    entry.at(),
                    ApiWords.of(entry.state()),
                    entry.step(),
                    ApiWords.of(entry.mark()),
                    entry.detail());
        }
    }

    /** A run with its steps, told by its journal. */
    public static RunAnswer of(Run run, List<JournalEntry> journal) {
        return new RunAnswer(
                run.id().toString(),
                ApiWords.of(run.kind()),
                ApiWords.of(run.state()),
                RunTexts.sentence(run),
                run.state().isFinal(),
                run.state() == RunState.SUCCEEDED,
                run.environment().toString(),
                ApiWords.text(run.sandbox()),
                ApiWords.text(run.backup()),
                ApiWords.text(run.safetyBackup()),
                run.startedByName(),
                run.startedAt(),
                run.expectedEnd(),
                run.lockedAt(),
                run.unlockedAt(),
                run.endedAt(),
                run.lockDuration().map(Duration::toMillis).orElse(null),
                run.failure(),
                steps(run, journal));
    }

    private static List<Step> steps(Run run, List<JournalEntry> journal) {
        List<Step> steps = new ArrayList<>();
        for (RunSteps.Step step : RunSteps.of(run, journal)) {
            steps.add(new Step(
                    steps.size() + 1,
                    step.title(),
                    ApiWords.of(step.status()),
                    step.startedAt(),
                    step.endedAt(),
                    step.took().map(Duration::toMillis).orElse(null),
                    step.detail()));
        }
        return steps;
    }
}
