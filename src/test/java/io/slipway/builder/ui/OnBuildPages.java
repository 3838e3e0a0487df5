package io.slipway.builder.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.Memberships;
import io.slipway.account.SignIns;
import io.slipway.builder.Builder;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.EditOutcome;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A builder who is signed in, an app with one table, and how the pages are worked with. */
@UiTest
abstract class OnBuildPages {

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

    void open(String page) {
        UI.getCurrent().navigate("env/" + production + "/" + page);
    }

    void fields() {
        open("build/tables/" + tasks);
    }

    void tab(String page, int index) {
        open(page);
        _get(Tabs.class).setSelectedIndex(index);
    }

    EnvironmentId promotableSandbox() {
        EnvironmentId made = Workplace.creating(sandboxes.create(admin, "Next", Environment.DataChoice.NONE, true));
        await().until(() -> environments.find(made).orElseThrow().state() == Environment.State.READY);
        return made;
    }

    Definition now() {
        return definitions.current(production);
    }

    Optional<Field> field(String wanted) {
        return now().fields(tasks).stream()
                .filter(field -> field.name().equals(wanted))
                .findFirst();
    }

    ResourceId addField(String called, FieldKind kind) {
        ResourceId id = builder.newId(admin, production);
        made(builder.newField(admin, production, new Field(id, tasks, called, kind, 0, false, false, null, "")));
        return id;
    }

    RecordId record(Map<ResourceId, Object> values) {
        RecordId id = RecordId.next();
        WriteOutcome outcome =
                records.write(admin, production, List.of(new RecordDraft.Create(tasks, id, new RecordDraft(values))));
        assertThat(outcome).isInstanceOf(WriteOutcome.Saved.class);
        return id;
    }

    StoredRecord find(RecordId id) {
        return records.find(admin, production, tasks, id).orElseThrow();
    }

    static DefinitionChange put(Resource resource) {
        return new DefinitionChange.Put(resource);
    }

    static List<ResourceId> made(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(EditOutcome.Done.class);
        return ((EditOutcome.Done) outcome).created();
    }

    static String label(Button button) {
        return button.getAriaLabel().orElse(button.getText());
    }

    static Button button(String called) {
        return _get(Button.class, spec -> spec.withPredicate(button -> called.equals(label(button))));
    }

    static Button button(Class<? extends Component> inside, String called) {
        return _get(_get(inside), Button.class, spec -> spec.withText(called));
    }

    static void click(String called) {
        TestSignIn.nextRequest();
        _click(button(called));
    }

    /** The dialog's own button, where the page behind has one of the same words. */
    static void confirm(String verb) {
        TestSignIn.nextRequest();
        _click(button(EditDialog.class, verb));
    }

    void giveUpIfAsked(String called) {
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
    static RadioButtonGroup<RuleChooser.Rule> rules() {
        return _get(RadioButtonGroup.class, spec -> spec.withLabel("Values that do not convert"));
    }

    @SuppressWarnings("unchecked")
    static RadioButtonGroup<Boolean> radio(String called) {
        return _get(RadioButtonGroup.class, spec -> spec.withLabel(called));
    }

    @SuppressWarnings("unchecked")
    static <T> CheckboxGroup<T> group(String called) {
        return _get(CheckboxGroup.class, spec -> spec.withLabel(called));
    }

    @SuppressWarnings("unchecked")
    static <T> MultiSelectComboBox<T> picked(String called) {
        return _get(MultiSelectComboBox.class, spec -> spec.withLabel(called));
    }

    @SuppressWarnings("unchecked")
    static void choose(String called, Object value) {
        ComboBox<Object> box = _get(ComboBox.class, spec -> spec.withLabel(called));
        box.setValue(value);
    }

    static String dialogText() {
        return text(_get(EditDialog.class));
    }

    static String text() {
        return text(UI.getCurrent());
    }

    static String text(Component component) {
        return component.getElement().getTextRecursively()
                + com.github.mvysny.kaributesting.v10.PrettyPrintTreeKt.toPrettyTree(component);
    }
}
