package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Resource;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.TestSignIn;
import io.slipway.ui.PageHeader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a view shows, to whom, and how it follows changes. */
class ViewPageTest extends OnViewPage {

    private static final Permission SEE = new Permission(true, false, false, false);

    @Test
    void every_kind_is_shown_as_its_reader_reads_it() {
        StoredRecord rome = world.place("Rome");
        StoredRecord oslo = world.place("Oslo");
        world.thing(
                "text",
                "<b>bold</b>",
                "long",
                "one\ntwo",
                "integer",
                1234567L,
                "decimal",
                new BigDecimal("1234.5"),
                "money",
                new BigDecimal("1234.50"),
                "percent",
                new BigDecimal("12.50"),
                "date",
                LocalDate.of(2026, 3, 1),
                "dateTime",
                Instant.parse("2026-07-01T10:00:00Z"),
                "time",
                LocalTime.of(13, 5, 30),
                "yesNo",
                true,
                "single",
                3L,
                "multi",
                List.of(7L, 5L),
                "email",
                "a@example.com",
                "phone",
                "+49 30 1",
                "url",
                "https://example.com",
                "user",
                world.admin.user().value(),
                "link",
                rome.id(),
                "links",
                List.of(rome.id(), oslo.id()));

        open("");

        assertThat(shown(0, "text")).isEqualTo("<b>bold</b>");
        assertThat(shown(0, "integer")).isEqualTo("1234567");
        assertThat(shown(0, "decimal")).isEqualTo("1,234.5000000000");
        assertThat(shown(0, "money")).isEqualTo("1,234.50 EUR");
        assertThat(shown(0, "percent")).isEqualTo("12.50 %");
        assertThat(shown(0, "date")).isEqualTo("1 Mar 2026");
        assertThat(shown(0, "dateTime")).isEqualTo("1 Jul 2026, 12:00:00");
        assertThat(shown(0, "time")).isEqualTo("13:05:30");
        assertThat(shown(0, "yesNo")).isEqualTo("Yes");
        assertThat(shown(0, "single")).isEqualTo("Green");
        assertThat(shown(0, "multi")).isEqualTo("Red, Blue");
        assertThat(shown(0, "user")).isEqualTo(world.admin.name());
        assertThat(shown(0, "number")).isEqualTo("T-00001");
        assertThat(shown(0, "link")).isEqualTo("Rome");
        assertThat(shown(0, "links").split(", ")).containsExactlyInAnyOrder("Rome", "Oslo");
        assertThat(GridKt._getFormattedRow(grid(), 0)).contains("one two", "1,234.50 EUR");
    }

    @Test
    void an_empty_view_says_so_and_offers_a_new_record_to_those_who_may_make_one() {
        open("");
        assertThat(grid().getEmptyStateComponent().getElement().getTextRecursively())
                .contains("There are no records in “Things” yet.")
                .contains("New record");

        TestSignIn.as(signIns, world.person(SEE, SEE));
        open("");
        assertThat(grid().getEmptyStateComponent().getElement().getTextRecursively())
                .doesNotContain("New record");
    }

    @Test
    void columns_can_be_hidden_but_not_the_first_one() {
        open("?hide=" + world.kinds.f("long"));
        assertThat(grid().getColumnByKey(world.kinds.f("long").toString()).isVisible())
                .isFalse();
        assertThat(grid().getColumnByKey(world.kinds.f("integer").toString()).isVisible())
                .isTrue();
    }

    @Test
    void a_row_leads_to_its_record_and_the_way_back_keeps_the_state() {
        world.thing("text", "apple");
        open("?q=app");
        GridKt._clickItem(grid(), 0, 1, false, false, false, false);

        _assertOne(H1.class, spec -> spec.withText("apple"));
        Anchor back = _get(Anchor.class, spec -> spec.withText("All things"));
        assertThat(back.getHref()).isEqualTo(world.thingsPath() + "?q=app");
    }

