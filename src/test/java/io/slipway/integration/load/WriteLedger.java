package io.slipway.integration.load;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What programs were told about their writes. Each write carries a stamp, a text no other write has, so that afterwards
 * it can be found or missed. A record has one writer at a time.
 */
final class WriteLedger {

    private final Map<String, String> live = new ConcurrentHashMap<>();
    private final Map<String, Integer> created = new ConcurrentHashMap<>();
    private final Map<String, Integer> updated = new ConcurrentHashMap<>();
    private final Map<String, Integer> deleted = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final ConcurrentMap<String, Integer> refusals = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Integer> notices = new ConcurrentHashMap<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger replayed = new AtomicInteger();

    void created(String record, String stamp) {
        created.merge(record, 1, Integer::sum);
        live.put(record, stamp);
    }

    void updated(String record, String stamp) {
        updated.merge(record, 1, Integer::sum);
        live.put(record, stamp);
    }

    void deleted(String record) {
        deleted.merge(record, 1, Integer::sum);
        live.remove(record);
    }

    /** A write was refused, and whoever wanted it gave up. */
    void gaveUp(String stamp) {
        refused.add(stamp);
    }

    /** A call was answered 503 and told this run. */
    void refusedBy(String run) {
        refusals.merge(run, 1, Integer::sum);
    }

    /** The status said that this run keeps the environment locked. */
    void toldLockedBy(String run) {
        notices.merge(run, 1, Integer::sum);
    }

    void brokenOff() {
        broken.incrementAndGet();
    }

    void replayed() {
        replayed.incrementAndGet();
    }

    /** Stamps of the records that must be there, by record. */
    Map<String, String> live() {
        return new TreeMap<>(live);
    }

    Set<String> refused() {
        return refused;
    }

    /** How many changes of a kind the feed must tell, by record. */
    Map<String, Integer> told(String kind) {
        return new HashMap<>(
                switch (kind) {
                    case "created" -> created;
                    case "updated" -> updated;
                    case "deleted" -> deleted;
                    default -> throw new IllegalArgumentException(kind);
                });
    }

    /** Calls answered 503, by run. */
    Map<String, Integer> refusals() {
        return new TreeMap<>(refusals);
    }

    /** Answers of the status that named a run that locks, by run. */
    Map<String, Integer> notices() {
        return new TreeMap<>(notices);
    }

    int broken() {
        return broken.get();
    }

    int replays() {
        return replayed.get();
    }

    @Override
    public String toString() {
        return created.size() + " created, "
                + updated.values().stream().mapToInt(Integer::intValue).sum() + " updates, " + deleted.size()
                + " deleted, " + refused.size() + " given up, " + broken + " broken off, " + replayed
                + " answered again; refused by run " + refusals() + ", status told of run " + notices();
    }
}
