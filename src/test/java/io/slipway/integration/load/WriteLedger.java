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
    private final Map<String, Map<String, Object>> values = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> links = new ConcurrentHashMap<>();
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
        values.remove(record);
        links.remove(record);
    }

    /** What a record that was changed again and again has to hold, by field. */
    void holds(String record, Map<String, Object> now) {
        values.put(record, Map.copyOf(now));
    }

    /** A record was linked or unlinked, which is a change of it, and links to these now. */
    void linked(String record, Set<String> now) {
        updated.merge(record, 1, Integer::sum);
        links.put(record, Set.copyOf(now));
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

    /** What records that were changed must hold, by record and field. */
    Map<String, Map<String, Object>> values() {
        return new TreeMap<>(values);
    }

    /** What records must be linked to. */
    Map<String, Set<String>> links() {
        return new TreeMap<>(links);
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
