package io.slipway.records.internal;

import io.slipway.account.Actor;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.WriteOutcome.Problem;
import io.slipway.storage.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a call knows: the writes, the records they are about, and what those are to be. Pure; the
 * transaction around it reads, locks and writes.
 */
final class WriteCall {

    private final Actor actor;
    private final Definition definition;
    private final List<Write> writes;
    private final Instant now;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Key, StoredRecord> before = new HashMap<>();
    private final Map<Integer, StoredRecord> after = new LinkedHashMap<>();
    private final Map<Integer, Set<ResourceId>> changed = new HashMap<>();

    private record Key(ResourceId table, RecordId record) {}

    WriteCall(Actor actor, Definition definition, List<Write> writes, Instant now) {
        this.actor = actor;
        this.definition = definition;
        this.writes = writes;
        this.now = now;
    }

    Definition definition() {
        return definition;
    }

    List<Write> writes() {
        return writes;
    }

    List<Problem> problems() {
        return Collections.unmodifiableList(problems);
    }

    void note(int index, @Nullable ResourceId field, String message) {
        problems.add(new Problem(index, field, message));
    }

    /** All tables written to. */
    Set<ResourceId> tables() {
        Set<ResourceId> tables = new TreeSet<>();
        writes.forEach(write -> tables.add(write.table()));
        return tables;
    }

    /** Notes writes that are about one record. */
    void refuseRepeated() {
        Set<Key> seen = new HashSet<>();
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            if (!seen.add(new Key(write.table(), write.record()))) {
                note(i, null, "This record is written twice in one call.");
            }
        }
    }

    /** Records that are to be changed or removed, per table: what must be locked first. */
    SortedMap<ResourceId, Set<RecordId>> toLock() {
        SortedMap<ResourceId, Set<RecordId>> ids = new TreeMap<>();
        for (Write write : writes) {
            if (!(write instanceof Create)) {
                ids.computeIfAbsent(write.table(), table -> new TreeSet<>()).add(write.record());
            }
        }
        return ids;
    }

    void locked(ResourceId table, List<StoredRecord> records) {
        records.forEach(record -> before.put(new Key(table, record.id()), record));
    }

    /** The record before the call, if it is there. */
    Optional<StoredRecord> before(Write write) {
        return Optional.ofNullable(before.get(new Key(write.table(), write.record())));
    }

    /** Works out what new records are to be. */
    void draftNew() {
        Drafts drafts = new Drafts(definition, problems);
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i) instanceof Create create) {
                Map<ResourceId, Object> values = drafts.created(i, create.table(), create.draft());
                after.put(i, new StoredRecord(create.record(), 1, now, user(), now, user(), values));
            }
        }
    }

    /** Works out what changed records are to be; records that stay as they are stay out. */
    void draftChanged() {
        Drafts drafts = new Drafts(definition, problems);
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i) instanceof Update update) {
                StoredRecord old = Objects.requireNonNull(before.get(new Key(update.table(), update.record())));
                Map<ResourceId, Object> values = drafts.changed(i, update.table(), update.draft(), old);
                if (!values.equals(old.values())) {
                    after.put(
                            i,
                            new StoredRecord(
                                    old.id(),
                                    old.version() + 1,
                                    old.createdAt(),
                                    old.createdBy(),
                                    now,
                                    user(),
                                    values));
                }
            }
        }
    }

    private @Nullable Long user() {
        var user = actor.user();
        return user == null ? null : Long.valueOf(user.value());
    }

    /** What the write makes of its record; empty: nothing, or it removes it. */
    Optional<StoredRecord> after(int index) {
        return Optional.ofNullable(after.get(index));
    }

    /** Gives a new record one more value. */
    void set(int index, ResourceId field, Object value) {
        StoredRecord record = Objects.requireNonNull(after.get(index));
        changed.remove(index);
        Map<ResourceId, Object> values = new HashMap<>(record.values());
        values.put(field, value);
        after.put(
                index,
                new StoredRecord(
                        record.id(),
                        record.version(),
                        record.createdAt(),
                        record.createdBy(),
                        record.updatedAt(),
                        record.updatedBy(),
                        values));
    }

    /** The fields whose values a write changes. */
    Set<ResourceId> changedFields(int index) {
        return changed.computeIfAbsent(index, this::compared);
    }

    private Set<ResourceId> compared(int index) {
        StoredRecord record = after.get(index);
        if (record == null) {
            return Set.of();
        }
        Map<ResourceId, Object> old =
                before(writes.get(index)).map(StoredRecord::values).orElse(Map.of());
        Set<ResourceId> different = new TreeSet<>();
        record.values().forEach((field, value) -> {
            if (!value.equals(old.get(field))) {
                different.add(field);
            }
        });
        old.keySet().stream()
                .filter(field -> !record.values().containsKey(field))
                .forEach(different::add);
        return Collections.unmodifiableSet(different);
    }

    /**
     * One new reference to a record.
     *
     * @param index the write that makes it
     */
    record Reference(int index, Field field, ResourceId target, RecordId record) {}

    /** The references that this call adds. */
    List<Reference> newReferences() {
        List<Reference> references = new ArrayList<>();
        for (int index : after.keySet()) {
            for (ResourceId id : changedFields(index)) {
                Field field = definition.get(Field.class, id);
                if (field.kind() instanceof FieldKind.Link link) {
                    ResourceId target = definition
                            .get(Relationship.class, link.relationship())
                            .to();
                    Set<RecordId> added = new TreeSet<>(targets(after(index), id));
                    added.removeAll(targets(before(writes.get(index)), id));
                    added.forEach(record -> references.add(new Reference(index, field, target, record)));
                }
            }
        }
        return references;
    }

    private static Set<RecordId> targets(Optional<StoredRecord> record, ResourceId field) {
        Object value = record.map(known -> known.value(field)).orElse(null);
        Set<RecordId> targets = new TreeSet<>();
        if (value instanceof RecordId one) {
            targets.add(one);
        } else if (value instanceof Collection<?> many) {
            many.forEach(each -> targets.add((RecordId) each));
        }
        return targets;
    }

    /** The place of the write that is about a record. */
    int place(ResourceId table, RecordId record) {
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            if (write.table().equals(table) && write.record().equals(record)) {
                return i;
            }
        }
        throw new IllegalArgumentException("No write is about record " + record);
    }

    /** Records that this call makes in a table. */
    Set<RecordId> created(ResourceId table) {
        return ids(table, Create.class);
    }

    /** Records that this call removes from a table. */
    Set<RecordId> deleted(ResourceId table) {
        return ids(table, Delete.class);
    }

    private Set<RecordId> ids(ResourceId table, Class<? extends Write> kind) {
        Set<RecordId> ids = new TreeSet<>();
        for (Write write : writes) {
            if (kind.isInstance(write) && write.table().equals(table)) {
                ids.add(write.record());
            }
        }
        return ids;
    }

    /** Places of the writes that have an effect on a table, of one kind. */
    List<Integer> effective(ResourceId table, Class<? extends Write> kind) {
        return after.keySet().stream()
                .filter(index -> kind.isInstance(writes.get(index)))
                .filter(index -> writes.get(index).table().equals(table))
                .sorted()
                .toList();
    }
}
