package io.slipway.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.RunSteps.Status;
import io.slipway.promotion.RunSteps.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunStepsTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final List<JournalEntry> journal = new ArrayList<>();

    private RunStepsTest at(long millis, RunState state, String step, Mark mark, String detail) {
        journal.add(new JournalEntry(journal.size() + 1, START.plusMillis(millis), 1, state, step, mark, detail));
        return this;
    }

    private RunStepsTest entered(long millis, RunState state) {
        return at(millis, state, "state", Mark.NOTE, state.name());
    }

    private static Run run(RunState state, @Nullable Long endedMillis, boolean cancelAsked) {
        return new Run(
                new RunId(7),
                Run.Kind.PROMOTION,
                new EnvironmentId(new AccountId(1), 1),
                new EnvironmentId(new AccountId(1), 2),
                null,
                state,
                1,
                new Plan(1, 1, new TreeMap<>()),
                1,
                "Ada",
                "ada@example.com",
                START,
                null,
                null,
                null,
                endedMillis == null ? null : START.plusMillis(endedMillis),
                null,
                null,
                cancelAsked);
    }

    private List<Status> statuses(Run run) {
        return RunSteps.of(run, journal).stream().map(Step::status).toList();
    }

    private List<Long> lengths(Run run) {
        return RunSteps.of(run, journal).stream()
                .map(step -> step.took().map(Duration::toMillis).orElse(-1L))
                .toList();
    }

    @Test
    void aRunThatHasJustStartedChecks() {
        Run run = run(RunState.CHECKING, null, false);
        assertThat(statuses(run)).containsExactly(Status.RUNNING, Status.WAITING, Status.WAITING, Status.WAITING);
        assertThat(RunSteps.of(run, journal).getFirst().startedAt()).isEqualTo(START);
    }

    @Test
    void eachStepEndsWhenTheNextBegins() {
        entered(100, RunState.PREPARING)
                .entered(2_100, RunState.LOCKING)
                .entered(2_110, RunState.SECURING)
                .entered(2_150, RunState.FLIPPING)
                .at(2_160, RunState.VERIFYING, "flip", Mark.DONE, "In force.")
                .entered(2_180, RunState.UNLOCKING)
                .entered(2_500, RunState.SUCCEEDED);
        Run run = run(RunState.SUCCEEDED, 2_490L, false);
        assertThat(statuses(run)).containsOnly(Status.DONE).hasSize(4);
        assertThat(lengths(run)).containsExactly(100L, 2_000L, 80L, 310L);
    }

    @Test
    void theStepUnderWaySaysWhatHappenedLast() {
        entered(100, RunState.PREPARING)
                .at(200, RunState.PREPARING, "expand", Mark.BEGIN, "2 tables")
                .at(300, RunState.PREPARING, "catch-up", Mark.NOTE, "Round 1: 12 changed records taken over.");
        Step step = RunSteps.of(run(RunState.PREPARING, null, false), journal).get(1);
        assertThat(step.detail()).isEqualTo("Round 1: 12 changed records taken over.");
        assertThat(step.took()).isEmpty();
    }

    @Test
    void aStepThatFailedIsFollowedByTheWayBack() {
        entered(100, RunState.PREPARING)
                .entered(2_100, RunState.LOCKING)
                .entered(2_200, RunState.ROLLING_BACK)
                .entered(2_300, RunState.ROLLED_BACK);
        Run run = run(RunState.ROLLED_BACK, 2_290L, false);
        assertThat(statuses(run)).containsExactly(Status.DONE, Status.DONE, Status.FAILED, Status.SKIPPED, Status.DONE);
        assertThat(lengths(run)).containsExactly(100L, 2_000L, 100L, -1L, 90L);
    }

    @Test
    void whatAPersonStoppedHasNotFailed() {
        entered(100, RunState.PREPARING).entered(200, RunState.ROLLING_BACK).entered(300, RunState.CANCELED);
        assertThat(statuses(run(RunState.CANCELED, 300L, true)))
                .containsExactly(Status.DONE, Status.STOPPED, Status.SKIPPED, Status.SKIPPED, Status.DONE);
    }

    @Test
    void aRunThatNeedsADecisionStandsWhereItFailed() {
        entered(100, RunState.PREPARING)
                .entered(200, RunState.LOCKING)
                .entered(300, RunState.VERIFYING)
                .entered(400, RunState.ROLLING_BACK)
                .entered(900, RunState.NEEDS_ATTENTION);
        Run run = run(RunState.NEEDS_ATTENTION, null, false);
        assertThat(statuses(run))
                .containsExactly(Status.DONE, Status.DONE, Status.FAILED, Status.SKIPPED, Status.FAILED);
        assertThat(lengths(run)).containsExactly(100L, 100L, 200L, -1L, 500L);
    }

    @Test
    void everyStateOfARunIsShown() {
        for (RunState state : RunState.values()) {
            assertThat(RunSteps.of(run(state, null, false), journal)).hasSizeGreaterThanOrEqualTo(4);
            assertThat(RunTexts.sentence(run(state, null, false))).isNotBlank();
        }
    }
}
