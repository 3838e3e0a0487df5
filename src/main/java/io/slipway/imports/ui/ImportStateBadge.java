package io.slipway.imports.ui;

import io.slipway.imports.ImportJob;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;

/** Where an import is, in a word. */
class ImportStateBadge extends StatusBadge {

    ImportStateBadge(ImportJob job) {
        super(text(job), tone(job));
    }

    private static String text(ImportJob job) {
        return switch (job.state()) {
            case RUNNING, PAUSED -> job.state().label() + ", " + job.percent() + " %";
            case DONE -> job.state().label() + (job.bad() == 0 ? "" : ", " + Shown.count(job.bad()) + " bad");
            case DRAFT, QUEUED, FAILED, CANCELLED -> job.state().label();
        };
    }

    private static Tone tone(ImportJob job) {
        return switch (job.state()) {
            case DRAFT, CANCELLED -> Tone.NEUTRAL;
            case QUEUED, RUNNING -> Tone.INFO;
            case PAUSED -> Tone.WARNING;
            case DONE -> job.bad() == 0 ? Tone.SUCCESS : Tone.WARNING;
            case FAILED -> Tone.DANGER;
        };
    }
}
