package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.common.RecordId;
import io.slipway.definition.Permission;
import io.slipway.storage.StoredRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page of a record lets people do who may not do everything, and what it makes of hostile input. */
class RecordPageAccessTest extends OnRecordPage {

    private static final Permission SEE = new Permission(true, false, false, false);
    private static final Permission EDIT = new Permission(true, false, true, false);
    private static final Permission CREATE = new Permission(true, true, false, false);

    @Test
    void who_may_only_see_sees_and_can_change_nothing() {
        StoredRecord thing = world.thing("text", "apple");
        signIn(world.person(SEE, SEE));
        open(world.path(thing));
        assertThat(field(TextField.class, "text").isReadOnly()).isTrue();
        _assertOne(Paragraph.class, spec -> spec.withText("You can see this record, but you can't change it here."));
        _assertNone(Button.class, spec -> spec.withText("Save changes"));
        _assertNone(Button.class, spec -> spec.withText("Delete"));
        _assertNone(Button.class, spec -> spec.withText("Add"));

        open(world.newThingPath());
        _assertOne(H1.class, spec -> spec.withText("You can’t go there"));
    }

    @Test
    void who_may_edit_but_not_create_or_delete_does_just_that() {
        StoredRecord thing = world.thing("text", "apple");
        signIn(world.person(EDIT, SEE));
        open(world.path(thing));
        _assertNone(Button.class, spec -> spec.withText("Delete"));
        type("text", "pear");
        press("Save changes");
        assertThat(stored("text")).isEqualTo("pear");
        open(world.newThingPath());
        _assertOne(H1.class, spec -> spec.withText("You can’t go there"));
    }

    @Test
    void who_may_create_but_not_edit_does_just_that() {
        StoredRecord thing = world.thing("text", "apple");
        signIn(world.person(CREATE, SEE));
        open(world.path(thing));
        assertThat(field(TextField.class, "text").isReadOnly()).isTrue();
        open(world.newThingPath());
        type("text", "pear");
        press("Save record");
        assertThat(all()).hasSize(2);
    }

    @Test
    void who_may_delete_is_asked_first() {
        StoredRecord thing = world.thing("text", "apple");
        signIn(world.person(new Permission(true, false, false, true), SEE));
        open(world.path(thing));
        press("Delete");
        ConfirmDialog dialog = _get(ConfirmDialog.class);
        assertThat(ConfirmDialogKt._getHeader(dialog)).isEqualTo("Delete “apple”?");
        ConfirmDialogKt._fireConfirm(dialog);
        assertThat(all()).isEmpty();
        _assertOne(RecordGrid.class);
    }

    @Test
    void a_record_of_others_and_one_that_is_not_there_get_the_same_answer() {
        AppWorld other = new AppWorld(workshop, records);
        StoredRecord theirs = other.thing("text", "secret");
        StoredRecord place = world.place("Rome");
        String base = "/" + world.app.id() + "/records/";
        signIn(world.person(SEE, Permission.NONE));
        for (String path : List.of(
                other.path(theirs),
                world.path(base + world.kinds.things + "/" + theirs.id()),
                world.path(base + world.kinds.things + "/" + RecordId.next()),
                world.path(base + world.kinds.things + "/nonsense"),
                world.path(base + world.kinds.places + "/" + place.id()),
                world.path(base + world.kinds.places + "/new"),
                world.path(base + "999999/new"),
                world.path(base + other.kinds.things + "/" + theirs.id()),
                world.path("/999999/records/" + world.kinds.things + "/new"))) {
            open(path);
            _assertOne(Paragraph.class, spec -> spec.withText("This is not here, or not yours to see."));
        }
    }

    @Test
    void a_link_in_the_address_to_what_one_may_not_see_is_not_taken() {
        StoredRecord rome = world.place("Rome");
        signIn(world.person(CREATE, Permission.NONE));
        open(world.newThingPath() + "&link." + world.kinds.f("link") + "=" + rome.id());
        assertThat(field(ComboBox.class, "link").getValue()).isNull();
    }

    @Test
    void hostile_text_is_only_text() {
        String hostile = "<img src=x onerror=alert(1)> \u202Eevil' OR 1=1;--";
        StoredRecord thing = world.thing("text", hostile, "long", "x".repeat(100_000));
        open(world.path(thing));
        assertThat(_get(H1.class).getText()).isEqualTo(hostile);
        assertThat(field(TextField.class, "text").getValue()).isEqualTo(hostile);
        assertThat(field(TextArea.class, "long")
                        .getHelperComponent()
                        .getElement()
                        .getTextRecursively())
                .contains("100,000 of 100,000 characters");
        type("text", "y".repeat(10_000));
        press("Save changes");
        assertThat(field(TextField.class, "text").getErrorMessage())
                .isEqualTo("This has 10000 characters; at most 100 are possible.");
    }

    @Test
    void only_web_addresses_can_be_followed() {
        open(world.newThingPath());
        type("url", "https://example.com");
        Anchor link = _find(ValueLink.class).stream()
                .filter(Component::isVisible)
                .findFirst()
                .orElseThrow();
        assertThat(link.getHref()).isEqualTo("https://example.com");
        type("url", "javascript:alert(1)");
        assertThat(link.isVisible()).isFalse();
    }
}
