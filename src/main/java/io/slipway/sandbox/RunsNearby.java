package io.slipway.sandbox;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Implemented by the room of runs: what promotions and restores do to sandboxes and to production. */
public interface RunsNearby {

    /** The run that uses a sandbox and has not ended. */
    Optional<UnderWay> using(EnvironmentId sandbox);

    /** The run that may still change production, or change it back. */
    Optional<UnderWay> changing(EnvironmentId production);

    /** All restores of production there ever were. */
    List<Restore> restores(EnvironmentId production);

    /**
     * A run that has not ended.
     *
     * @param kind what it is, within a sentence: promotion or restore
     * @param startedBy the name of who started it
     */
    record UnderWay(String kind, String startedBy) {}

    /**
     * One restore.
     *
     * @param revision production's revision it ended at; null: it put nothing in force, or that was taken back
     */
    record Restore(RunId run, @Nullable Long revision) {}
}
