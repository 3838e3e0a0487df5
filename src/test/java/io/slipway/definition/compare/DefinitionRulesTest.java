package io.slipway.definition.compare;

import static io.slipway.definition.Small.app;
import static io.slipway.definition.Small.field;
import static io.slipway.definition.Small.form;
import static io.slipway.definition.Small.id;
import static io.slipway.definition.Small.ids;
import static io.slipway.definition.Small.of;
import static io.slipway.definition.Small.required;
import static io.slipway.definition.Small.table;
import static io.slipway.definition.Small.text;
import static io.slipway.definition.Small.unique;
import static io.slipway.definition.Small.view;
import static io.slipway.definition.Small.with;
import static io.slipway.definition.Small.withDefault;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DefinitionRulesTest {

    private static final SortedMap<ResourceId, Resource> BASE = of(
            table(1, "Tasks"),
            text(10, 1, "Title"),
            form(20, 1, "Task", 10),
            view(30, 1, "All", 10),
            table(2, "People"),
            text(11, 2, "Name"),
            app(40, "Tracking", ids(1, 2), ids(30)));

    @Test
    void aSoundDefinitionHasNoViolations() {
        assertThat(DefinitionRules.check(BASE)).isEmpty();
    }

    @Test
    void namesAreUniqueInTheirScopeWhateverTheirCase() {
        assertThat(broken(table(3, "tasks"))).containsExactly(Violation.Rule.NAME);
        assertThat(broken(text(12, 1, "TITLE"))).containsExactly(Violation.Rule.NAME);
        assertThat(broken(text(12, 2, "Title"))).isEmpty();
        assertThat(broken(app(41, "ｔracking", ids(), ids()))).containsExactly(Violation.Rule.NAME);
        assertThat(broken(view(31, 1, "all", 10))).containsExactly(Violation.Rule.NAME);
    }

    @Test
    void whatIsReferredToExistsAndIsOfTheRightType() {
        assertThat(broken(text(12, 9, "X"))).containsExactly(Violation.Rule.REFERENCE);
        assertThat(broken(text(12, 10, "X"))).containsExactly(Violation.Rule.REFERENCE);
        assertThat(broken(form(21, 1, "F", 99))).containsExactly(Violation.Rule.REFERENCE);
        assertThat(broken(app(41, "A", ids(99), ids()))).containsExactly(Violation.Rule.REFERENCE);
    }

    @Test
    void formsViewsTitlesAndAppsNameWhatBelongsToThem() {
        assertThat(broken(form(21, 1, "F", 11))).containsExactly(Violation.Rule.BELONGING);
        assertThat(broken(form(21, 1, "F", 10, 10))).containsExactly(Violation.Rule.BELONGING);
        assertThat(broken(view(31, 2, "V", 10))).containsExactly(Violation.Rule.BELONGING);
        assertThat(broken(new View(id(31), id(2), "V", ids(11), List.of(), List.of(), id(20))))
                .containsExactly(Violation.Rule.BELONGING);
        assertThat(broken(new Table(id(1), "Tasks", "", id(11)))).containsExactly(Violation.Rule.BELONGING);
        assertThat(broken(app(41, "A", ids(2), ids(30)))).containsExactly(Violation.Rule.BELONGING);
    }

    @Test
    void aLinkFieldLiesOnItsRelationshipsTableAndIsTheOnlyOne() {
        Relationship relationship = new Relationship(id(60), "Tasks", Cardinality.MANY_TO_ONE, id(1), id(2));
        Resource link = field(12, 1, "Owner", new FieldKind.Link(id(60)));
        assertThat(broken(relationship, link)).isEmpty();
        assertThat(broken(relationship, field(12, 2, "Owner", new FieldKind.Link(id(60)))))
                .containsExactly(Violation.Rule.LINK);
        assertThat(broken(relationship, link, field(13, 1, "Second", new FieldKind.Link(id(60)))))
                .containsExactly(Violation.Rule.LINK);
    }

    @Test
    void defaultsSuitTheirField() {
        assertThat(message(withDefault(field(12, 1, "N", new FieldKind.WholeNumber(1L, 5L)), "9")))
                .contains("at most 5");
        assertThat(message(withDefault(field(12, 1, "N", new FieldKind.Date()), "soon")))
                .contains("not a date");
        assertThat(message(withDefault(field(12, 1, "N", new FieldKind.AutoNumber("", 1)), "1")))
                .contains("no default value");
        assertThat(message(unique(withDefault(text(12, 1, "N"), "x")))).contains("the second record");
        assertThat(broken(withDefault(field(12, 1, "N", new FieldKind.YesNo()), "true")))
                .isEmpty();
    }

    @Test
    void uniqueAndRequiredAreRefusedWhereTheyMakeNoSense() {
        assertThat(message(unique(field(12, 1, "N", new FieldKind.YesNo())))).contains("yes/no field can't be unique");
        assertThat(message(unique(field(12, 1, "N", new FieldKind.MultiChoice(List.of())))))
                .contains("can't be unique");
        assertThat(broken(unique(field(12, 1, "N", new FieldKind.LongText())))).isEmpty();
        assertThat(message(required(field(12, 1, "N", new FieldKind.AutoNumber("", 1)))))
                .contains("can't be required");
        Relationship many = new Relationship(id(60), "Tasks", Cardinality.MANY_TO_MANY, id(1), id(2));
        assertThat(broken(many, unique(field(12, 1, "Owner", new FieldKind.Link(id(60))))))
                .containsExactly(Violation.Rule.FIELD);
    }

    @Test
    void filtersSuitTheirField() {
        assertThat(broken(filtered(View.Comparison.LESS, null))).containsExactly(Violation.Rule.FILTER);
        assertThat(broken(filtered(View.Comparison.EMPTY, "x"))).containsExactly(Violation.Rule.FILTER);
        assertThat(broken(filtered(View.Comparison.CONTAINS, "x"))).isEmpty();
        assertThat(broken(
                        field(10, 1, "Title", new FieldKind.Date()), filtered(View.Comparison.CONTAINS, "2026-01-01")))
                .containsExactly(Violation.Rule.FILTER);
        assertThat(broken(field(10, 1, "Title", new FieldKind.Date()), filtered(View.Comparison.LESS, "soon")))
                .containsExactly(Violation.Rule.FILTER);
    }

    @Test
    void aTableHasAtMost200Fields() {
        SortedMap<ResourceId, Resource> many = new TreeMap<>(BASE);
        for (long i = 1000; i < 1199; i++) {
            many.put(id(i), text(i, 1, "F" + i));
        }
        assertThat(DefinitionRules.check(many)).isEmpty();
        many.put(id(1199), text(1199, 1, "F1199"));
        assertThat(DefinitionRules.check(many).getFirst().message()).contains("201 fields; at most 200");
    }

    private static View filtered(View.Comparison comparison, String value) {
        return new View(
                id(30), id(1), "All", ids(10), List.of(new View.Filter(id(10), comparison, value)), List.of(), null);
    }

    private static List<Violation.Rule> broken(Resource... more) {
        return DefinitionRules.check(with(BASE, more)).stream()
                .map(Violation::rule)
                .toList();
    }

    private static String message(Resource... more) {
        List<Violation> found = DefinitionRules.check(with(BASE, more));
        assertThat(found).hasSize(1);
        return found.getFirst().message();
    }
}
