package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One resource in a document: what it says of itself, and which resource that turns out to be. */
final class Entry {

    final DocumentSection section;
    final Properties properties;

    /** The table it is in, when that is in the document too; else see {@link #tableId}. */
    final @Nullable Entry table;

    /** The id the document gives; null: none. */
    final @Nullable ResourceId said;

    /** The name the document gives; null: none. */
    final @Nullable String name;

    private final List<String> known;

    private @Nullable ResourceId tableId;
    private @Nullable ResourceId id;
    private @Nullable Resource old;

    Entry(
            DocumentSection section,
            Properties properties,
            @Nullable Entry table,
            @Nullable ResourceId said,
            @Nullable String name,
            List<String> known) {
        this.section = section;
        this.properties = properties;
        this.table = table;
        this.said = said;
        this.name = name;
        this.known = List.copyOf(known);
    }

    /** Which resource it is. */
    void is(ResourceId known, @Nullable Resource now) {
        id = known;
        old = now;
    }

    /** Reports properties nobody knows, by the name the resource has now that it is known which one it is. */
    void checkProperties() {
        properties.called(title());
        properties.only(known);
    }

    boolean isKnown() {
        return id != null;
    }

    ResourceId id() {
        if (id == null) {
            throw new IllegalStateException("Not yet known which resource " + properties.path() + " is");
        }
        return id;
    }

    /** The resource as it is now; null: a new one. */
    @Nullable
    Resource old() {
        return old;
    }

    void inTable(ResourceId outer) {
        tableId = outer;
    }

    /** The table it is in; null: it is in none. */
    @Nullable
    ResourceId tableId() {
        return table == null ? tableId : table.id();
    }

    /** What messages call it. */
    String title() {
        String label = section.type().label();
        Resource now = old;
        String called = name == null && now != null ? now.name() : name;
        return called == null ? label : label + " " + Problems.quoted(called);
    }

    /** The table in whose entry a document has a resource. */
    static @Nullable ResourceId tableOf(Resource resource) {
        return switch (resource) {
            case Field field -> field.table();
            case Form form -> form.table();
            case View view -> view.table();
            case Relationship relationship -> relationship.from();
            case Table table -> null;
            case App app -> null;
            case Role role -> null;
            case UserGroup group -> null;
        };
    }
}
