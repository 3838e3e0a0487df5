package io.slipway.promotion;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A run as the steps people know, told from its row and its journal and nothing else. */
public final class RunSteps {

    private static final int LAST = 4;

    private final Run run;
    private final List<JournalEntry> journal;
    private final @Nullable Instant wentBackAt;
    private final int furthest;

    private RunSteps(Run run, List<JournalEntry> journal) {
        this.run = run;
        this.journal = journal;
        this.wentBackAt = firstOf(RunState.ROLLING_BACK);
        this.furthest = Math.max(
                Math.max(1, run.state().step()),
                journal.stream().mapToInt(entry -> entry.state().step()).max().orElse(1));
    }

    /** How far a step is. */
    public enum Status {
        WAITING("Not begun"),
        RUNNING("Under way"),
        DONE("Done"),
        FAILED("Failed"),
        STOPPED("Stopped"),
        SKIPPED("Not done");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** The words people see. */
        public String label() {
            return label;
        }
    }

    /**
     * A step.
     *
     * @param startedAt null: it has not begun
     * @param endedAt null: it has not ended
     * @param detail the last thing that happened in it, for people; may be empty
     */
    public record Step(
            String title,
            String explanation,
            Status status,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            String detail) {

        /** How long it took, when it is over. */
        public Optional<Duration> took() {
            return startedAt == null || endedAt == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(startedAt, endedAt));
        }
    }

    /** The four steps, and the way back if it was gone. */
    public static List<Step> of(Run run, List<JournalEntry> journal) {
        RunSteps steps = new RunSteps(run, journal);
        List<Step> result = new ArrayList<>();
        for (int number = 1; number <= LAST; number++) {
            result.add(steps.step(number));
        }
        if (steps.wentBackAt != null || run.state() == RunState.ROLLING_BACK) {
            result.add(steps.back());
        }
        return List.copyOf(result);
    }

    private Step step(int number) {
        Status status = status(number);
        Instant start = status == Status.SKIPPED || status == Status.WAITING ? null : startOf(number);
        Instant end = status == Status.RUNNING || start == null ? null : endOf(number);
        return new Step(
                RunTexts.title(number, run.kind()),
                RunTexts.explanation(number, run.kind()),
                status,
                start,
                end,
                detail(number));
    }

    private Status status(int number) {
        boolean forward = run.state().step() > 0;
        if (number < furthest || run.state() == RunState.SUCCEEDED) {
            return Status.DONE;
        }
        if (number > furthest) {
            return forward ? Status.WAITING : Status.SKIPPED;
        }
        if (forward) {
            return Status.RUNNING;
        }
        boolean asked = run.cancelAsked() && run.lockedAt() == null;
        return asked ? Status.STOPPED : Status.FAILED;
    }

    private @Nullable Instant startOf(int number) {
        return number == 1
                ? run.startedAt()
                : journal.stream()
                        .filter(entry -> entry.state().step() == number)
                        .map(JournalEntry::at)
                        .findFirst()
                        .orElse(null);
    }

    private @Nullable Instant endOf(int number) {
        if (number == furthest) {
            Instant left = wentBackAt == null ? firstOf(RunState.NEEDS_ATTENTION) : wentBackAt;
            return left == null ? run.endedAt() : left;
        }
        for (int next = number + 1; next <= furthest; next++) {
            Instant start = startOf(next);
            if (start != null) {
                return start;
            }
        }
        return run.endedAt();
    }

    private Step back() {
        Status status = switch (run.state()) {
            case ROLLED_BACK, CANCELED -> Status.DONE;
            case NEEDS_ATTENTION -> Status.FAILED;
            case CHECKING, PREPARING, LOCKING, SECURING, FLIPPING, VERIFYING, UNLOCKING, SUCCEEDED, ROLLING_BACK ->
                Status.RUNNING;
        };
        Instant end = status == Status.FAILED ? firstOf(RunState.NEEDS_ATTENTION) : run.endedAt();
        return new Step(
                "Back to what was",
                "Production is opened as it was before, and what had been built is removed.",
                status,
                wentBackAt,
                end,
                "");
    }

    private @Nullable Instant firstOf(RunState state) {
        return journal.stream()
                .filter(entry -> entry.state() == state)
                .map(JournalEntry::at)
                .findFirst()
                .orElse(null);
    }

    /** Of the step under way, the last line that says something to people. */
    private String detail(int number) {
        if (number != run.state().step() || run.state().isFinal()) {
            return "";
        }
        return journal.reversed().stream()
                .filter(entry -> entry.state().step() == number && !entry.step().equals("state"))
                .map(RunTexts::of)
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElse("");
    }
}
