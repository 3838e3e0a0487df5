package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.PollEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.SignIns;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.UserGroup;
import io.slipway.environment.Gates;
import io.slipway.records.Records;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.UiRegistry;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to input when others are at work: people, builders, promotions. */
@UiTest
class RecordConflictTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    SignIns signIns;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    UiRegistry pages;

    AppWorld world;

    @BeforeEach
    void build() {
        world = new AppWorld(workshop, records);
        signIn(world.admin);
    }

    private void signIn(Actor.Person person) {
        TestSignIn.as(signIns, person);
        UI.getCurrent().setLocale(Locale.UK);
    }

    private static void open(String address) {
        RecordPaths.open(UI.getCurrent(), address);
    }

    private static void type(String label, String text) {
        _setValue(_get(TextField.class, spec -> spec.withLabel(label)), text);
    }

    private static String typed(String label) {
        return _get(TextField.class, spec -> spec.withLabel(label)).getValue();
    }

    private static void press(String button) {
        _click(_get(Button.class, spec -> spec.withText(button)));
    }

    private List<StoredRecord> all() {
        return records.query(world.admin, world.production, RecordQuery.all(world.kinds.things));
    }

    private Object stored(String field) {
        return all().getFirst().value(world.kinds.f(field));
    }

    private void closeGate() {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(world.production);
            return gates.close(world.production, new RunId(4711));
        });
    }

    private void openGate() {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(world.production);
            return gates.open(world.production);
        });
    }

    private static void secondPasses() {
        ComponentUtil.fireEvent(UI.getCurrent(), new PollEvent(UI.getCurrent(), true));
    }

    @SuppressWarnings("unchecked")
    private static RadioButtonGroup<Boolean> side(String field) {
        return _get(RadioButtonGroup.class, spec -> spec.withLabel(field));
    }

    @Test
    void where_both_changed_something_one_chooses_field_by_field() {
        StoredRecord thing = world.thing("text", "base", "email", "base@example.com", "phone", "1");
        open(world.path(thing));
        type("text", "mine");
        type("email", "mine@example.com");
        world.change(thing, "text", "theirs", "email", "theirs@example.com", "phone", "2");
        press("Save changes");

        assertThat(_get(ConflictDialog.class).getElement().getTextRecursively())
                .contains(world.admin.name() + " saved this record")
                .contains("“phone” stay");
        assertThat(stored("text")).isEqualTo("theirs");
        _setValue(side("email"), false);
        press("Save");

        assertThat(stored("text")).isEqualTo("mine");
        assertThat(stored("email")).isEqualTo("theirs@example.com");
        assertThat(stored("phone")).isEqualTo("2");
        _assertOne(RecordGrid.class);
    }

    @Test
    void all_of_theirs_can_be_taken() {
        StoredRecord thing = world.thing("text", "base", "email", "base@example.com");
        open(world.path(thing));
        type("text", "mine");
        type("email", "mine@example.com");
        StoredRecord theirs = world.change(thing, "text", "theirs", "email", "theirs@example.com");
        press("Save changes");
        press("All theirs");
        press("Save");

        assertThat(all().getFirst().version()).isEqualTo(theirs.version());
        assertThat(stored("text")).isEqualTo("theirs");
    }

    @Test
    void changes_to_different_fields_both_stay() {
        StoredRecord thing = world.thing("text", "base", "phone", "1");
        open(world.path(thing));
        type("text", "mine");
        world.change(thing, "phone", "2");
        press("Save changes");
        _assertNone(RadioButtonGroup.class);
        press("Save");
        assertThat(stored("text")).isEqualTo("mine");
        assertThat(stored("phone")).isEqualTo("2");
    }

    @Test
    void going_back_to_the_form_loses_nothing_and_saves_nothing() {
        StoredRecord thing = world.thing("text", "base");
        open(world.path(thing));
        type("text", "mine");
        world.change(thing, "text", "theirs");
        press("Save changes");
        press("Back to the form");
        assertThat(typed("text")).isEqualTo("mine");
        assertThat(stored("text")).isEqualTo("theirs");
        press("Save changes");
        _assertOne(ConflictDialog.class);
    }

    @Test
    void input_for_a_record_somebody_deleted_can_become_a_new_one() {
        StoredRecord thing = world.thing("text", "base", "phone", "1");
        open(world.path(thing));
        type("text", "mine");
        world.delete(thing);
        press("Save changes");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(typed("text")).isEqualTo("mine");
        assertThat(typed("phone")).isEqualTo("1");
        press("Save record");
        assertThat(all()).hasSize(1);
        assertThat(all().getFirst().id()).isNotEqualTo(thing.id());
    }

    @Test
    void a_right_taken_away_while_one_types_is_said_and_the_input_stays() {
        StoredRecord thing = world.thing("text", "base");
        Actor.Person person = world.person(new Permission(true, false, true, false), Permission.NONE);
        signIn(person);
        open(world.path(thing));
        type("text", "mine");
        workshop.join(person);
        press("Save changes");
        assertThat(_get(ErrorSummary.class).getElement().getTextRecursively()).contains("Your role does not let you");
        assertThat(typed("text")).isEqualTo("mine");
        assertThat(stored("text")).isEqualTo("base");
    }

    @Test
    void a_closed_gate_keeps_the_input_and_saving_goes_on_when_it_opens() {
        StoredRecord thing = world.thing("text", "base");
        open(world.path(thing));
        type("text", "mine");
        closeGate();
        press("Save changes");
        assertThat(_find(Div.class, spec -> spec.withClasses("note")))
                .anyMatch(note -> note.getText().startsWith("Changes are being put in force."));
        assertThat(stored("text")).isEqualTo("base");
        secondPasses();
        assertThat(stored("text")).isEqualTo("base");

        openGate();
        secondPasses();
        assertThat(stored("text")).isEqualTo("mine");
        _assertOne(RecordGrid.class);
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(-1);
    }

    @Test
    void a_gate_that_stays_closed_leaves_the_input_and_the_button() {
        open(world.newThingPath());
        type("text", "mine");
        closeGate();
        press("Save record");
        for (int i = 0; i < 6; i++) {
            secondPasses();
        }
        assertThat(UI.getCurrent().getPollInterval()).isEqualTo(-1);
        assertThat(typed("text")).isEqualTo("mine");
        assertThat(_get(RecordEditor.class).draft()).isPresent();
        openGate();
        press("Save record");
        assertThat(all()).hasSize(1);
    }

    @Test
    void input_survives_being_sent_to_the_waiting_page_and_is_offered_on_return() {
        StoredRecord thing = world.thing("text", "base", "email", "a@example.com");
        open(world.path(thing));
        type("text", "mine");
        _setValue(_get(DatePicker.class, spec -> spec.withLabel("date")), LocalDate.of(2026, 3, 1));
        sendAwayAndBack(() -> {});

        assertThat(typed("text")).isEqualTo("base");
        press("Restore");
        assertThat(typed("text")).isEqualTo("mine");
        press("Save changes");
        assertThat(stored("text")).isEqualTo("mine");
        assertThat(stored("date")).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(stored("email")).isEqualTo("a@example.com");

        open(world.path(thing));
        _assertNone(Button.class, spec -> spec.withText("Restore"));
    }

    /** As when the account is locked: the input is kept; later the page loads anew at the same address. */
    private void sendAwayAndBack(Runnable meanwhile) {
        pages.sendToWaitingPage(world.production.account(), null);
        MockVaadin.clientRoundtrip(false);
        meanwhile.run();
        signIn(world.admin);
    }

    @Test
    void kept_input_can_be_discarded_and_is_kept_again_if_one_is_sent_away_before_deciding() {
        open(world.newThingPath());
        type("text", "mine");
        sendAwayAndBack(() -> {});
        sendAwayAndBack(() -> {});
        press("Discard");
        assertThat(typed("text")).isEmpty();
        assertThat(_get(RecordEditor.class).hasInput()).isFalse();
        assertThat(all()).isEmpty();
    }

    @Test
    void kept_input_for_a_record_others_changed_meanwhile_asks_before_it_goes_over_theirs() {
        StoredRecord thing = world.thing("text", "base", "phone", "1");
        open(world.path(thing));
        type("text", "mine");
        type("phone", "2");
        sendAwayAndBack(() -> world.change(thing, "text", "theirs"));
        press("Restore");
        _setValue(side("text"), false);
        press("Put into the form");
        assertThat(typed("text")).isEqualTo("theirs");
        assertThat(typed("phone")).isEqualTo("2");
    }

    @Test
    void kept_input_for_a_page_that_is_gone_is_shown() {
        StoredRecord thing = world.thing("text", "base");
        open(world.path(thing));
        type("text", "precious words");
        sendAwayAndBack(() -> world.delete(thing));
        assertThat(_get(KeptText.class).getElement().getTextRecursively()).contains("precious words");
    }

    @Test
    void a_field_removed_under_the_form_leaves_what_was_typed_to_be_copied() {
        StoredRecord thing = world.thing("text", "base");
        open(world.path(thing));
        type("text", "mine");
        type("phone", "+49 30 1234567");
        ResourceId phone = world.kinds.f("phone");
        workshop.build(world.production, resources -> {
            resources.remove(phone);
            resources.put(
                    world.things.id(),
                    new io.slipway.definition.View(
                            world.things.id(),
                            world.kinds.things,
                            "All things",
                            List.of(world.kinds.f("text")),
                            List.of(),
                            List.of(),
                            null));
        });
        press("Save changes");

        assertThat(stored("text")).isEqualTo("base");
        assertThat(_get(KeptText.class).getElement().getTextRecursively()).contains("+49 30 1234567");
        assertThat(typed("text")).isEqualTo("mine");
        _assertNone(TextField.class, spec -> spec.withLabel("phone"));
        press("Save changes");
        assertThat(stored("text")).isEqualTo("mine");
    }

    @Test
    void a_field_of_another_kind_takes_what_was_typed_where_it_can() {
        open(world.newThingPath());
        type("text", "2026-03-01");
        type("email", "a@example.com");
        retype("text", new FieldKind.Date());
        retype("email", new FieldKind.DecimalNumber(2));
        press("Save record");

        assertThat(_get(DatePicker.class, spec -> spec.withLabel("text")).getValue())
                .isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(_get(KeptText.class).getElement().getTextRecursively()).contains("a@example.com");
        press("Save record");
        assertThat(stored("text")).isEqualTo(LocalDate.of(2026, 3, 1));
    }

    private void retype(String field, FieldKind kind) {
        ResourceId id = world.kinds.f(field);
        workshop.build(
                world.production,
                resources -> resources.computeIfPresent(id, (key, before) -> ((Field) before).withKind(kind)));
    }

    @Test
    void a_change_of_something_else_does_not_get_in_the_way() {
        open(world.newThingPath());
        type("text", "mine");
        workshop.build(
                world.production,
                new Role(world.id(), "Some role", java.util.Set.of(), new java.util.TreeMap<>()),
                new UserGroup(world.id(), "Some group", java.util.Set.of()));
        press("Save record");
        assertThat(stored("text")).isEqualTo("mine");
    }

    @Test
    void an_app_removed_under_the_form_leaves_what_was_typed_to_be_copied() {
        open(world.newThingPath());
        type("text", "precious words");
        workshop.build(world.production, resources -> {
            resources.remove(world.app.id());
            resources.computeIfPresent(world.kinds.f("text"), (key, before) -> ((Field) before).withName("other name"));
        });
        press("Save record");
        _assertOne(H1.class, spec -> spec.withText("This page is no longer here, or no longer yours to change"));
        assertThat(_get(KeptText.class).getElement().getTextRecursively()).contains("precious words");
        assertThat(all()).isEmpty();
    }
}
