package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import io.slipway.definition.compare.DefinitionRules;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which resource each entry is: the one with its id, else the one of its name in the same table that no other
 * entry is by id, else a new one.
 */
final class Identities {

    private final Map<ResourceId, ? extends Resource> current;
    private final boolean foreign;
    private final DocumentIds ids;
    private final Set<ResourceId> taken = new HashSet<>();
    private final Map<ResourceId, Entry> saidBy = new HashMap<>();

    /**
     * @param foreign whether the ids in the document are another account's and mean nothing here
     */
    Identities(Map<ResourceId, ? extends Resource> current, boolean foreign, DocumentIds ids) {
        this.current = current;
        this.foreign = foreign;
        this.ids = ids;
    }

    /** Tables before what is in them. */
    void find(List<Entry> entries) {
        entries.forEach(this::said);
        entries.stream().filter(entry -> !entry.section.inTable()).forEach(this::named);
        entries.stream().filter(entry -> entry.section.inTable()).forEach(this::named);
    }

    private void said(Entry entry) {
        ResourceId id = entry.said;
        if (id == null) {
            return;
        }
        Entry first = saidBy.putIfAbsent(id, entry);
        if (first != null) {
            entry.properties.problem("id", "The id " + id + " is already that of " + first.title() + ".");
            return;
        }
        if (foreign) {
            return;
        }
        Resource now = current.get(id);
        if (now != null && now.type() != entry.section.type()) {
            entry.properties.problem(
                    "id",
                    "The id " + id + " is that of the "
                            + now.type().label().toLowerCase(java.util.Locale.ROOT) + " "
                            + Problems.quoted(now.name()) + ". Leave the id out if this is something new.");
        } else if (now == null && !ids.given(id)) {
            entry.properties.problem(
                    "id", "The id " + id + " was never given in this account. Leave it out for something new.");
        } else {
            taken.add(id);
            entry.is(id, now);
        }
    }

    private void named(Entry entry) {
        if (entry.isKnown()) {
            return;
        }
        Optional<? extends Resource> match = entry.name == null ? Optional.empty() : match(entry, entry.name);
        if (match.isPresent()) {
            taken.add(match.get().id());
            entry.is(match.get().id(), match.get());
        } else {
            entry.is(ids.fresh(), null);
        }
    }

    private Optional<? extends Resource> match(Entry entry, String name) {
        String wanted = DefinitionRules.folded(name.strip());
        @Nullable ResourceId table = entry.tableId();
        return current.values().stream()
                .filter(resource -> resource.type() == entry.section.type())
                .filter(resource -> !taken.contains(resource.id()))
                .filter(resource -> Objects.equals(Entry.tableOf(resource), table))
                .filter(resource -> DefinitionRules.folded(resource.name()).equals(wanted))
                .findFirst();
    }
}
