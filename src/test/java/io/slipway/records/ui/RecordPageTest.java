package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.ComboBoxBase;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.data.provider.Query;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.Resource;
import io.slipway.storage.StoredRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A record is opened, filled in, checked and saved. */
class RecordPageTest extends OnRecordPage {

    /** Changes a field of things as a builder does. */
    private void rebuild(String field, UnaryOperator<Field> change) {
        ResourceId id = world.kinds.f(field);
        workshop.build(world.production, resources -> {
            Resource before = resources.get(id);
            resources.put(id, change.apply((Field) before));
        });
    }

    @SuppressWarnings("unchecked")
    private static <I> Option<I> option(ComboBoxBase<?, Option<I>, ?> list, String label) {
        // As the browser asks once something has been typed.
        DataProvider<Option<I>, Object> found = (DataProvider<Option<I>, Object>) list.getDataProvider();
        Object filter = found instanceof ListDataProvider ? null : label;
        return found.fetch(new Query<>(0, 100, List.of(), null, filter))
                .filter(each -> each.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static <I> void choose(String label, String option) {
        ComboBox<Option<I>> box = field(ComboBox.class, label);
        _setValue(box, option(box, option));
    }

    @SuppressWarnings("unchecked")
    private static <I> void chooseAll(String label, String... options) {
        MultiSelectComboBox<Option<I>> box = field(MultiSelectComboBox.class, label);
        Set<Option<I>> chosen = new java.util.LinkedHashSet<>();
        for (String each : options) {
            chosen.add(option(box, each));
        }
        _setValue(box, chosen);
    }

    @Test
    void every_kind_can_be_typed_saved_shown_again_and_saved_unchanged() {
        StoredRecord rome = world.place("Rome");
        StoredRecord oslo = world.place("Oslo");
        open(world.newThingPath());
        type("text", " <b>שלום</b> 🚢 ");
        _setValue(field(TextArea.class, "long"), "one\r\ntwo");
        _setValue(field(BigDecimalField.class, "integer"), new BigDecimal("9223372036854775807"));
        _setValue(field(BigDecimalField.class, "decimal"), new BigDecimal("12345678901234567890.0123456789"));
        _setValue(field(BigDecimalField.class, "money"), new BigDecimal("1234.5"));
        _setValue(field(BigDecimalField.class, "percent"), new BigDecimal("12.50"));
        _setValue(field(DatePicker.class, "date"), LocalDate.of(1999, 12, 31));
        _setValue(field(DateTimePicker.class, "dateTime"), LocalDateTime.of(2026, 7, 1, 12, 0, 5));
        _setValue(field(TimePicker.class, "time"), LocalTime.of(13, 5, 30));
        @SuppressWarnings("unchecked")
        Select<Boolean> yesNo = field(Select.class, "yesNo");
        _setValue(yesNo, false);
        choose("single", "Blue");
        chooseAll("multi", "Blue", "Red");
        type("email", "a@example.com");
        type("phone", "+49 30 1234567");
        type("url", "https://example.com/a?b=c");
        choose("user", world.admin.name());
        choose("link", "Rome");
        chooseAll("links", "Oslo", "Rome");
        press("Save record");

        StoredRecord saved = all().getFirst();
        assertThat(stored("text")).isEqualTo("<b>שלום</b> 🚢");
        assertThat(stored("long")).isEqualTo("one\ntwo");
        assertThat(stored("integer")).isEqualTo(Long.MAX_VALUE);
        assertThat(stored("decimal")).isEqualTo(new BigDecimal("12345678901234567890.0123456789"));
        assertThat(stored("money")).isEqualTo(new BigDecimal("1234.50"));
        assertThat(stored("percent")).isEqualTo(new BigDecimal("12.50"));
        assertThat(stored("date")).isEqualTo(LocalDate.of(1999, 12, 31));
        assertThat(stored("dateTime")).isEqualTo(Instant.parse("2026-07-01T10:00:05Z"));
        assertThat(stored("time")).isEqualTo(LocalTime.of(13, 5, 30));
        assertThat(stored("yesNo")).isEqualTo(false);
        assertThat(stored("single")).isEqualTo(5L);
        assertThat(stored("multi")).isEqualTo(List.of(7L, 5L));
        assertThat(stored("email")).isEqualTo("a@example.com");
        assertThat(stored("phone")).isEqualTo("+49 30 1234567");
        assertThat(stored("url")).isEqualTo("https://example.com/a?b=c");
        assertThat(stored("user")).isEqualTo(world.admin.user().value());
        assertThat(stored("number")).isEqualTo(1L);
        assertThat(stored("link")).isEqualTo(rome.id());
        assertThat(stored("links")).isEqualTo(List.of(rome.id(), oslo.id()));
        _assertOne(RecordGrid.class);

        open(world.path(saved));
        assertThat(field(TextField.class, "number").getValue()).isEqualTo("T-00001");
        assertThat(field(DateTimePicker.class, "dateTime").getValue())
                .isEqualTo(LocalDateTime.of(2026, 7, 1, 12, 0, 5));
        assertThat(_get(RecordEditor.class).hasInput()).isFalse();
        press("Save changes");
        assertThat(all().getFirst().version()).isEqualTo(saved.version());
    }

    @Test
    void what_an_input_can_t_express_stays_as_long_as_it_is_not_touched() {
        StoredRecord thing = world.thing("dateTime", Instant.parse("2026-10-25T01:30:00.123Z"), "text", "  outer  ");
        open(world.path(thing));
        type("email", "b@example.com");
        press("Save changes");

        assertThat(stored("dateTime")).isEqualTo(Instant.parse("2026-10-25T01:30:00.123Z"));
        assertThat(stored("text")).isEqualTo("  outer  ");
        assertThat(stored("email")).isEqualTo("b@example.com");
    }

    @Test
    void every_value_can_be_emptied() {
        StoredRecord rome = world.place("Rome");
        StoredRecord thing = world.thing(
                "text",
                "t",
                "long",
                "l",
                "integer",
                1L,
                "decimal",
                BigDecimal.ONE,
                "date",
                LocalDate.EPOCH,
                "dateTime",
                Instant.EPOCH,
                "time",
                LocalTime.NOON,
                "yesNo",
                true,
                "single",
                3L,
                "multi",
                List.of(3L),
                "user",
                world.admin.user().value(),
                "link",
                rome.id(),
                "links",
                List.of(rome.id()));
        open(world.path(thing));
        for (Component each : _find(Component.class)) {
            if (each instanceof HasValue<?, ?> input
                    && !input.isReadOnly()
                    && each.getParent().isPresent()
                    && isInForm(each)) {
                input.clear();
            }
        }
        press("Save changes");

        assertThat(all().getFirst().values().keySet()).containsExactly(world.kinds.f("number"));
    }

    private static boolean isInForm(Component component) {
        return component
                .getParent()
                .map(parent -> parent instanceof RecordForm || isInForm(parent))
                .orElse(false);
    }

    @Test
    void what_can_t_be_taken_is_said_at_the_field_and_in_a_summary_that_leads_there() {
        open(world.newThingPath());
        type("text", "kept");
        _setValue(field(BigDecimalField.class, "integer"), new BigDecimal("1.5"));
        _setValue(field(BigDecimalField.class, "money"), new BigDecimal("1.234"));
        type("email", "nobody");
        type("url", "javascript:alert(1)");
        press("Save record");

        assertThat(all()).isEmpty();
        assertThat(field(BigDecimalField.class, "integer").getErrorMessage())
                .isEqualTo("A whole number is needed here.");
        assertThat(field(BigDecimalField.class, "money").isInvalid()).isTrue();
        assertThat(field(TextField.class, "email").isInvalid()).isTrue();
        assertThat(field(TextField.class, "url").isInvalid()).isTrue();
        assertThat(field(TextField.class, "text").isInvalid()).isFalse();
        assertThat(_find(_get(ErrorSummary.class), NativeButton.class))
                .extracting(NativeButton::getText)
                .containsExactly("integer", "money", "email", "url");

        type("email", "nobody@example.com");
        assertThat(field(TextField.class, "email").isInvalid()).isFalse();
        _setValue(field(BigDecimalField.class, "integer"), null);
        _setValue(field(BigDecimalField.class, "money"), null);
        type("url", "");
        press("Save record");
        assertThat(stored("email")).isEqualTo("nobody@example.com");
    }

    @Test
    void required_and_unique_values_are_asked_for_where_they_belong() {
        world.thing("text", "first", "unique", "taken", "email", "first@example.com");
        rebuild("email", field -> required(field));
        open(world.newThingPath());
        assertThat(field(TextField.class, "email").isRequiredIndicatorVisible()).isTrue();
        type("unique", "TAKEN ");
        press("Save record");
        assertThat(field(TextField.class, "email").getErrorMessage()).isEqualTo("“email” needs a value.");

        type("email", "a@example.com");
        press("Save record");
        assertThat(field(TextField.class, "unique").isInvalid()).isTrue();
        assertThat(all()).hasSize(1);
    }

    private static Field required(Field field) {
        return new Field(
                field.id(), field.table(), field.name(), field.kind(), field.rank(), true, false, null, field.help());
    }

    @Test
    void a_required_yes_or_no_is_a_box_and_not_ticked_means_no() {
        rebuild("yesNo", RecordPageTest::required);
        open(world.newThingPath());
        assertThat(field(Checkbox.class, "yesNo").getValue()).isFalse();
        press("Save record");
        assertThat(stored("yesNo")).isEqualTo(false);
    }

    @Test
    void a_value_this_form_does_not_show_and_that_is_missing_is_named() {
        world.form("text");
        rebuild("email", RecordPageTest::required);
        open(world.newThingPath());
        type("text", "x");
        press("Save record");
        assertThat(_get(ErrorSummary.class).getElement().getTextRecursively()).contains("“email” (not on this form)");
        assertThat(all()).isEmpty();
    }

    @Test
    void a_form_s_order_headings_and_read_only_fields_are_followed() {
        workshop.build(
                world.production,
                new io.slipway.definition.Form(
                        world.id(),
                        world.kinds.things,
                        "Form",
                        List.of(
                                new io.slipway.definition.Form.Item(world.kinds.f("email"), false, "Contact"),
                                new io.slipway.definition.Form.Item(world.kinds.f("text"), true, ""))));
        StoredRecord thing = world.thing("text", "fixed", "email", "a@example.com");
        open(world.path(thing));
        assertThat(_find(_get(RecordForm.class), TextField.class))
                .extracting(TextField::getLabel)
                .containsExactly("email", "text");
        assertThat(field(TextField.class, "text").isReadOnly()).isTrue();
        _assertOne(H2.class, spec -> spec.withText("Contact"));
    }

    @Test
    void a_new_record_starts_with_defaults_and_may_drop_them() {
        rebuild("single", field -> withDefault(field, "3"));
        rebuild("text", field -> withDefault(field, "hello"));
        open(world.newThingPath());
        assertThat(field(TextField.class, "text").getValue()).isEqualTo("hello");
        assertThat(_get(RecordEditor.class).hasInput()).isFalse();
        type("text", "");
        press("Save record");
        assertThat(stored("text")).isNull();
        assertThat(stored("single")).isEqualTo(3L);
    }

    private static Field withDefault(Field field, String text) {
        return new Field(field.id(), field.table(), field.name(), field.kind(), field.rank(), false, false, text, "");
    }

    @Test
    void several_can_be_added_one_after_the_other() {
        open(world.newThingPath());
        type("text", "one");
        press("Save and add another");
        assertThat(field(TextField.class, "text").getValue()).isEmpty();
        type("text", "two");
        press("Save record");
        assertThat(all()).hasSize(2);
    }

    @Test
    void pressing_save_twice_saves_once() {
        open(world.newThingPath());
        type("text", "once");
        RecordEditor editor = _get(RecordEditor.class);
        Runnable then = () -> {};
        editor.save(() -> editor.save(then));
        editor.save(then);
        assertThat(all()).hasSize(1);
    }

    @Test
    void related_records_are_listed_and_new_ones_start_linked() {
        StoredRecord rome = world.place("Rome");
        world.thing("text", "colosseum", "link", rome.id());
        world.thing("text", "elsewhere");
        open(world.path("/" + world.app.id() + "/records/" + world.kinds.places + "/" + rome.id()));

        List<RelatedRecords> lists = _find(RelatedRecords.class);
        assertThat(lists).extracting(list -> _get(list, H2.class).getText()).containsExactly("Things", "Visitors");
        RecordGrid things = _get(lists.getFirst(), RecordGrid.class);
        assertThat(GridKt._size(things)).isEqualTo(1);
        assertThat(GridKt._getFormattedRow(things, 0).getFirst()).contains("colosseum");

        _click(_get(lists.getFirst(), Button.class, spec -> spec.withText("Add")));
        ComboBox<?> link = field(ComboBox.class, "link");
        assertThat(((Option<?>) link.getValue()).label()).isEqualTo("Rome");
        type("text", "forum");
        press("Save record");
        assertThat(all())
                .filteredOn(each -> rome.id().equals(each.value(world.kinds.f("link"))))
                .hasSize(2);
    }

    @Test
    void leaving_with_input_asks_and_saves_discards_or_stays() {
        open(world.newThingPath());
        type("text", "typed");
        open(world.path(""));
        ConfirmDialog dialog = _get(ConfirmDialog.class);
        assertThat(ConfirmDialogKt._getHeader(dialog)).isEqualTo("Leave without saving?");
        ConfirmDialogKt._fireCancel(dialog);
        assertThat(field(TextField.class, "text").getValue()).isEqualTo("typed");

        open(world.path(""));
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(all()).hasSize(1);
        _assertOne(AppCard.class);

        open(world.path(all().getFirst()));
        type("text", "other");
        open(world.path(""));
        ConfirmDialogKt._fireReject(_get(ConfirmDialog.class));
        _assertOne(AppCard.class);
        assertThat(stored("text")).isEqualTo("typed");
    }

    @Test
    void looking_at_a_record_and_leaving_asks_nothing() {
        StoredRecord thing = world.thing("text", "apple");
        open(world.path(thing));
        open(world.path(""));
        _assertNone(ConfirmDialog.class);
        _assertOne(AppCard.class);
    }
}
