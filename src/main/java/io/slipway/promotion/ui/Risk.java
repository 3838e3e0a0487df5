package io.slipway.promotion.ui;

import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;

/** What a change may do to data, from good to bad. */
enum Risk {
    NONE("None", Tone.NEUTRAL),
    UNKNOWN("Not checked yet", Tone.NEUTRAL),
    REVIEW("Review", Tone.INFO),
    LOSS("Data loss", Tone.WARNING),
    BLOCKED("Blocks", Tone.DANGER);

    private final String label;
    private final Tone tone;

    Risk(String label, Tone tone) {
        this.label = label;
        this.tone = tone;
    }

    static Risk of(Severity severity) {
        return switch (severity) {
            case ERROR -> BLOCKED;
            case LOSS -> LOSS;
            case NOTE -> REVIEW;
            case PASSED -> NONE;
        };
    }

    Risk or(Risk other) {
        return compareTo(other) >= 0 ? this : other;
    }

    String label() {
        return label;
    }

    StatusBadge badge() {
        return new StatusBadge(label, tone);
    }
}
