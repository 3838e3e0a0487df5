package io.slipway.definition.compare;

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
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether resources together are a definition. */
public final class DefinitionRules {

    /** Most fields a table can have, so that its records fit a page of the database. */
    public static final int FIELDS_PER_TABLE = 200;

    private final Map<ResourceId, ? extends Resource> resources;
    private final List<Violation> found = new ArrayList<>();

    private DefinitionRules(Map<ResourceId, ? extends Resource> resources) {
        this.resources = resources;
    }

    /** Everything that keeps the resources from being a definition; empty: they are one. */
    public static List<Violation> check(Map<ResourceId, ? extends Resource> resources) {
        DefinitionRules rules = new DefinitionRules(resources);
        resources.values().forEach(rules::resource);
        rules.names();
        rules.fieldsPerTable();
        return List.copyOf(rules.found);
    }

    private void resource(Resource resource) {
        int before = found.size();
        References.of(resource).forEach((id, type) -> reference(resource, id, type));
        if (found.size() > before) {
            return;
        }
        switch (resource) {
            case Table table -> belongs(table, table.id(), table.titleField(), "titleField");
            case Field field -> found.addAll(FieldRules.check(field, resources));
            case Form form -> form(form);
            case View view -> view(view);
            case App app -> app(app);
            case Relationship relationship -> {}
            case Role role -> {}
            case UserGroup group -> {}
        }
    }

    private void reference(Resource resource, ResourceId id, Class<? extends Resource> type) {
        Resource target = resources.get(id);
        if (!type.isInstance(target)) {
            String what = type.getSimpleName().toLowerCase(Locale.ROOT);
            report(
                    Violation.Rule.REFERENCE,
                    resource,
                    "",
                    title(resource) + " refers to a " + what + " that is not there (any more).",
                    Set.of(id));
        }
    }

    private void form(Form form) {
        Set<ResourceId> seen = new HashSet<>();
        for (Form.Item item : form.items()) {
            belongs(form, form.table(), item.field(), "items");
            once(form, item.field(), seen, "items");
        }
    }

    private void view(View view) {
        Set<ResourceId> seen = new HashSet<>();
        for (ResourceId column : view.columns()) {
            belongs(view, view.table(), column, "columns");
            once(view, column, seen, "columns");
        }
        view.sorts().forEach(sort -> belongs(view, view.table(), sort.field(), "sorts"));
        for (View.Filter filter : view.filters()) {
            belongs(view, view.table(), filter.field(), "filters");
            if (resources.get(filter.field()) instanceof Field field) {
                FilterRules.problem(field, filter)
                        .ifPresent(problem -> report(
                                Violation.Rule.FILTER,
                                view,
                                "filters",
                                title(view) + ": " + problem,
                                Set.of(field.id())));
            }
        }
        if (view.form() != null
                && resources.get(view.form()) instanceof Form form
                && !form.table().equals(view.table())) {
            report(
                    Violation.Rule.BELONGING,
                    view,
                    "form",
                    title(view) + " opens a form of another table.",
                    Set.of(form.id()));
        }
    }

    private void app(App app) {
        for (ResourceId id : app.views()) {
            if (resources.get(id) instanceof View view && !app.tables().contains(view.table())) {
                report(
                        Violation.Rule.BELONGING,
                        app,
                        "views",
                        title(app) + " shows " + title(view) + ", but not its table.",
                        Set.of(id));
            }
        }
    }

    private void belongs(Resource resource, ResourceId table, @Nullable ResourceId id, String place) {
        if (id != null
                && resources.get(id) instanceof Field field
                && !field.table().equals(table)) {
            report(
                    Violation.Rule.BELONGING,
                    resource,
                    place,
                    title(resource) + " names " + title(field) + ", which is of another table.",
                    Set.of(id));
        }
    }

    private void once(Resource resource, ResourceId id, Set<ResourceId> seen, String place) {
        if (!seen.add(id) && resources.get(id) instanceof Field field) {
            report(
                    Violation.Rule.BELONGING,
                    resource,
                    place,
                    title(resource) + " names " + title(field) + " twice.",
                    Set.of());
        }
    }

    private void names() {
        sameNames(resources.values()).forEach(group -> {
            for (Resource each : group.subList(1, group.size())) {
                report(
                        Violation.Rule.NAME,
                        each,
                        "name",
                        "There is already " + article(each) + " " + Words.quoted(each.name())
                                + ". Choose another name.",
                        Set.of(group.getFirst().id()));
            }
        });
    }

    /** Groups of two and more with the same name in the same scope, each by id. */
    static List<List<Resource>> sameNames(Collection<? extends Resource> resources) {
        Map<List<Object>, List<Resource>> byName = new HashMap<>();
        for (Resource resource : resources) {
            Object scope = Scope.of(resource);
            byName.computeIfAbsent(List.of(resource.type(), scope, folded(resource.name())), key -> new ArrayList<>())
                    .add(resource);
        }
        return byName.values().stream()
                .filter(group -> group.size() > 1)
                .map(group -> group.stream()
                        .sorted(java.util.Comparator.comparing(Resource::id))
                        .toList())
                .sorted(java.util.Comparator.comparing(group -> group.getFirst().id()))
                .toList();
    }

    /** The form in which two equal names are equal. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    private void fieldsPerTable() {
        Map<ResourceId, Integer> counts = new HashMap<>();
        resources.values().forEach(resource -> {
            if (resource instanceof Field field) {
                counts.merge(field.table(), 1, Integer::sum);
            }
        });
        counts.forEach((id, count) -> {
            if (count > FIELDS_PER_TABLE && resources.get(id) instanceof Table table) {
                report(
                        Violation.Rule.LIMIT,
                        table,
                        "fields",
                        title(table) + " would have " + count + " fields; at most " + FIELDS_PER_TABLE
                                + " are possible. Move some to a table of their own and link it.",
                        Set.of());
            }
        });
    }

    private void report(Violation.Rule rule, Resource resource, String place, String message, Set<ResourceId> others) {
        Set<ResourceId> involved = new HashSet<>(others);
        involved.add(resource.id());
        found.add(new Violation(rule, resource.id(), place, message, involved));
    }

    static String title(Resource resource) {
        return resource.type().label() + " " + Words.quoted(resource.name());
    }

    private static String article(Resource resource) {
        String label = resource.type().label().toLowerCase(Locale.ROOT);
        return (label.startsWith("a") ? "an " : "a ") + label;
    }
}
