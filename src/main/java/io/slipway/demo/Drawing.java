package io.slipway.demo;

import io.slipway.account.Actor;
import io.slipway.builder.Builder;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Draws resources one after the other and puts all of them in force with one edit. */
final class Drawing {

    private final Builder builder;
    private final Actor actor;
    private final EnvironmentId environment;
    private final Map<ResourceId, Resource> drawn = new LinkedHashMap<>();
    private long rank;

    Drawing(Builder builder, Actor actor, EnvironmentId environment) {
        this.builder = builder;
        this.actor = actor;
        this.environment = environment;
    }

    ResourceId id() {
        return builder.newId(actor, environment);
    }

    <R extends Resource> R put(R resource) {
        drawn.put(resource.id(), resource);
        return resource;
    }

    Table table(String name, String description) {
        rank = 0;
        return put(new Table(id(), name, description, null));
    }

    Field field(Table table, String name, FieldKind kind, boolean required) {
        rank += 1024;
        return put(new Field(id(), table.id(), name, kind, rank, required, false, null, ""));
    }

    /** A link field and its relationship. */
    Field link(Table from, String name, Table to, Cardinality cardinality, String nameThere, boolean required) {
        Relationship relationship = put(new Relationship(id(), nameThere, cardinality, from.id(), to.id()));
        return field(from, name, new FieldKind.Link(relationship.id()), required);
    }

    static List<Choice> choices(String... labels) {
        return IntStream.range(0, labels.length)
                .mapToObj(index -> new Choice(index + 1L, labels[index]))
                .toList();
    }

    Form form(Table table, String name, List<Field> fields) {
        return put(new Form(
                id(),
                table.id(),
                name,
                fields.stream()
                        .map(field -> new Form.Item(field.id(), false, ""))
                        .toList()));
    }

    View view(Table table, String name, Form form, List<View.Filter> filters, List<View.Sort> sorts, Field... columns) {
        List<ResourceId> shown = new ArrayList<>();
        for (Field column : columns) {
            shown.add(column.id());
        }
        return put(new View(id(), table.id(), name, shown, filters, sorts, form.id()));
    }

    /** Puts everything in force. */
    void finish() {
        DefinitionChange[] changes =
                drawn.values().stream().map(DefinitionChange.Put::new).toArray(DefinitionChange[]::new);
        EditOutcome outcome = builder.edit(actor, environment, Edit.of(changes));
        switch (outcome) {
            case EditOutcome.Done done -> drawn.clear();
            case EditOutcome.NothingChanged nothing -> drawn.clear();
            case EditOutcome.Refused refused ->
                throw new IllegalStateException("The demo is not a definition: " + refused.problems());
            case EditOutcome.ChangedMeanwhile changed -> throw new IllegalStateException(changed.message());
            case EditOutcome.StructureLocked locked -> throw new IllegalStateException(locked.reason());
            case EditOutcome.Busy busy -> throw new IllegalStateException(busy.who() + ": " + busy.what());
            case EditOutcome.NotReady notReady -> throw new IllegalStateException(notReady.reason());
            case EditOutcome.DataStopsIt data -> throw new IllegalStateException("" + data.findings());
        }
    }
}
