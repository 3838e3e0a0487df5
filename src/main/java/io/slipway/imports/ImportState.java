package io.slipway.imports;

import java.util.Set;

/** Where an import is. Every move is a guarded update that names the state it leaves. */
public enum ImportState {
    /** Uploaded and looked at; somebody has yet to say where it goes. */
    DRAFT("Draft"),
    /** Waits for its turn. */
    QUEUED("Queued"),
    /** Is being worked on. */
    RUNNING("Running"),
    /** Waits for something else to be over, a promotion above all; goes on by itself. */
    PAUSED("Paused"),
    /** Through; rows that could not be taken are listed. */
    DONE("Done"),
    /** Could not go on; what was imported until then is there. */
    FAILED("Failed"),
    /** Stopped by a person; what was imported until then is there. */
    CANCELLED("Cancelled");

    private static final Set<ImportState> NONE = Set.of();

    private final String label;

    ImportState(String label) {
        this.label = label;
    }

    /** The word people see. */
    public String label() {
        return label;
    }

    /** The states an import may move to from this one. */
    public Set<ImportState> next() {
        return switch (this) {
            case DRAFT -> Set.of(QUEUED);
            case QUEUED -> Set.of(DRAFT, RUNNING, PAUSED, FAILED, CANCELLED);
            case RUNNING -> Set.of(PAUSED, DONE, FAILED, CANCELLED);
            case PAUSED -> Set.of(RUNNING, FAILED, CANCELLED);
            case DONE, FAILED, CANCELLED -> NONE;
        };
    }

    /** Whether it is over. */
    public boolean isFinal() {
        return next().isEmpty();
    }

    /** Whether it has been started and is not over. */
    public boolean isActive() {
        return this == QUEUED || this == RUNNING || this == PAUSED;
    }
}
