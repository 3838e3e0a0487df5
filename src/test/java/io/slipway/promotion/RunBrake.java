package io.slipway.promotion;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Lets a test do something, or wait, when an account's run reaches a state, on the run's own thread. */
@Component
public class RunBrake implements RunObserver {

    private record Stop(RunState state, Runnable act) {}

    private final Map<AccountId, Stop> stops = new ConcurrentHashMap<>();

    /** Once, at the first journal line of a state. */
    public void on(AccountId account, RunState state, Runnable act) {
        stops.put(account, new Stop(state, act));
    }

    @Override
    public void journalled(AccountId account, RunId run, RunState state, String step, JournalEntry.Mark mark) {
        Stop stop = stops.get(account);
        if (stop != null && stop.state() == state && stops.remove(account, stop)) {
            stop.act().run();
        }
    }
}
