package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.sandbox.RunsNearby;
import io.slipway.sandbox.RunsNearby.Restore;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which changes of production were restores. */
@Component
class RestoringRuns {

    private final RunsNearby runs;

    RestoringRuns(RunsNearby runs) {
        this.runs = runs;
    }

    /** The runs that were restores. */
    Set<RunId> of(EnvironmentId production) {
        return runs.restores(production).stream().map(Restore::run).collect(Collectors.toSet());
    }

    /** The revisions of production that restores ended at and that still stand. */
    NavigableSet<Long> heads(EnvironmentId production) {
        return runs.restores(production).stream()
                .map(Restore::revision)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
