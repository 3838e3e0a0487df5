package io.slipway.imports;

import io.slipway.common.EnvironmentId;
import io.slipway.imports.internal.ImportObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Lets a test do something right after a batch of an import is durable, on the import's own thread. */
@Component
public class ImportBrake implements ImportObserver {

    /** What is done; it may throw, or wait. */
    public interface Act {
        void at(int step, long done);
    }

    /** Ends a worker as the end of its process does: nothing of its own runs afterwards. */
    public static final class Killed extends Error {}

    private final Map<EnvironmentId, Act> acts = new ConcurrentHashMap<>();

    /** From now on after each batch of the environment's imports. */
    public void on(EnvironmentId environment, Act act) {
        acts.put(environment, act);
    }

    public void release(EnvironmentId environment) {
        acts.remove(environment);
    }

    @Override
    public void advanced(EnvironmentId environment, ImportId id, int step, long done) {
        Act act = acts.get(environment);
        if (act != null) {
            act.at(step, done);
        }
    }
}
