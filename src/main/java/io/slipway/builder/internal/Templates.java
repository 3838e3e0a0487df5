package io.slipway.builder.internal;

import io.slipway.builder.DefinitionChange;
import io.slipway.builder.NewRelationship;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Changes that belong together when something is added. Pure but for the ids it is given. */
final class Templates {

    private static final long RANK_STEP = 1000;
    private static final int NAME_LENGTH = 100;

    private Templates() {}

    static List<DefinitionChange> table(
            Definition current, @Nullable ResourceId app, String name, Supplier<ResourceId> ids) {
        ResourceId table = ids.get();
        ResourceId field = ids.get();
        ResourceId form = ids.get();
        ResourceId view = ids.get();
        List<DefinitionChange> changes = new ArrayList<>();
        changes.add(put(new Table(table, name, "", field)));
        FieldKind kind = new FieldKind.ShortText(NAME_LENGTH);
        changes.add(put(new Field(field, table, "Name", kind, RANK_STEP, true, false, null, "")));
        changes.add(put(new Form(form, table, name, List.of(new Form.Item(field, false, "")))));
        changes.add(put(new View(view, table, name, List.of(field), List.of(), List.of(), form)));
        if (app != null) {
            App shown = current.get(App.class, app);
            changes.add(put(new App(
                    shown.id(),
                    shown.name(),
                    shown.description(),
                    shown.icon(),
                    and(shown.tables(), table),
                    and(shown.views(), view))));
        }
        return changes;
    }

    static List<DefinitionChange> field(Definition current, Field field) {
        long last = current.fields(field.table()).stream()
                .mapToLong(Field::rank)
                .max()
                .orElse(0);
        List<DefinitionChange> changes = new ArrayList<>();
        changes.add(put(field.withRank(last + RANK_STEP)));
        current.forms(field.table()).stream().findFirst().ifPresent(form -> {
            List<Form.Item> items = new ArrayList<>(form.items());
            items.add(new Form.Item(field.id(), field.kind() instanceof FieldKind.AutoNumber, ""));
            changes.add(put(new Form(form.id(), form.table(), form.name(), items)));
        });
        current.views(field.table()).stream()
                .findFirst()
                .ifPresent(view -> changes.add(put(new View(
                        view.id(),
                        view.table(),
                        view.name(),
                        and(view.columns(), field.id()),
                        view.filters(),
                        view.sorts(),
                        view.form()))));
        return changes;
    }

    static List<DefinitionChange> relationship(Definition current, NewRelationship wanted, Supplier<ResourceId> ids) {
        ResourceId relationship = ids.get();
        ResourceId link = ids.get();
        List<DefinitionChange> changes = new ArrayList<>();
        changes.add(put(new Relationship(
                relationship, wanted.relatedName(), wanted.cardinality(), wanted.from(), wanted.to())));
        FieldKind kind = new FieldKind.Link(relationship);
        changes.addAll(field(
                current,
                new Field(link, wanted.from(), wanted.fieldName(), kind, 0, wanted.required(), false, null, "")));
        return changes;
    }

    private static DefinitionChange put(Resource resource) {
        return new DefinitionChange.Put(resource);
    }

    private static List<ResourceId> and(List<ResourceId> ids, ResourceId one) {
        List<ResourceId> more = new ArrayList<>(ids);
        more.add(one);
        return more;
    }
}
