package io.slipway.promotion.ui.run;

import io.slipway.promotion.RunState;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;

/** States and durations of runs as people see them on pages; sentences are in {@link io.slipway.promotion.RunTexts}. */
public final class RunWords {

    private RunWords() {}

    /** The state in two words, with the tone that suits it. */
    public static StatusBadge badge(RunState state) {
        return switch (state) {
            case CHECKING -> new StatusBadge("Checking", Tone.INFO);
            case PREPARING -> new StatusBadge("Backing up", Tone.INFO);
            case LOCKING, SECURING, FLIPPING, VERIFYING -> new StatusBadge("Locked", Tone.WARNING);
            case UNLOCKING -> new StatusBadge("Finishing", Tone.INFO);
            case SUCCEEDED -> new StatusBadge("Succeeded", Tone.SUCCESS);
            case ROLLING_BACK -> new StatusBadge("Going back", Tone.WARNING);
            case ROLLED_BACK -> new StatusBadge("Failed, nothing changed", Tone.DANGER);
            case CANCELED -> new StatusBadge("Stopped", Tone.NEUTRAL);
            case NEEDS_ATTENTION -> new StatusBadge("Needs your decision", Tone.DANGER);
        };
    }

    /** How long something took, to the millisecond while that matters. */
    public static String took(java.time.Duration duration) {
        return duration.toMillis() < 10_000 ? Shown.count(duration.toMillis()) + " ms" : Shown.duration(duration);
    }
}
