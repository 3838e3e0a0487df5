package io.slipway.definition;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A form to see and edit one record of a table.
 *
 * @param items from top to bottom; a field occurs at most once
 */
public record Form(ResourceId id, ResourceId table, String name, List<Item> items) implements Resource {

    public Form {
        name = Text.name("form", name);
        items = List.copyOf(items);
    }

    /**
     * One field on the form.
     *
     * @param readOnly shown, but not to be edited here
     * @param heading a section's heading above this field, may be empty
     */
    public record Item(ResourceId field, boolean readOnly, String heading) {
        public Item {
            heading = heading.strip();
        }
    }

    @Override
    public Set<ResourceId> needs() {
        return Stream.concat(Stream.of(table), items.stream().map(Item::field)).collect(Collectors.toUnmodifiableSet());
    }
}