    @Test
    void buttons_are_there_only_for_those_who_may() {
        world.thing("text", "apple");
        open("");
        _assertOne(_get(PageHeader.class), Button.class, spec -> spec.withText("New record"));
        assertThat(grid().getSelectionMode()).isEqualTo(com.vaadin.flow.component.grid.Grid.SelectionMode.MULTI);

        TestSignIn.as(signIns, world.person(SEE, Permission.NONE));
        open("");
        _assertNone(Button.class, spec -> spec.withText("New record"));
        assertThat(grid().getSelectionMode()).isEqualTo(com.vaadin.flow.component.grid.Grid.SelectionMode.NONE);
        assertThat(texts()).containsExactly("apple");
        _assertNone(Anchor.class, spec -> spec.withText("All places"));
    }

    @Test
    void links_to_what_the_reader_may_not_see_are_not_named() {
        StoredRecord rome = world.place("Rome");
        world.thing("text", "apple", "link", rome.id());
        TestSignIn.as(signIns, world.person(SEE, Permission.NONE));
        open("");
        assertThat(shown(0, "link")).isEqualTo("Not visible to you");
    }

    @Test
    void a_view_whose_table_one_may_not_see_is_not_here() {
        TestSignIn.as(signIns, world.person(SEE, Permission.NONE));
        for (String view : List.of(
                world.places.id().toString(), "999999", "x", world.app.id().toString())) {
            UI.getCurrent().navigate(world.path("/" + world.app.id() + "/views/" + view));
            _assertOne(H1.class, spec -> spec.withText("You can’t go there"));
        }
    }

    @Test
    void several_records_are_deleted_at_once_after_a_question_with_their_number() {
        world.thing("text", "a");
        world.thing("text", "b");
        world.thing("text", "c");
        open("");
        grid().select(GridKt._get(grid(), 0));
        grid().select(GridKt._get(grid(), 1));

        _click(_get(Button.class, spec -> spec.withText("Delete 2")));
        ConfirmDialog dialog = _get(ConfirmDialog.class);
        assertThat(dialog.getElement().getProperty("header")).isEqualTo("Delete 2 records?");
        ConfirmDialogKt._fireConfirm(dialog);

        assertThat(texts()).containsExactly("c");
        assertThat(count()).isEqualTo("1 record");
        _assertNone(Button.class, spec -> spec.withText("Delete 2"));
    }

    @Test
    void what_is_still_linked_to_is_not_deleted_and_the_reason_has_names_and_numbers() {
        StoredRecord rome = world.place("Rome");
        world.place("Oslo");
        world.thing("text", "a", "link", rome.id());
        world.thing("text", "b", "link", rome.id());
        UI.getCurrent().navigate(world.path("/" + world.app.id() + "/views/" + world.places.id()));
        grid().select(GridKt._get(grid(), 0));
        grid().select(GridKt._get(grid(), 1));
        _click(_get(Button.class, spec -> spec.withText("Delete 2")));
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));

        ConfirmDialog why = _find(ConfirmDialog.class).getLast();
        assertThat(why.getElement().getProperty("header")).isEqualTo("“Rome” is still in use");
        assertThat(_get(why, ListItem.class).getText()).isEqualTo("2 records of “Things” through the field “link”");
        assertThat(records.count(world.admin, world.production, RecordQuery.all(world.kinds.places), 10))
                .isEqualTo(2);
    }

    @Test
    void the_page_follows_a_change_of_the_definition() {
        world.thing("text", "apple", "integer", 5L);
        open("");
        ResourceId integer = world.kinds.f("integer");
        workshop.build(world.production, resources -> {
            Resource field = resources.get(integer);
            resources.put(integer, ((Field) field).withName("count").withKind(new FieldKind.DecimalNumber(2)));
        });

        _get(ViewPage.class).cameBack();
        com.github.mvysny.kaributesting.v10.MockVaadin.clientRoundtrip(true);

        assertThat(grid().getColumnByKey(integer.toString()).getHeaderText()).isEqualTo("count");
        assertThat(_get(GridPanel.class)
                        .text(
                                world.kinds.field("integer").withKind(new FieldKind.DecimalNumber(2)),
                                GridKt._get(grid(), 0)))
                .isEqualTo("5.00");
    }

    @Test
    void changes_by_others_are_there_when_one_comes_back() {
        open("");
        assertThat(texts()).isEmpty();
        world.thing("text", "apple");
        _get(ViewPage.class).cameBack();
        assertThat(texts()).containsExactly("apple");
        assertThat(count()).isEqualTo("1 record");
    }
}
