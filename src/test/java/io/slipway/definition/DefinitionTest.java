package io.slipway.definition;

import static io.slipway.definition.Small.app;
import static io.slipway.definition.Small.field;
import static io.slipway.definition.Small.form;
import static io.slipway.definition.Small.id;
import static io.slipway.definition.Small.ids;
import static io.slipway.definition.Small.of;
import static io.slipway.definition.Small.table;
import static io.slipway.definition.Small.text;
import static io.slipway.definition.Small.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DefinitionTest {

    private static final Definition DEFINITION = new Definition(
            new EnvironmentId(new AccountId(1), 1),
            7,
            of(
                    table(1, "Tasks"),
                    field(10, 1, "Due", new FieldKind.Date()),
                    text(11, 1, "Title").withRank(3),
                    text(12, 1, "Note").withRank(3),
                    table(2, "People"),
                    new Relationship(id(60), "Tasks", Cardinality.MANY_TO_ONE, id(1), id(2)),
                    field(13, 1, "Owner", new FieldKind.Link(id(60))),
                    form(20, 1, "Task", 11),
                    view(30, 1, "All", 11),
                    app(40, "Tracking", ids(1), ids(30)),
                    app(41, "Archive", ids(1), ids())),
            new TreeMap<>());

    @Test
    void fieldsComeByRankThenId() {
        assertThat(DEFINITION.fields(id(1))).extracting(Field::name).containsExactly("Title", "Note", "Due", "Owner");
    }

    @Test
    void theTitleIsTheChosenFieldElseTheFirstTextElseTheFirst() {
        assertThat(DEFINITION.titleField(id(1)).orElseThrow().name()).isEqualTo("Title");
        Map<io.slipway.common.ResourceId, Resource> chosen = new TreeMap<>(DEFINITION.resources());
        chosen.put(id(1), new Table(id(1), "Tasks", "", id(12)));
        assertThat(DEFINITION
                        .with(8, chosen, List.of())
                        .titleField(id(1))
                        .orElseThrow()
                        .name())
                .isEqualTo("Note");
        assertThat(DEFINITION.titleField(id(2))).isEmpty();
    }

    @Test
    void whatIsAroundATableIsFound() {
        assertThat(DEFINITION.appsOf(id(1))).extracting(App::name).containsExactly("Archive", "Tracking");
        assertThat(DEFINITION.relationshipsTo(id(2)))
                .extracting(Relationship::id)
                .containsExactly(id(60));
        assertThat(DEFINITION.linkField(id(60)).orElseThrow().id()).isEqualTo(id(13));
        assertThat(DEFINITION.referrers(id(11))).extracting(Resource::id).containsExactly(id(20), id(30));
    }

    @Test
    void aResourceOfAnotherKindIsNotThere() {
        assertThat(DEFINITION.find(Table.class, id(10))).isEmpty();
        assertThatThrownBy(() -> DEFINITION.get(Table.class, id(10)))
                .isInstanceOf(UnknownResource.class)
                .hasMessageContaining("no table with the id 10");
    }

    @Test
    void resourcesAreNormalisedSoThatComparingIsEquality() {
        assertThat(new Table(id(1), "  Tasks ", " x ", null)).isEqualTo(new Table(id(1), "Tasks", "x", null));
        assertThat(new Table(id(1), "Cafe\u0301", "", null)).isEqualTo(new Table(id(1), "Caf\u00e9", "", null));
        assertThat(app(40, "A", ids(1, 2, 1), ids())).isEqualTo(app(40, "A", ids(1, 2), ids()));
        Map<io.slipway.common.ResourceId, Permission> withNothing =
                Map.of(id(1), Permission.ALL, id(2), Permission.NONE);
        assertThat(new Role(id(50), "R", Set.of(), new TreeMap<>(withNothing)).tables())
                .containsOnlyKeys(id(1));
        assertThat(new Permission(false, true, true, true)).isEqualTo(Permission.NONE);
    }

    @Test
    void aRelationshipOfATableWithItselfNeedsItOnce() {
        assertThat(new Relationship(id(60), "Children", Cardinality.MANY_TO_ONE, id(1), id(1)).needs())
                .containsExactly(id(1));
    }

    @Test
    void kindsRefuseWhatNoFieldCanBe() {
        assertThatThrownBy(() -> new FieldKind.ShortText(101)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new FieldKind.WholeNumber(2L, 1L)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new FieldKind.Money("XXZ")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new FieldKind.SingleChoice(List.of(new Choice(1, "A"), new Choice(2, "a"))))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new FieldKind.MultiChoice(List.of(new Choice(1, "A"), new Choice(1, "B"))))
                .isInstanceOf(InvalidInput.class);
    }
}
