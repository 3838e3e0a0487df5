package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Relationships: those of one table, or all. */
final class RelationshipsPart {

    private RelationshipsPart() {}

    /** Those from and to a table. */
    static Component of(Bench bench, ResourceId table) {
        return section(
                bench,
                table,
                bench.definition()
                        .all(Relationship.class)
                        .filter(one -> one.from().equals(table) || one.to().equals(table)),
                "How records of this table and of others belong together. A link field carries each.",
                "Nothing links this table with another yet. Add a relationship.");
    }

    static Component all(Bench bench) {
        return section(
                bench,
                null,
                bench.definition().all(Relationship.class),
                "How records of different tables belong together. A link field carries each.",
                "No table links to another yet. Add a relationship.");
    }

    private static Component section(
            Bench bench, @Nullable ResourceId from, Stream<Relationship> relationships, String line, String nothing) {
        BuildSection section = new BuildSection(bench, "Relationships", line);
        if (bench.definition().all(Table.class).findAny().isPresent()) {
            section.adding("Add relationship", true, () -> new RelationshipDialog(bench, from).open());
        }
        return section.rows(rows(bench, relationships), VaadinIcon.CONNECT_O, nothing);
    }

    private static List<BuildRow> rows(Bench bench, Stream<Relationship> relationships) {
        Definition definition = bench.definition();
        return relationships
                .map(one -> {
                    String field =
                            definition.linkField(one.id()).map(Field::name).orElse("(no field)");
                    String from = BuildWords.name(definition, one.from());
                    String to = BuildWords.name(definition, one.to());
                    return new BuildRow(bench, from + " → " + to)
                            .line("Field “" + field + "” of " + from + ", "
                                    + one.cardinality().label())
                            .line("Seen from " + to + ": “" + one.name() + "”")
                            .edit(() -> new RenameRelationshipDialog(bench, one).open())
                            .remove(() -> Removal.ask(bench, one));
                })
                .toList();
    }
}
