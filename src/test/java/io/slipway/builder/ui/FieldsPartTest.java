package io.slipway.builder.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.DefinitionChange;
import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a table: added, edited, moved and removed. */
class FieldsPartTest extends OnBuildPages {

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
}
