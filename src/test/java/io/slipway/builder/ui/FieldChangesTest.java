package io.slipway.builder.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.builder.DefinitionChange;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.ui.ConfirmTyped;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Changes of fields that cost values, or that somebody else makes at the same time. */
class FieldChangesTest extends OnBuildPages {

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
}
