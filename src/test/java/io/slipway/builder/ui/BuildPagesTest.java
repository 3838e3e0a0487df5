package io.slipway.builder.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.Memberships;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.builder.Builder;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.EditOutcome;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.App;
import io.slipway.definition.Choice;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.sandbox.Sandboxes;
import io.slipway.sandbox.Workplace;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.ConfirmTyped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class BuildPagesTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Builder builder;

    @Autowired
    Definitions definitions;

    @Autowired
    Environments environments;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Records records;

    @Autowired
    Memberships memberships;

    @Autowired
    SignIns signIns;

    EnvironmentId production;
    Actor.Person admin;
    ResourceId app;
    ResourceId tasks;
    ResourceId name;

    @BeforeEach
    void anAppWithATable() {
        production = workshop.production();
        admin = workshop.superAdmin(production.account());
        app = builder.newId(admin, production);
        made(builder.edit(admin, production, put(new App(app, "Tracking", "", "tasks", List.of(), List.of()))));
        List<ResourceId> created = made(builder.newTable(admin, production, app, "Tasks"));
        tasks = created.get(0);
        name = created.get(1);
        TestSignIn.as(signIns, admin);
    }

    // ---- pages ----

    @Test
    void theBuildPageListsAppsWithTheirTables() {
        open("build");
        assertThat(text()).contains("Tracking", "Tasks");
    }

    @Test
    void anEmptyAccountIsOfferedItsFirstApp() {
        EnvironmentId empty = workshop.production();
        TestSignIn.as(signIns, workshop.superAdmin(empty.account()));
        UI.getCurrent().navigate("env/" + empty + "/build");
        assertThat(text()).contains("Add the first app");
        click("Add app");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "First");
        confirm("Add app");
        assertThat(definitions.current(empty).all(App.class))
                .extracting(App::name)
                .containsExactly("First");
        assertThat(_get(H1.class).getText()).isEqualTo("First");
    }

    @Test
    void everyTabOfBothPagesOpens() {
        for (String page : List.of("build", "build/tables/" + tasks)) {
            open(page);
            Tabs tabs = _get(Tabs.class);
            for (int i = 0; i < tabs.getTabCount(); i++) {
                tabs.setSelectedIndex(i);
                assertThat(text()).isNotEmpty();
            }
        }
        open("build/apps/" + app);
        assertThat(_get(H1.class).getText()).isEqualTo("Tracking");
    }

    @Test
    void aUserDoesNotGetIn() {
        TestSignIn.as(signIns, workshop.person(production.account(), PersonKind.USER, "Ursula"));
        open("build");
        assertThat(text()).contains("You can’t go there");
        open("build/tables/" + tasks);
        assertThat(text()).contains("You can’t go there");
    }

    @Test
    void forgedIdsOfAnotherAccountLeadNowhere() {
        EnvironmentId other = workshop.production();
        Actor.Person stranger = workshop.superAdmin(other.account());
        List<ResourceId> theirs = made(builder.newTable(stranger, other, null, "Secret"));
        UI.getCurrent().navigate("env/" + other + "/build");
        assertThat(text()).contains("You can’t go there").doesNotContain("Secret");
        for (String id : List.of("999999", "0", "-4", "x", "99999999999999999999")) {
            open("build/tables/" + id);
            assertThat(text()).contains("You can’t go there");
        }
        UI.getCurrent().navigate("env/" + other + "/build/tables/" + theirs.getFirst());
        assertThat(text()).contains("You can’t go there").doesNotContain("Secret");
    }

    // ---- fields ----

    @ParameterizedTest
    @EnumSource(
            value = KindChoice.class,
            names = {"LINK"},
            mode = EnumSource.Mode.EXCLUDE)
    void aFieldOfEachKindIsAddedEditedAndRemoved(KindChoice kind) {
        fields();
        click("Add field");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "New one");
        _setValue(_get(KindSelect.class), kind);
        confirm("Add field");
        Field added = field("New one").orElseThrow();
        assertThat(KindChoice.of(added.kind())).isEqualTo(kind);

        click("Edit “New one”");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Renamed");
        _setValue(_get(TextArea.class, spec -> spec.withLabel("Help text")), "What it is");
        confirm("Save");
        Field renamed = field("Renamed").orElseThrow();
        assertThat(renamed.id()).isEqualTo(added.id());
        assertThat(renamed.help()).isEqualTo("What it is");

        click("Remove “Renamed”");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(field("Renamed")).isEmpty();
        _assertNone(Button.class, spec -> spec.withPredicate(button -> "Edit “Renamed”".equals(label(button))));
    }

    @Test
    void aLinkIsAddedWithItsRelationship() {
        ResourceId projects =
                made(builder.newTable(admin, production, app, "Projects")).getFirst();
        fields();
        click("Add field");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Project");
        _setValue(_get(KindSelect.class), KindChoice.LINK);
        confirm("Add field");
        assertThat(_get(ComboBox.class, spec -> spec.withLabel("Table linked to"))
                        .getErrorMessage())
                .isEqualTo("Choose the table to link to.");
        choose("Table linked to", now().get(Table.class, projects));
        confirm("Add field");
        Field link = field("Project").orElseThrow();
        Relationship relationship = now().get(Relationship.class, ((FieldKind.Link) link.kind()).relationship());
        assertThat(relationship.to()).isEqualTo(projects);
        assertThat(relationship.name()).isEqualTo("Tasks");
    }

    @Test
    void aLinkToATableDeletedMeanwhileIsRefusedInItsDialog() {
        ResourceId projects =
                made(builder.newTable(admin, production, app, "Projects")).getFirst();
        fields();
        click("Add field");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Project");
        _setValue(_get(KindSelect.class), KindChoice.LINK);
        choose("Table linked to", now().get(Table.class, projects));
        made(builder.edit(admin, production, new DefinitionChange.Remove(projects)));
        confirm("Add field");
        assertThat(dialogText()).contains("not there");
        assertThat(field("Project")).isEmpty();
    }

    @Test
    void aDuplicateNameIsSaidBesideTheName() {
        fields();
        click("Add field");
        TextField input = _get(TextField.class, spec -> spec.withLabel("Name"));
        _setValue(input, "NAME");
        confirm("Add field");
        assertThat(input.isInvalid()).isTrue();
        assertThat(input.getErrorMessage()).contains("There is already a field “NAME”");
        assertThat(now().fields(tasks)).hasSize(1);
    }

    @Test
    void aDefaultThatTheFieldCanNotHoldIsSaidBesideIt() {
        fields();
        click("Add field");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Short");
        _setValue(
                _get(com.vaadin.flow.component.textfield.IntegerField.class, spec -> spec.withLabel("Maximum length")),
                3);
        TextField value = _get(TextField.class, spec -> spec.withLabel("Default value"));
        _setValue(value, "much too long");
        confirm("Add field");
        assertThat(value.isInvalid()).isTrue();
        assertThat(field("Short")).isEmpty();
        _setValue(value, "abc");
        confirm("Add field");
        assertThat(field("Short").orElseThrow().defaultValue()).isEqualTo("abc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<b>bold</b><script>alert(1)</script>",
                "'; DROP TABLE t_1; --",
                "🚢🚀",
                "שלום עולם",
                "=1+1",
                "A very long name that goes on and on until it has exactly as many characters as a name may have at all"
            })
    void hostileNamesAreOnlyText(String hostile) {
        String shown = hostile.length() > 100 ? hostile.substring(0, 100) : hostile;
        fields();
        click("Add field");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), shown);
        confirm("Add field");
        assertThat(field(shown)).isPresent();
        assertThat(_find(Span.class).stream().map(Span::getText)).contains(shown);
        click("Edit “" + shown + "”");
        assertThat(_get(TextField.class, spec -> spec.withLabel("Name")).getValue())
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\u202Eevil", "long"})
    void impossibleNamesAreSaidBesideTheName(String typed) {
        fields();
        click("Add field");
        TextField input = _get(TextField.class, spec -> spec.withLabel("Name"));
        _setValue(input, typed.equals("long") ? "x".repeat(10_000) : typed);
        confirm("Add field");
        assertThat(input.isInvalid()).isTrue();
        assertThat(now().fields(tasks)).hasSize(1);
    }

    @Test
    void choicesKeepTheirIdsAndARemovedIdIsNotGivenAgain() {
        ResourceId id = builder.newId(admin, production);
        FieldKind kind = new FieldKind.SingleChoice(List.of(new Choice(1, "A"), new Choice(40_000, "B")));
        made(builder.newField(admin, production, new Field(id, tasks, "Status", kind, 0, false, false, null, "")));
        fields();
        click("Edit “Status”");
        click("Remove choice 2");
        confirm("Save");
        click("Edit “Status”");
        click("Add choice");
        List<TextField> labels = _find(
                TextField.class,
                spec -> spec.withPredicate(
                        field -> field.getAriaLabel().orElse("").startsWith("Label of choice")));
        _setValue(labels.getFirst(), "Renamed");
        _setValue(labels.getLast(), "C");
        confirm("Save");
        List<Choice> choices =
                ((FieldKind.SingleChoice) field("Status").orElseThrow().kind()).choices();
        assertThat(choices.getFirst()).isEqualTo(new Choice(1, "Renamed"));
        assertThat(choices.getLast().label()).isEqualTo("C");
        assertThat(choices.getLast().id()).isGreaterThan(40_000);
    }

    @Test
    void aNewChoiceCanBeTheDefaultAtOnce() {
        fields();
        click("Add field");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Status");
        _setValue(_get(KindSelect.class), KindChoice.SINGLE_CHOICE);
        click("Add choice");
        _setValue(
                _get(
                        TextField.class,
                        spec -> spec.withPredicate(field ->
                                "Label of choice 1".equals(field.getAriaLabel().orElse("")))),
                "Open");
        choose("Default value", new Choice(1, "Open"));
        confirm("Add field");
        assertThat(field("Status").orElseThrow().defaultValue()).isEqualTo("1");
    }

    @Test
    void fieldsAreMovedByButtons() {
        addField("Second", new FieldKind.Date());
        fields();
        click("Move “Second” up");
        assertThat(now().fields(tasks)).extracting(Field::name).containsExactly("Second", "Name");
    }

    // ---- changes of kind ----

    @Test
    void aChangeOfKindShowsWhatBecomesOfTheValuesAndPassesWithARule() {
        ResourceId due = addField("Due", new FieldKind.ShortText(50));
        RecordId good = record(Map.of(name, "One", due, "2026-01-31"));
        RecordId bad = record(Map.of(name, "Two", due, "next week"));
        fields();
        click("Edit “Due”");
        _setValue(_get(KindSelect.class), KindChoice.DATE);
        assertThat(dialogText()).contains("1 value of", "next week", "Stops it");
        confirm("Save");
        assertThat(field("Due").orElseThrow().kind()).isInstanceOf(FieldKind.ShortText.class);
        assertThat(dialogText()).contains("next week");

        _setValue(rules(), RuleChooser.Rule.EMPTY);
        assertThat(dialogText()).contains("Data loss");
        confirm("Save");
        TextField typed = _get(
                TextField.class,
                spec -> spec.withPredicate(
                        field -> String.valueOf(field.getLabel()).startsWith("Type “Due”")));
        _setValue(typed, "Due");
        click("Save and give up 1 value");
        assertThat(field("Due").orElseThrow().kind()).isInstanceOf(FieldKind.Date.class);
        assertThat(find(good).value(due)).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(find(bad).value(due)).isNull();
        _assertNone(EditDialog.class);
    }

    @Test
    void datesInAnotherFormAreReadByAPattern() {
        ResourceId due = addField("Due", new FieldKind.ShortText(50));
        RecordId one = record(Map.of(name, "One", due, "02/03/2026"));
        fields();
        click("Edit “Due”");
        _setValue(_get(KindSelect.class), KindChoice.DATE);
        _setValue(rules(), RuleChooser.Rule.PATTERN);
        confirm("Save");
        TextField pattern = _get(TextField.class, spec -> spec.withLabel("How the dates are written"));
        assertThat(pattern.isInvalid()).isTrue();
        _setValue(pattern, "dd/MM/yyyy");
        confirm("Save");
        giveUpIfAsked("Due");
        assertThat(find(one).value(due)).isEqualTo(LocalDate.of(2026, 3, 2));
    }

    @Test
    void removingAFieldWithValuesNeedsItsName() {
        ResourceId notes = addField("Notes", new FieldKind.LongText());
        record(Map.of(name, "One", notes, "Something"));
        fields();
        click("Remove “Notes”");
        _assertOne(ConfirmTyped.class);
        assertThat(text(_get(ConfirmTyped.class))).contains("removes its 1 value", "Form “Tasks”");
        Button remove = button("Remove with 1 value");
        assertThat(remove.isEnabled()).isFalse();
        _setValue(
                _get(
                        TextField.class,
                        spec -> spec.withPredicate(
                                field -> String.valueOf(field.getLabel()).startsWith("Type “Notes”"))),
                "Notes");
        _click(remove);
        assertThat(field("Notes")).isEmpty();
    }

    // ---- somebody else ----

    @Test
    void aChangeOfTheSameFieldInAnotherTabIsSaidAndCanBeSavedOver() {
        fields();
        click("Edit “Name”");
        Field seen = field("Name").orElseThrow();
        made(builder.edit(admin, production, put(seen.withName("Theirs"))));
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Mine");
        confirm("Save");
        assertThat(dialogText()).contains("Somebody else changed this", "Theirs");
        assertThat(field("Theirs")).isPresent();
        click("Save mine over it");
        assertThat(field("Mine")).isPresent();
    }

    @Test
    void aChangeOfSomethingElseInAnotherTabDoesNotMatter() {
        ResourceId other = addField("Other", new FieldKind.Date());
        fields();
        click("Edit “Name”");
        made(builder.edit(admin, production, put(now().get(Field.class, other).withName("Moved on"))));
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Mine");
        confirm("Save");
        assertThat(field("Mine")).isPresent();
        assertThat(field("Moved on")).isPresent();
    }

    @Test
    void aTableRemovedMeanwhileIsSaid() {
        addField("Second", new FieldKind.Date());
        fields();
        made(builder.edit(admin, production, new DefinitionChange.Remove(tasks)));
        click("Move “Second” up");
        assertThat(text()).contains("This table is not there any more");
    }

    // ---- locked production ----

    @Test
    void productionIsReadOnlyWhileASandboxIsToBePromotedAndLeadsThere() {
        EnvironmentId sandbox = promotableSandbox();
        fields();
        assertThat(_find(Button.class).stream().map(BuildPagesTest::label)).noneMatch(text -> text.startsWith("Add "));
        assertThat(_find(Anchor.class).stream().map(Anchor::getHref))
                .contains("env/" + sandbox + "/build/tables/" + tasks);
        assertThat(text()).contains("promotable sandbox");
        click("Look at “Name”");
        assertThat(_get(TextField.class, spec -> spec.withLabel("Name")).isEnabled())
                .isFalse();
        _assertNone(Button.class, spec -> spec.withText("Save"));
        UI.getCurrent().navigate("env/" + sandbox + "/build/tables/" + tasks);
        assertThat(_get(H1.class).getText()).isEqualTo("Tasks");
        assertThat(_find(Button.class).stream().map(BuildPagesTest::label)).contains("Add field");
    }

    @Test
    void aSandboxMadePromotableMeanwhileIsSaidInTheDialog() {
        fields();
        click("Edit “Name”");
        EnvironmentId sandbox = workshop.sandbox(production);
        environments.setPromotable(sandbox, true);
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Mine");
        confirm("Save");
        assertThat(dialogText()).contains("promotable sandbox");
        assertThat(field("Mine")).isEmpty();
    }

    // ---- forms, views, apps, roles, groups ----

    @Test
    void aFormIsMadeFromFieldsWithHeadings() {
        addField("Due", new FieldKind.Date());
        tab("build/tables/" + tasks, 1);
        click("Add form");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Short form");
        click("Move “Due” up");
        click("Take “Name” off");
        _setValue(
                _get(
                        TextField.class,
                        spec -> spec.withPredicate(
                                field -> field.getAriaLabel().orElse("").equals("Heading above Due"))),
                "When");
        _setValue(_get(Checkbox.class, spec -> spec.withLabel("Read-only")), true);
        confirm("Add form");
        Form form = now().forms(tasks).getLast();
        assertThat(form.name()).isEqualTo("Short form");
        assertThat(form.items())
                .containsExactly(new Form.Item(field("Due").orElseThrow().id(), true, "When"));
    }

    @Test
    void aViewIsMadeWithFiltersAndOrder() {
        ResourceId due = addField("Due", new FieldKind.Date());
        tab("build/tables/" + tasks, 2);
        click("Add view");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Soon");
        choose("Add a filter on", now().get(Field.class, due));
        confirm("Add view");
        assertThat(dialogText()).contains("needs a value to compare with");
        _setValue(
                _get(com.vaadin.flow.component.datepicker.DatePicker.class, spec -> spec.withLabel("Value")),
                LocalDate.of(2026, 1, 31));
        choose("Sort by", now().get(Field.class, due));
        confirm("Add view");
        View view = now().views(tasks).getLast();
        assertThat(view.name()).isEqualTo("Soon");
        assertThat(view.filters()).containsExactly(new View.Filter(due, View.Comparison.EQUALS, "2026-01-31"));
        assertThat(view.sorts()).containsExactly(new View.Sort(due, false));
        assertThat(now().get(App.class, app).views()).contains(view.id());
    }

    @Test
    void aTableIsSharedWithAnotherAppAndTakenOutAgain() {
        ResourceId second = builder.newId(admin, production);
        made(builder.edit(admin, production, put(new App(second, "Second", "", "", List.of(), List.of()))));
        open("build/apps/" + second);
        click("Share a table");
        MultiSelectComboBox<Resource> tables = picked("Tables");
        tables.setValue(Set.of(now().get(Table.class, tasks)));
        confirm("Share");
        assertThat(now().get(App.class, second).tables()).containsExactly(tasks);
        assertThat(now().get(App.class, second).views()).hasSize(1);
        click("Take “Tasks” out of this app");
        assertThat(now().get(App.class, second).tables()).isEmpty();
        assertThat(now().find(tasks)).isPresent();
    }

    @Test
    void anAppCanGoWithItsTablesAfterItsNameIsTyped() {
        record(Map.of(name, "One"));
        open("build");
        click("Remove “Tracking”");
        RadioButtonGroup<Boolean> choice = radio("Its tables");
        choice.setValue(true);
        click("Continue");
        assertThat(text(_get(ConfirmTyped.class))).contains("1 record");
        _setValue(
                _get(
                        TextField.class,
                        spec -> spec.withPredicate(
                                field -> String.valueOf(field.getLabel()).startsWith("Type “Tracking”"))),
                "Tracking");
        click("Remove with 1 record");
        assertThat(now().resources()).isEmpty();
    }

    @Test
    void anAppCanGoAndLeaveItsTables() {
        record(Map.of(name, "One"));
        open("build");
        click("Remove “Tracking”");
        click("Continue");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(now().find(app)).isEmpty();
        assertThat(now().find(tasks)).isPresent();
    }

    @Test
    void aRoleSaysWhatMayBeDonePerTable() {
        tab("build", 3);
        click("Add role");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Helper");
        CheckboxGroup<App> apps = group("Apps it sees");
        apps.setValue(Set.of(now().get(App.class, app)));
        _setValue(
                _get(
                        Checkbox.class,
                        spec -> spec.withPredicate(box -> "Edit records of Tasks"
                                .equals(box.getAriaLabel().orElse("")))),
                true);
        confirm("Add role");
        Role role = now().all(Role.class).findFirst().orElseThrow();
        assertThat(role.on(tasks)).isEqualTo(new Permission(true, false, true, false));
        assertThat(role.apps()).containsExactly(app);
    }

    @Test
    void aGroupHasRolesAndMembersWhoAreAccountData() {
        Actor.Person helper = workshop.person(production.account(), PersonKind.USER, "Hilda");
        tab("build", 4);
        click("Add user group");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Helpers");
        confirm("Add user group");
        UserGroup group = now().all(UserGroup.class).findFirst().orElseThrow();
        click("Members of “Helpers”");
        MultiSelectComboBox<UserId> members = picked("Members");
        members.setValue(Set.of(helper.user()));
        click("Save members");
        assertThat(memberships.members(admin, group.id())).containsExactly(helper.user());
        assertThat(text()).contains("1 member");
    }

    @Test
    void aSecondClickOnTheSameButtonDoesNothingMore() {
        fields();
        click("Add field");
        _setValue(_get(TextField.class, spec -> spec.withLabel("Name")), "Once");
        Button add = button(EditDialog.class, "Add field");
        add.click();
        add.click();
        assertThat(now().fields(tasks)).extracting(Field::name).containsExactly("Name", "Once");
    }

    // ---- the test's own words ----

    private void open(String page) {
        UI.getCurrent().navigate("env/" + production + "/" + page);
    }

    private void fields() {
        open("build/tables/" + tasks);
    }

    private void tab(String page, int index) {
        open(page);
        _get(Tabs.class).setSelectedIndex(index);
    }

    private EnvironmentId promotableSandbox() {
        EnvironmentId made = Workplace.creating(sandboxes.create(admin, "Next", Environment.DataChoice.NONE, true));
        await().until(() -> environments.find(made).orElseThrow().state() == Environment.State.READY);
        return made;
    }

    private Definition now() {
        return definitions.current(production);
    }

    private Optional<Field> field(String wanted) {
        return now().fields(tasks).stream()
                .filter(field -> field.name().equals(wanted))
                .findFirst();
    }

    private ResourceId addField(String called, FieldKind kind) {
        ResourceId id = builder.newId(admin, production);
        made(builder.newField(admin, production, new Field(id, tasks, called, kind, 0, false, false, null, "")));
        return id;
    }

    private RecordId record(Map<ResourceId, Object> values) {
        RecordId id = RecordId.next();
        WriteOutcome outcome =
                records.write(admin, production, List.of(new RecordDraft.Create(tasks, id, new RecordDraft(values))));
        assertThat(outcome).isInstanceOf(WriteOutcome.Saved.class);
        return id;
    }

    private StoredRecord find(RecordId id) {
        return records.find(admin, production, tasks, id).orElseThrow();
    }

    private static DefinitionChange put(Resource resource) {
        return new DefinitionChange.Put(resource);
    }

    private static List<ResourceId> made(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(EditOutcome.Done.class);
        return ((EditOutcome.Done) outcome).created();
    }

    private static String label(Button button) {
        return button.getAriaLabel().orElse(button.getText());
    }

    private static Button button(String called) {
        return _get(Button.class, spec -> spec.withPredicate(button -> called.equals(label(button))));
    }

    private static Button button(Class<? extends Component> inside, String called) {
        return _get(_get(inside), Button.class, spec -> spec.withText(called));
    }

    private static void click(String called) {
        TestSignIn.nextRequest();
        _click(button(called));
    }

    /** The dialog's own button, where the page behind has one of the same words. */
    private static void confirm(String verb) {
        TestSignIn.nextRequest();
        _click(button(EditDialog.class, verb));
    }

    private void giveUpIfAsked(String called) {
        if (!_find(ConfirmTyped.class).isEmpty()) {
            _setValue(
                    _get(
                            TextField.class,
                            spec -> spec.withPredicate(
                                    field -> String.valueOf(field.getLabel()).startsWith("Type “" + called))),
                    called);
            _click(_get(
                    Button.class,
                    spec -> spec.withPredicate(button -> label(button).startsWith("Save and give up"))));
        }
    }

    @SuppressWarnings("unchecked")
    private static RadioButtonGroup<RuleChooser.Rule> rules() {
        return _get(RadioButtonGroup.class, spec -> spec.withLabel("Values that do not convert"));
    }

    @SuppressWarnings("unchecked")
    private static RadioButtonGroup<Boolean> radio(String called) {
        return _get(RadioButtonGroup.class, spec -> spec.withLabel(called));
    }

    @SuppressWarnings("unchecked")
    private static <T> CheckboxGroup<T> group(String called) {
        return _get(CheckboxGroup.class, spec -> spec.withLabel(called));
    }

    @SuppressWarnings("unchecked")
    private static <T> MultiSelectComboBox<T> picked(String called) {
        return _get(MultiSelectComboBox.class, spec -> spec.withLabel(called));
    }

    @SuppressWarnings("unchecked")
    private static void choose(String called, Object value) {
        ComboBox<Object> box = _get(ComboBox.class, spec -> spec.withLabel(called));
        box.setValue(value);
    }

    private static String dialogText() {
        return text(_get(EditDialog.class));
    }

    private static String text() {
        return text(UI.getCurrent());
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively()
                + com.github.mvysny.kaributesting.v10.PrettyPrintTreeKt.toPrettyTree(component);
    }
}
