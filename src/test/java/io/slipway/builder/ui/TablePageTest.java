package io.slipway.builder.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.View;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The page of a table: its forms and views, and how it is while production is read-only. */
class TablePageTest extends OnBuildPages {

    @Test
    void productionIsReadOnlyWhileASandboxIsToBePromotedAndLeadsThere() {
        EnvironmentId sandbox = promotableSandbox();
        fields();
        assertThat(_find(Button.class).stream().map(OnBuildPages::label)).noneMatch(text -> text.startsWith("Add "));
        assertThat(_find(Anchor.class).stream().map(Anchor::getHref))
                .contains("env/" + sandbox + "/build/tables/" + tasks);
        assertThat(text()).contains("promotable sandbox");
        click("Look at “Name”");
        assertThat(_get(TextField.class, spec -> spec.withLabel("Name")).isEnabled())
                .isFalse();
        _assertNone(Button.class, spec -> spec.withText("Save"));
        UI.getCurrent().navigate("env/" + sandbox + "/build/tables/" + tasks);
        assertThat(_get(H1.class).getText()).isEqualTo("Tasks");
        assertThat(_find(Button.class).stream().map(OnBuildPages::label)).contains("Add field");
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
}
