package io.slipway.definition;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of records. Apps share tables: an app names its tables, a table knows no app.
 *
 * @param description free text, may be empty
 * @param titleField the field whose value stands for a record in links and headings; null: the first text field
 */
public record Table(
        ResourceId id,
        String name,
        String description,
        @Nullable ResourceId titleField) implements Resource {

    public Table {
        name = Text.name("table", name);
        description = description.strip();
    }

    @Override
    public Set<ResourceId> needs() {
        return Set.of();
    }
}
