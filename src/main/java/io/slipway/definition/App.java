package io.slipway.definition;

import io.slipway.common.ResourceId;
import io.slipway.common.Text;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An app: a named choice of tables and of the views people see in it. Tables may be in several apps of an account.
 *
 * @param icon name of one of the icons the interface offers, for example "briefcase"; empty: the first letter
 * @param tables in order, no table twice
 * @param views in the order of the app's navigation, no view twice; each of a table of the app
 */
public record App(
        ResourceId id, String name, String description, String icon, List<ResourceId> tables, List<ResourceId> views)
        implements Resource {

    public App {
        name = Text.name("app", name);
        description = description.strip();
        tables = List.copyOf(new LinkedHashSet<>(tables));
        views = List.copyOf(new LinkedHashSet<>(views));
    }

    @Override
    public Set<ResourceId> needs() {
        Set<ResourceId> needed = new HashSet<>(tables);
        needed.addAll(views);
        return Set.copyOf(needed);
    }
}
