package io.slipway.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Choice;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Relationship;
import io.slipway.definition.Revision;
import io.slipway.definition.RevisionKind;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.definition.value.ConversionRule;
import io.slipway.storage.DataImpact;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an edit of the definition does to tables, fields and records. */
class BuilderTest extends OnDefinition {

    @Test
    void aNewTableTakesRecordsAndIsShownInItsApp() {
        Definition now = definitions.current(production);
        assertThat(now.get(App.class, app).tables()).containsExactly(tasks);
        assertThat(now.get(App.class, app).views()).containsExactly(view);
        assertThat(now.get(View.class, view).columns()).containsExactly(name);
        assertThat(now.get(Form.class, form).items())
                .extracting(Form.Item::field)
                .containsExactly(name);
        RecordId record = create(tasks, Map.of(name, "First"));
        assertThat(records.find(admin, production, tasks, record).orElseThrow().value(name))
                .isEqualTo("First");
    }

    @Test
    void theChangelogTellsWhoChangedWhat() {
        done(builder.edit(admin, production, put(field(name).withName("Title"))));
        Revision last = definitions.log(production).getFirst();
        assertThat(last.kind()).isEqualTo(RevisionKind.MODIFY);
        assertThat(last.by()).isEqualTo(admin.name());
        assertThat(List.of(last.before().name(), last.after().name())).containsExactly("Name", "Title");
    }

