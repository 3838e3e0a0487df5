package io.slipway.integration.runs;

import io.slipway.integration.RunAnswer;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A run as it was seen last, for all who watch it on this node. Used by one thread at a time. */
final class RunWatch {

    private final List<RunWatcher> watchers = new ArrayList<>();
    private final List<JournalEntry> journal = new ArrayList<>();
    private @Nullable RunAnswer answer;
    private String shown = "";

    /** Up to which line of the journal it is known. */
    long lastLine() {
        return journal.isEmpty() ? 0 : journal.getLast().seq();
    }

    /** Somebody more; hears at once what is known already. */
    void add(RunWatcher watcher) {
        watchers.add(watcher);
        RunAnswer known = answer;
        if (known != null) {
            watcher.lines(journal);
            watcher.state(known);
        }
    }

    /** What those who watch come with. */
    Stream<RunWatches.Pass> passes() {
        return watchers.stream().map(RunWatcher::pass);
    }

    /** Ends those who come with a pass of a token that is good no more. */
    void turnOut(Set<Long> tokens) {
        watchers.stream()
                .filter(watcher -> tokens.contains(watcher.pass().token()))
                .forEach(RunWatcher::end);
    }

    boolean isWatched() {
        watchers.removeIf(RunWatcher::isGone);
        return !watchers.isEmpty();
    }

    /**
     * What a look has found.
     *
     * @param run its row, read before the lines: so that there are at least all lines up to its state
     * @param news the lines not known yet
     */
    void seen(Run run, List<JournalEntry> news) {
        journal.addAll(news);
        watchers.forEach(watcher -> watcher.lines(news));
        String state = run.state() + " " + run.lockedAt() + " " + run.unlockedAt() + " " + run.expectedEnd();
        if (!state.equals(shown)) {
            shown = state;
            RunAnswer now = RunAnswer.of(run, journal);
            answer = now;
            watchers.forEach(watcher -> watcher.state(now));
        }
    }

    /** Nobody hears any more of it. */
    void end() {
        watchers.forEach(RunWatcher::end);
    }

    /** Lets those hear something who have heard nothing for long, and ends those who have watched for too long. */
    void keepAlive(long now) {
        watchers.forEach(watcher -> watcher.keepAlive(now));
    }
}
