package io.slipway.records.internal;

import io.slipway.account.PersonDirectory;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.records.WriteOutcome.StillLinked;
import io.slipway.storage.RecordStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** What records of a call name outside of themselves: other records and people. No such name may lead nowhere. */
@Component
class References {

    private final RecordStore store;
    private final PersonDirectory people;

    References(RecordStore store, PersonDirectory people) {
        this.store = store;
        this.people = people;
    }

    /** Share-locks the records newly linked to, so that nobody can remove them before this call is durable. */
    void requireTargets(WriteCall call, GrantedPermissions.Granted granted) {
        List<WriteCall.Reference> references = call.newReferences();
        SortedMap<ResourceId, Set<RecordId>> wanted = new TreeMap<>();
        for (WriteCall.Reference reference : references) {
            if (granted.sees(reference.target())) {
                wanted.computeIfAbsent(reference.target(), table -> new TreeSet<>())
                        .add(reference.record());
            }
        }
        Map<ResourceId, Set<RecordId>> there = new HashMap<>();
        wanted.forEach((table, ids) -> {
            Set<RecordId> created = call.created(table);
            Set<RecordId> stored = new TreeSet<>(ids);
            stored.removeAll(created);
            Set<RecordId> found = new HashSet<>(created);
            found.addAll(store.shareLockExisting(call.definition(), table, stored));
            found.removeAll(call.deleted(table));
            there.put(table, found);
        });
        for (WriteCall.Reference reference : references) {
            if (!granted.sees(reference.target())) {
                call.note(
                        reference.index(),
                        reference.field().id(),
                        "Your role does not let you see the records this links to, so you can't choose one.");
            } else if (!there.getOrDefault(reference.target(), Set.of()).contains(reference.record())) {
                call.note(reference.index(), reference.field().id(), "A record chosen here is no longer there.");
            }
        }
    }

    /** Notes people who are not of the account. */
    void requirePeople(WriteCall call) {
        Map<UserId, List<Runnable>> mentions = new HashMap<>();
        for (int i = 0; i < call.writes().size(); i++) {
            int index = i;
            for (ResourceId id : call.changedFields(index)) {
                Object value = call.after(index).map(record -> record.value(id)).orElse(null);
                boolean names = call.definition().get(Field.class, id).kind() instanceof FieldKind.User;
                if (names && value instanceof Long user) {
                    mentions.computeIfAbsent(new UserId(user), key -> new ArrayList<>())
                            .add(() -> call.note(index, id, "The person chosen here is not of this account."));
                }
            }
        }
        if (!mentions.isEmpty()) {
            var account = call.definition().environment().account();
            Set<UserId> known = people.names(account, mentions.keySet()).keySet();
            mentions.forEach((user, notes) -> {
                if (!known.contains(user)) {
                    notes.forEach(Runnable::run);
                }
            });
        }
    }

    /**
     * Refuses to remove what records still link to. Looks only now, with the records locked and gone: whoever links to it
     * meanwhile finds it missing.
     *
     * @param all whether to find all such records, not only the first
     */
    void requireNoneLeft(WriteCall call, boolean all) {
        Map<Integer, StillLinked> linked = new TreeMap<>();
        for (ResourceId table : call.tables()) {
            NavigableSet<RecordId> deleted = new TreeSet<>(call.deleted(table));
            while (!deleted.isEmpty() && (all || linked.isEmpty())) {
                RecordId record =
                        store.firstLinkedTo(call.definition(), table, deleted).orElse(null);
                if (record == null) {
                    break;
                }
                linked.put(call.place(table, record), new StillLinked(record, links(call, table, record)));
                deleted = deleted.tailSet(record, false);
            }
        }
        if (!linked.isEmpty()) {
            throw new NotSaved(linked);
        }
    }

    private List<StillLinked.Link> links(WriteCall call, ResourceId table, RecordId record) {
        List<StillLinked.Link> links = new ArrayList<>();
        store.referrers(call.definition(), table, record).forEach((id, count) -> {
            Field field = call.definition().get(Field.class, id);
            Table from = call.definition().get(Table.class, field.table());
            links.add(new StillLinked.Link(from.name(), field.name(), count));
        });
        return links;
    }
}
