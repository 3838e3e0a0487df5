package io.slipway.records.internal;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gate;
import io.slipway.environment.Gates;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * One attempt at a writing call, in the transaction open on this thread. The order is what keeps writers and closers
 * apart: the gate first; then records in ascending (table, id); feed entries last. Whatever is not saved leaves as
 * {@link NotSaved}, so that the transaction is rolled back and its locks are freed at once.
 */
@Component
class WriteTransaction {

    private final Gates gates;
    private final Definitions definitions;
    private final GrantedPermissions permissions;
    private final RecordStore store;
    private final ChangeFeed feed;
    private final References references;
    private final UniqueValues uniqueValues;
    private final Clock clock;

    WriteTransaction(
            Gates gates,
            Definitions definitions,
            GrantedPermissions permissions,
            RecordStore store,
            ChangeFeed feed,
            References references,
            UniqueValues uniqueValues,
            Clock clock) {
        this.gates = gates;
        this.definitions = definitions;
        this.permissions = permissions;
        this.store = store;
        this.feed = feed;
        this.references = references;
        this.uniqueValues = uniqueValues;
        this.clock = clock;
    }

    /**
     * How an attempt goes about what can't be saved.
     *
     * @param precise whether to look for repeated unique values and ids first, to be able to name the writes at fault
     * @param all whether to find all writes at fault, not only one
     * @param swaps whether records of the call may take over each other's unique values
     */
    record Manner(boolean precise, boolean all, boolean swaps) {

        /** One call, all or nothing. */
        static final Manner WHOLE = new Manner(false, false, true);

        /** One call, each write as far as it can be taken. */
        static final Manner EACH = new Manner(false, true, true);

        /** Writes that know nothing of each other: what none of them could do alone they can't do together either. */
        static final Manner OF_STRANGERS = new Manner(false, false, false);

        Manner lookingFirst() {
            return new Manner(true, all, swaps);
        }
    }

    /** What a caller does in the same transaction, when the records are written, before the feed knows. */
    @FunctionalInterface
    interface Alongside {
        void run(Definition definition, WriteOutcome.Saved saved);
    }

    /**
     * @throws NotSaved when nothing may be saved
     */
    WriteOutcome.Saved attempt(
            Actor actor, EnvironmentId environment, List<Write> writes, Alongside alongside, Manner manner) {
        Gate gate = openGate(environment);
        Definition definition = definitions.at(environment, gate.revision());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        WriteCall call = new WriteCall(actor, definition, writes, now);
        GrantedPermissions.Granted granted = permissions.of(actor, definition);
        requireTables(call);
        requirePermissions(call, granted);
        call.refuseRepeated();
        requireNoProblems(call);
        prepare(call, granted);
        requireNoProblems(call);
        takeNumbers(call);
        apply(call, manner);
        WriteOutcome.Saved saved = new WriteOutcome.Saved(saved(call));
        alongside.run(definition, saved);
        feed.append(environment, entries(call));
        return saved;
    }

    private Gate openGate(EnvironmentId environment) {
        Gate gate;
        try {
            gate = gates.shareLockedAtOnce(environment);
        } catch (Gates.GateBusy busy) {
            throw new NotSaved(new WriteOutcome.Closed());
        }
        if (!gate.writesOpen()) {
            throw new NotSaved(new WriteOutcome.Closed());
        }
        return gate;
    }

    private static void requireNoProblems(WriteCall call) {
        if (!call.problems().isEmpty()) {
            throw new NotSaved(call.problems());
        }
    }

    private static void requireTables(WriteCall call) {
        for (int i = 0; i < call.writes().size(); i++) {
            ResourceId table = call.writes().get(i).table();
            if (call.definition().find(Table.class, table).isEmpty()) {
                call.note(i, null, "This table is no longer there: the definition has changed. Your input is kept.");
            }
        }
        requireNoProblems(call);
    }

    private static void requirePermissions(WriteCall call, GrantedPermissions.Granted granted) {
        Map<ResourceId, Permission> known = new HashMap<>();
        Map<Integer, WriteOutcome> refused = new TreeMap<>();
        for (int i = 0; i < call.writes().size(); i++) {
            Write write = call.writes().get(i);
            Permission permission = known.computeIfAbsent(write.table(), granted::on);
            String refusal = switch (write) {
                case Create create -> permission.create() ? "" : "create records in";
                case Update update -> permission.edit() ? "" : "edit records of";
                case Delete delete -> permission.delete() ? "" : "delete records of";
            };
            if (!permission.see()) {
                refused.put(i, new WriteOutcome.Refused("Your role does not let you see these records."));
            } else if (!refusal.isEmpty()) {
                String name = call.definition().get(Table.class, write.table()).name();
                refused.put(i, new WriteOutcome.Refused("Your role does not let you " + refusal + " “" + name + "”."));
            }
        }
        if (!refused.isEmpty()) {
            throw new NotSaved(refused);
        }
    }