    @Test
    void aNewFieldComesLastAndIsShown() {
        ResourceId due = addField("Due", new FieldKind.Date());
        Definition now = definitions.current(production);
        assertThat(now.fields(tasks)).extracting(Field::id).containsExactly(name, due);
        assertThat(now.get(View.class, view).columns()).containsExactly(name, due);
        RecordId record = create(tasks, Map.of(name, "First", due, LocalDate.of(2026, 1, 31)));
        assertThat(records.find(admin, production, tasks, record).orElseThrow().value(due))
                .isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @Test
    void everyKindOfFieldCanBeAddedToATableWithRecords() {
        RecordId record = create(tasks, Map.of(name, "Old"));
        List<FieldKind> kinds = List.of(
                new FieldKind.LongText(),
                new FieldKind.WholeNumber(1L, 5L),
                new FieldKind.DecimalNumber(10),
                new FieldKind.Money("JPY"),
                new FieldKind.Percent(2),
                new FieldKind.DateTime(),
                new FieldKind.Time(),
                new FieldKind.YesNo(),
                new FieldKind.SingleChoice(List.of(new Choice(1, "A"))),
                new FieldKind.MultiChoice(List.of(new Choice(1, "A"))),
                new FieldKind.Email(),
                new FieldKind.Phone(),
                new FieldKind.Url(),
                new FieldKind.User(),
                new FieldKind.AutoNumber("T-", 4));
        for (FieldKind kind : kinds) {
            addField(kind.label(), kind);
        }
        assertThat(definitions.current(production).fields(tasks)).hasSize(kinds.size() + 1);
        assertThat(records.find(admin, production, tasks, record).orElseThrow().value(name))
                .isEqualTo("Old");
    }

    @Test
    void aRelationshipComesWithItsLinkField() {
        ResourceId people = table("People");
        EditOutcome.Done done = done(builder.newRelationship(
                admin,
                production,
                new NewRelationship(tasks, people, Cardinality.MANY_TO_ONE, "Owner", "Tasks", false)));
        Definition now = definitions.current(production);
        assertThat(now.linkField(done.created().get(0)).orElseThrow().id())
                .isEqualTo(done.created().get(1));
        RecordId person = create(people, Map.of(titleOf(people), "Ada"));
        RecordId task = create(tasks, Map.of(name, "T", done.created().get(1), person));
        assertThat(records.find(admin, production, tasks, task)
                        .orElseThrow()
                        .value(done.created().get(1)))
                .isEqualTo(person);
    }

    @Test
    void anEditThatChangesNothingWritesNothing() {
        long before = definitions.current(production).revision();
        assertThat(builder.edit(admin, production, put(field(name)))).isEqualTo(new EditOutcome.NothingChanged());
        assertThat(definitions.current(production).revision()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Robert'); DROP TABLE students;--",
                "`t_1_1`",
                "<script>alert(1)</script>",
                "👩‍👩‍👧‍👦 Familie",
                "العملاء",
                "SELECT",
                "a\\'b\"c%_",
                "{a}.gate {e}.feed :name ? ${x}"
            })
    void namesAreOnlyCharacters(String hostile) {
        ResourceId table = done(builder.newTable(admin, production, app, hostile))
                .created()
                .get(0);
        ResourceId added = builder.newId(admin, production);
        done(builder.newField(
                admin,
                production,
                new Field(
                        added,
                        table,
                        hostile,
                        new FieldKind.SingleChoice(List.of(new Choice(1, hostile))),
                        0,
                        false,
                        false,
                        "1",
                        hostile)));
        Definition now = definitions.current(production);
        assertThat(now.get(Table.class, table).name()).isEqualTo(hostile);
        RecordId record = create(table, Map.of(titleOf(table), "x", added, 1L));
        assertThat(records.find(admin, production, table, record).orElseThrow().value(added))
                .isEqualTo(1L);
    }

    @Test
    void namesThatCantBeNamesAreRefusedBeforeAnythingHappens() {
        long before = definitions.current(production).revision();
        for (String name : List.of("", "   ", "x".repeat(10_000), "a\u0000b", "\u202Egnp.exe")) {
            assertThatThrownBy(() -> builder.newTable(admin, production, app, name))
                    .isInstanceOf(InvalidInput.class);
        }
        assertThat(definitions.current(production).revision()).isEqualTo(before);
    }

    @Test
    void aSecondResourceOfOneNameIsRefusedAtItsName() {
        EditOutcome.Problem problem = onlyProblem(builder.newTable(admin, production, app, "tASKS"));
        assertThat(problem.place()).isEqualTo("name");
        assertThat(problem.message()).contains("already a table");
    }

    @Test
    void removingATableTakesAlongWhatCantBeWithoutIt() {
        ResourceId people = table("People");
        List<ResourceId> link = done(builder.newRelationship(
                        admin,
                        production,
                        new NewRelationship(tasks, people, Cardinality.MANY_TO_MANY, "Team", "Tasks", false)))
                .created();
        ResourceId role = builder.newId(admin, production);
        done(builder.edit(
                admin,
                production,
                put(new Role(
                        role,
                        "Worker",
                        Set.of(app),
                        new TreeMap<>(Map.of(people, Permission.ALL, tasks, Permission.ALL))))));
        create(people, Map.of(titleOf(people), "Ada"));
        done(builder.edit(admin, production, new DefinitionChange.Remove(people)));
        Definition now = definitions.current(production);
        assertThat(now.resources().keySet()).doesNotContain(people, link.get(0), link.get(1));
        assertThat(now.get(App.class, app).tables()).containsExactly(tasks);
        assertThat(now.get(Role.class, role).tables()).containsOnlyKeys(tasks);
        assertThat(now.get(Form.class, form).items())
                .extracting(Form.Item::field)
                .containsExactly(name);
        assertThat(now.layouts()).containsOnlyKeys(tasks);
        create(tasks, Map.of(name, "still works"));
    }

    @Test
    void removingALinkFieldRemovesItsRelationship() {
        List<ResourceId> link = done(builder.newRelationship(
                        admin,
                        production,
                        new NewRelationship(tasks, tasks, Cardinality.MANY_TO_ONE, "Parent", "Children", false)))
                .created();
        done(builder.edit(admin, production, new DefinitionChange.Remove(link.get(1))));
        assertThat(definitions.current(production).all(Relationship.class)).isEmpty();
    }

    @Test
    void removingAnAppLeavesItsTablesUnlessAskedAndNeverSharedOnes() {
        ResourceId people = table("People");
        ResourceId other = builder.newId(admin, production);
        done(builder.edit(admin, production, put(new App(other, "HR", "", "", List.of(people), List.of()))));
        done(builder.edit(admin, production, new DefinitionChange.RemoveAppWithTables(app)));
        Definition now = definitions.current(production);
        assertThat(now.all(Table.class)).extracting(Table::id).containsExactly(people);
        done(builder.edit(admin, production, new DefinitionChange.Remove(other)));
        assertThat(definitions.current(production).all(Table.class)).hasSize(1);
        assertThat(definitions.current(production).all(App.class)).isEmpty();
    }

    @Test
    void aLinkToATableThatIsBeingDeletedIsRefusedAndNothingIsHalfDone() {
        ResourceId people = table("People");
        done(builder.edit(admin, production, new DefinitionChange.Remove(people)));
        long before = definitions.current(production).revision();
        EditOutcome outcome = builder.newRelationship(
                admin,
                production,
                new NewRelationship(tasks, people, Cardinality.MANY_TO_ONE, "Owner", "Tasks", false));
        assertThat(((EditOutcome.Refused) outcome).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("not there (any more)"));
        assertThat(definitions.current(production).revision()).isEqualTo(before);
    }

    @Test
    void aTypeThatCantHoldTheDefaultIsRefusedAtTheDefault() {
        ResourceId note = addField("Note", new FieldKind.ShortText(50));
        Field field = field(note);
        done(builder.edit(admin, production, put(withDefault(field, "soon"))));
        EditOutcome.Problem problem = onlyProblem(
                builder.edit(admin, production, put(withDefault(field, "soon").withKind(new FieldKind.Date()))));
        assertThat(problem.resource()).isEqualTo(note);
        assertThat(problem.place()).isEqualTo("defaultValue");
        assertThat(problem.message()).contains("“soon” is not a date");
    }

    @Test
    void valuesThatDoNotConvertStopTheEditUntilARuleIsChosen() {
        ResourceId due = addField("Due", new FieldKind.ShortText(50));
        RecordId good = create(tasks, Map.of(name, "a", due, "2026-01-31"));
        RecordId bad = create(tasks, Map.of(name, "b", due, "soon"));
        Edit toDate = Edit.of(put(field(due).withKind(new FieldKind.Date())));
        long before = definitions.current(production).revision();
        EditOutcome.DataStopsIt stopped = (EditOutcome.DataStopsIt) builder.edit(admin, production, toDate);
        DataImpact.Finding finding = stopped.findings().getFirst();
        assertThat(finding.count()).isEqualTo(1);
        assertThat(finding.examples()).extracting(DataImpact.Example::record).containsExactly(bad);
        assertThat(definitions.current(production).revision()).isEqualTo(before);
        assertThat(builder.preview(admin, production, toDate).findings()).isEqualTo(stopped.findings());

        done(builder.edit(admin, production, toDate.withRules(Map.of(due, new ConversionRule.MakeEmpty()))));
        assertThat(records.find(admin, production, tasks, good).orElseThrow().value(due))
                .isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(records.find(admin, production, tasks, bad).orElseThrow().value(due))
                .isNull();
    }

    @Test
    void narrowingIsACheckOfTheDataOnly() {
        create(tasks, Map.of(name, "twelve chars"));
        long generation = definitions.current(production).layout(tasks).generation();
        assertThat(builder.edit(admin, production, put(field(name).withKind(new FieldKind.ShortText(5)))))
                .isInstanceOf(EditOutcome.DataStopsIt.class);
        done(builder.edit(admin, production, put(field(name).withKind(new FieldKind.ShortText(12)))));
        assertThat(definitions.current(production).layout(tasks).generation()).isEqualTo(generation);
    }

    @Test
    void typesThatMakeNoSenseOfEachOtherAreRefused() {
        ResourceId due = addField("Due", new FieldKind.Date());
        assertThat(onlyProblem(builder.edit(admin, production, put(field(due).withKind(new FieldKind.YesNo()))))
                        .message())
                .contains("Date can't become Yes/no");
        List<ResourceId> link = done(builder.newRelationship(
                        admin,
                        production,
                        new NewRelationship(tasks, tasks, Cardinality.MANY_TO_ONE, "Parent", "Children", false)))
                .created();
        Relationship relationship = definitions.current(production).get(Relationship.class, link.get(0));
        assertThat(onlyProblem(builder.edit(
                                admin,
                                production,
                                put(new Relationship(
                                        relationship.id(), "Children", Cardinality.MANY_TO_MANY, tasks, tasks))))
                        .place())
                .isEqualTo("cardinality");
        assertThat(onlyProblem(builder.edit(admin, production, put(new Table(name, "Not a table", "", null))))
                        .message())
                .contains("is a Field, not a Table");
    }

    @Test
    void losingValuesIsToldBeforehand() {
        ResourceId due = addField("Due", new FieldKind.Date());
        create(tasks, Map.of(name, "a", due, LocalDate.of(2026, 1, 31)));
        Preview preview = builder.preview(admin, production, Edit.of(new DefinitionChange.Remove(due)));
        assertThat(preview.losses()).hasSize(1);
        assertThat(preview.losses().getFirst().count()).isEqualTo(1);
        assertThat(preview.difference().changes()).hasSize(3);
        assertThat(definitions.current(production).find(due)).isPresent();
    }

    @Test
    void aSandboxIsBuiltWithoutProductionNoticing() {
        EnvironmentId sandbox = workshop.sandbox(production);
        List<ResourceId> created =
                done(builder.newTable(admin, sandbox, null, "Only here")).created();
        assertThat(definitions.current(sandbox).find(created.getFirst())).isPresent();
        assertThat(definitions.current(production).find(created.getFirst())).isEmpty();
    }

    private static Field withDefault(Field field, String canonical) {
        return new Field(
                field.id(), field.table(), field.name(), field.kind(), field.rank(), false, false, canonical, "");
    }

    private ResourceId titleOf(ResourceId table) {
        return definitions.current(production).titleField(table).orElseThrow().id();
    }
}
