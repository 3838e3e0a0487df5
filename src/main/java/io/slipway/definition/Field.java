package io.slipway.definition;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field of a table.
 *
 * @param rank place among the table's fields, smaller first; ties by id
 * @param required a record can't be saved without a value
 * @param unique no two records of the table may have equal values (see {@code definition.value.UniqueKey})
 * @param defaultValue what a new record starts with, in canonical text (see {@code definition.value.ValueText}); null:
 *     nothing
 * @param help shown under the label, may be empty
 */
public record Field(
        ResourceId id,
        ResourceId table,
        String name,
        FieldKind kind,
        long rank,
        boolean required,
        boolean unique,
        @Nullable String defaultValue,
        String help)
        implements Resource {

    public Field {
        name = Text.name("field", name);
        help = help.strip();
        if (defaultValue != null && defaultValue.isEmpty()) {
            defaultValue = null;
        }
    }

    @Override
    public Set<ResourceId> needs() {
        return kind instanceof FieldKind.Link link ? Set.of(table, link.relationship()) : Set.of(table);
    }

    /** The same field with another kind. */
    public Field withKind(FieldKind newKind) {
        return new Field(id, table, name, newKind, rank, required, unique, defaultValue, help);
    }

    /** The same field with another name. */
    public Field withName(String newName) {
        return new Field(id, table, newName, kind, rank, required, unique, defaultValue, help);
    }

    /** The same field at another place. */
    public Field withRank(long newRank) {
        return new Field(id, table, name, kind, newRank, required, unique, defaultValue, help);
    }
}