    /** Locks what the call is about and works out what is to be written. */
    private void prepare(WriteCall call, GrantedPermissions.Granted granted) {
        call.draftNew();
        // Targets of links in changed records are known only once those are locked, so all records come first. Two
        // calls may meet the other way round in one table and another; then one of them is run again.
        call.toLock()
                .forEach((table, ids) -> call.locked(table, store.findAllForUpdate(call.definition(), table, ids)));
        requireUnchanged(call);
        call.draftChanged();
        references.requireTargets(call, granted);
        references.requirePeople(call);
    }

    private static void requireUnchanged(WriteCall call) {
        Map<Integer, WriteOutcome> overtaken = new TreeMap<>();
        for (int i = 0; i < call.writes().size(); i++) {
            Write write = call.writes().get(i);
            Long expected = switch (write) {
                case Create create -> null;
                case Update update -> update.expectedVersion();
                case Delete delete -> delete.expectedVersion();
            };
            if (write instanceof Create) {
                continue;
            }
            StoredRecord now = call.before(write).orElse(null);
            if (now == null) {
                overtaken.put(i, new WriteOutcome.Gone(write.record()));
            } else if (expected != null && expected != now.version()) {
                overtaken.put(i, new WriteOutcome.Conflict(write.record(), now));
            }
        }
        if (!overtaken.isEmpty()) {
            throw new NotSaved(overtaken);
        }
    }

    private void takeNumbers(WriteCall call) {
        for (ResourceId table : call.tables()) {
            List<Integer> created = call.effective(table, Create.class);
            if (created.isEmpty()) {
                continue;
            }
            for (Field field : call.definition().fields(table)) {
                if (field.kind() instanceof FieldKind.AutoNumber) {
                    long next = store.takeAutoNumbers(call.definition(), field.id(), created.size());
                    for (int index : created) {
                        call.set(index, field.id(), next++);
                    }
                }
            }
        }
    }

    private void apply(WriteCall call, Manner manner) {
        Definition definition = call.definition();
        call.tables().forEach(table -> store.delete(definition, table, call.deleted(table)));
        if (manner.swaps()) {
            uniqueValues.release(call);
        }
        if (manner.precise()) {
            uniqueValues.requireFree(call);
        }
        for (ResourceId table : call.tables()) {
            List<RecordStore.Change> changes = call.effective(table, Update.class).stream()
                    .map(index -> new RecordStore.Change(call.after(index).orElseThrow(), call.changedFields(index)))
                    .toList();
            if (!changes.isEmpty()) {
                store.update(definition, table, changes);
            }
            List<StoredRecord> created = call.effective(table, Create.class).stream()
                    .map(index -> call.after(index).orElseThrow())
                    .toList();
            if (!created.isEmpty()) {
                store.insert(definition, table, created);
            }
        }
        references.requireNoneLeft(call, manner.all());
    }

    private static List<ChangeFeed.NewEntry> entries(WriteCall call) {
        List<ChangeFeed.NewEntry> entries = new ArrayList<>();
        for (int i = 0; i < call.writes().size(); i++) {
            Write write = call.writes().get(i);
            if (write instanceof Delete) {
                entries.add(new ChangeFeed.NewEntry(write.table(), write.record(), ChangeFeed.Kind.DELETED, Set.of()));
            } else if (call.after(i).isPresent()) {
                ChangeFeed.Kind kind = write instanceof Create ? ChangeFeed.Kind.CREATED : ChangeFeed.Kind.UPDATED;
                entries.add(new ChangeFeed.NewEntry(write.table(), write.record(), kind, call.changedFields(i)));
            }
        }
        return entries;
    }

    private static List<StoredRecord> saved(WriteCall call) {
        List<StoredRecord> saved = new ArrayList<>();
        for (int i = 0; i < call.writes().size(); i++) {
            Write write = call.writes().get(i);
            if (!(write instanceof Delete)) {
                saved.add(call.after(i).or(() -> call.before(write)).orElseThrow());
            }
        }
        return saved;
    }
}
