package io.slipway.records.internal;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/**
 * Puts single writes of one actor that arrive while others are under way into one transaction, which then pays for the
 * gate, the feed and the commit once. Nobody waits for company: whoever comes when there is room begins at once, and takes
 * along who has been waiting.
 *
 * <p>A joint transaction is for the good case only. When it can't save them all, nothing is saved, and each is done by
 * itself; so what a call is told never depends on who happened to be with it.
 */
@Component
class JointWrites {

    /**
     * So many transactions of one actor in one environment at work at a time; the next ones wait and go together. The
     * database needs the processors too, and more transactions than it can work on only become smaller ones. A transaction
     * that has written its records needs no processor any more, but the disk: its place is free before its commit.
     */
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int MOST_TOGETHER = 64;

    private record Key(Actor actor, EnvironmentId environment) {}

    private static final class Line {
        private final Deque<JointWrite> waiting = new ArrayDeque<>();
        private int underWay;
    }

    private final ConcurrentMap<Key, Line> lines = new ConcurrentHashMap<>();

    /** Does what {@link WriteCalls#each} does. */
    Optional<List<WriteOutcome>> each(WriteCalls calls, List<Write> writes, Records.AlongsideEach alongside) {
        // A record that is removed may be one that another call of the same transaction links to: in whose order?
        if (writes.size() != 1 || writes.getFirst() instanceof Delete) {
            return calls.each(writes, alongside);
        }
        Key key = new Key(calls.actor(), calls.environment());
        JointWrite mine = new JointWrite(writes.getFirst(), alongside);
        enter(key, mine);
        return switch (mine.await()) {
            case JointWrite.Turn.Done done -> Optional.of(List.of(done.saved()));
            case JointWrite.Turn.Alone alone -> calls.each(writes, alongside);
            case JointWrite.Turn.Begin begin -> {
                Place place = new Place(key);
                try {
                    yield begin(place, calls, mine);
                } finally {
                    place.leave();
                }
            }
        };
    }

    private void enter(Key key, JointWrite mine) {
        lines.compute(key, (same, known) -> {
            Line line = known == null ? new Line() : known;
            if (line.underWay < AT_ONCE) {
                line.underWay++;
                mine.tell(new JointWrite.Turn.Begin());
            } else {
                line.waiting.add(mine);
            }
            return line;
        });
    }

    /** Of a transaction among those under way; left once. */
    private final class Place {
        private final Key key;
        private final AtomicBoolean left = new AtomicBoolean();

        Place(Key key) {
            this.key = key;
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                handOn(key);
            }
        }
    }

    /** To whoever waits longest. */
    private void handOn(Key key) {
        lines.compute(key, (same, line) -> {
            if (line == null) {
                throw new IllegalStateException("Left without having entered");
            }
            JointWrite next = line.waiting.poll();
            if (next != null) {
                next.tell(new JointWrite.Turn.Begin());
            } else {
                line.underWay--;
            }
            return line.underWay == 0 ? null : line;
        });
    }

    private Optional<List<WriteOutcome>> begin(Place place, WriteCalls calls, JointWrite mine) {
        List<JointWrite> together = company(place.key, mine);
        List<JointWrite> others = together.subList(1, together.size());
        List<WriteOutcome.Saved> saved = List.of();
        try {
            if (!others.isEmpty()) {
                saved = calls.together(together, place::leave);
            }
        } catch (RuntimeException | Error uncertain) {
            others.forEach(other -> other.fail(uncertain));
            throw uncertain;
        }
        if (saved.isEmpty()) {
            others.forEach(other -> other.tell(new JointWrite.Turn.Alone()));
            return calls.each(List.of(mine.write()), (definition, outcomes) -> {
                mine.alongside().run(definition, outcomes);
                place.leave();
            });
        }
        for (int i = 0; i < others.size(); i++) {
            others.get(i).tell(new JointWrite.Turn.Done(saved.get(i + 1)));
        }
        return Optional.of(List.of(saved.getFirst()));
    }

    /** Who goes along: in the order of arrival, of each record only one write. */
    private List<JointWrite> company(Key key, JointWrite first) {
        List<JointWrite> together = new ArrayList<>();
        together.add(first);
        lines.computeIfPresent(key, (same, line) -> {
            Set<Object> records = new HashSet<>();
            records.add(first.write().record());
            Iterator<JointWrite> waiting = line.waiting.iterator();
            while (waiting.hasNext() && together.size() < MOST_TOGETHER) {
                JointWrite next = waiting.next();
                if (records.add(next.write().record())) {
                    together.add(next);
                    waiting.remove();
                }
            }
            return line;
        });
        return together;
    }
}
