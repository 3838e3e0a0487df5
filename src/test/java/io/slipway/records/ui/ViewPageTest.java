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
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import io.slipway.account.SignIns;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Resource;
import io.slipway.definition.View;
import io.slipway.records.Records;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.PageHeader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UiTest
class ViewPageTest {

    private static final Permission SEE = new Permission(true, false, false, false);

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    SignIns signIns;

    AppWorld world;

    @BeforeEach
    void build() {
        world = new AppWorld(workshop, records);
        TestSignIn.as(signIns, world.admin);
        UI.getCurrent().setLocale(Locale.UK);
    }

    private void open(String query) {
        RecordPaths.open(UI.getCurrent(), world.thingsPath() + query);
    }

    private static RecordGrid grid() {
        return _get(RecordGrid.class);
    }

    private static String count() {
        return _find(Span.class, spec -> spec.withClasses("secondary"))
                .getFirst()
                .getText();
    }

    private String shown(int row, String field) {
        GridPanel panel = _get(GridPanel.class);
        return panel.text(world.kinds.field(field), GridKt._get(grid(), row));
    }

    private List<String> texts() {
        return IntStream.range(0, GridKt._size(grid()))
                .mapToObj(row -> shown(row, "text"))
                .toList();
    }

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
    void the_search_finds_and_stands_in_the_address() {
        world.thing("text", "apple");
        world.thing("text", "pear");
        open("");
        assertThat(count()).isEqualTo("2 records");

        _setValue(_get(TextField.class, spec -> spec.withPlaceholder("Search")), "PEA");

        assertThat(texts()).containsExactly("pear");
        assertThat(count()).isEqualTo("1 record found");
        open("?q=apple");
        assertThat(texts()).containsExactly("apple");
    }

    @Test
    void nothing_found_offers_to_clear_the_filters() {
        world.thing("text", "apple");
        open("?q=zzz&f=" + world.kinds.f("integer") + ".empty");
        assertThat(texts()).isEmpty();
        EmptyStateProbe.click(grid(), "Clear filters");

        assertThat(texts()).containsExactly("apple");
        assertThat(_get(TextField.class, spec -> spec.withPlaceholder("Search")).getValue())
                .isEmpty();
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
    void filters_are_added_in_a_dialog_named_in_words_and_taken_away_again() {
        world.thing("text", "cheap", "money", new BigDecimal("5.00"));
        world.thing("text", "dear", "money", new BigDecimal("5000.00"));
        open("");

        addFilter("money", "is at least");
        _setValue(_get(BigDecimalField.class, spec -> spec.withLabel("Value")), new BigDecimal("1000"));
        _click(_get(Button.class, spec -> spec.withText("Add filter")));

        assertThat(texts()).containsExactly("dear");
        Button chip = _get(Button.class, spec -> spec.withText("money is at least 1,000.00 EUR"));
        assertThat(chip.getElement().getAttribute("aria-label")).startsWith("Remove the filter");
        _click(chip);
        assertThat(texts()).hasSize(2);
    }

    @Test
    void a_range_is_asked_for_in_one_go() {
        world.thing("text", "small", "integer", 1L);
        world.thing("text", "middle", "integer", 5L);
        world.thing("text", "large", "integer", 9L);
        open("");
        addFilter("integer", "is between");
        _setValue(_get(BigDecimalField.class, spec -> spec.withLabel("From")), new BigDecimal("2"));
        _click(_get(Button.class, spec -> spec.withText("Add filter")));
        assertThat(_get(BigDecimalField.class, spec -> spec.withLabel("To")).isInvalid())
                .isTrue();
        _setValue(_get(BigDecimalField.class, spec -> spec.withLabel("To")), new BigDecimal("5"));
        _click(_get(Button.class, spec -> spec.withText("Add filter")));
        assertThat(texts()).containsExactly("middle");
        _assertOne(Button.class, spec -> spec.withText("integer is at least 2"));
        _assertOne(Button.class, spec -> spec.withText("integer is at most 5"));
    }

    @Test
    void a_range_that_ends_before_it_begins_is_not_taken() {
        open("");
        addFilter("integer", "is between");
        _setValue(_get(BigDecimalField.class, spec -> spec.withLabel("From")), new BigDecimal("9"));
        _setValue(_get(BigDecimalField.class, spec -> spec.withLabel("To")), new BigDecimal("2"));
        _click(_get(Button.class, spec -> spec.withText("Add filter")));
        assertThat(_get(BigDecimalField.class, spec -> spec.withLabel("To")).getErrorMessage())
                .startsWith("The range ends before it begins");
        _assertOne(FilterDialog.class);
        _setValue(_get(BigDecimalField.class, spec -> spec.withLabel("To")), new BigDecimal("9"));
        _click(_get(Button.class, spec -> spec.withText("Add filter")));
        _assertNone(FilterDialog.class);
    }

    @SuppressWarnings("unchecked")
    private void addFilter(String field, String words) {
        _click(_get(Button.class, spec -> spec.withText("Filter")));
        FilterDialog dialog = _get(FilterDialog.class);
        _setValue(
                (ComboBox<Field>) _get(dialog, ComboBox.class, spec -> spec.withLabel("Field")),
                world.kinds.field(field));
        Select<FilterWords.How> condition = _get(dialog, Select.class, spec -> spec.withLabel("Condition"));
        FilterWords.How wanted = condition
                .getListDataView()
                .getItems()
                .filter(each -> each.words().equals(words))
                .findFirst()
                .orElseThrow();
        _setValue(condition, wanted);
    }

    @Test
    void a_filter_without_a_value_is_not_taken() {
        open("");
        addFilter("text", "contains");
        _click(_get(Button.class, spec -> spec.withText("Add filter")));
        assertThat(_get(TextField.class, spec -> spec.withLabel("Value")).getErrorMessage())
                .isEqualTo("Give a value to compare with.");
        _assertOne(FilterDialog.class);
    }

    @Test
    void filters_on_every_kind_find_what_they_say() {
        StoredRecord rome = world.place("Rome");
        world.thing("text", "other");
        world.thing(
                "text",
                "wanted",
                "integer",
                5L,
                "date",
                LocalDate.of(2026, 3, 1),
                "yesNo",
                true,
                "single",
                3L,
                "multi",
                List.of(7L, 5L),
                "user",
                world.admin.user().value(),
                "link",
                rome.id(),
                "links",
                List.of(rome.id()),
                "time",
                LocalTime.NOON,
                "dateTime",
                Instant.parse("2026-07-01T10:00:00Z"));
        for (String filter : List.of(
                world.kinds.f("text") + ".contains.ANT",
                world.kinds.f("text") + ".starts-with.wan",
                world.kinds.f("integer") + ".at-least.5",
                world.kinds.f("integer") + ".not-empty",
                world.kinds.f("date") + ".at-most.2026-03-01",
                world.kinds.f("yesNo") + ".equals.true",
                world.kinds.f("single") + ".equals.3",
                world.kinds.f("multi") + ".contains.5",
                world.kinds.f("user") + ".equals." + world.admin.user().value(),
                world.kinds.f("link") + ".equals." + rome.id(),
                world.kinds.f("links") + ".contains." + rome.id(),
                world.kinds.f("time") + ".equals.12:00:00",
                world.kinds.f("number") + ".equals.2",
                world.kinds.f("dateTime") + ".at-least.2026-07-01T10:00:00Z")) {
            open("?f=" + filter);
            assertThat(texts()).as(filter).containsExactly("wanted");
        }
    }

    @Test
    void nonsense_in_the_address_is_passed_over() {
        world.thing("text", "apple");
        for (String query : List.of(
                "?f=nonsense",
                "?f=1.equals",
                "?f=999999.equals.1",
                "?f=" + world.kinds.f("integer") + ".equals.abc",
                "?f=" + world.kinds.f("integer") + ".contains.1",
                "?f=" + world.kinds.f("link") + ".contains." + world.place("x").id(),
                "?f=" + world.kinds.f("text") + ".drop table.1",
                "?sort=nonsense&sort=-999999&hide=x",
                "?f=" + world.kinds.placeName + ".equals.x")) {
            open(query);
            assertThat(texts()).as(query).containsExactly("apple");
        }
    }

    @Test
    void a_click_on_a_header_sorts_on_the_server_and_stands_in_the_address() {
        world.thing("text", "b", "integer", 1L);
        world.thing("text", "a", "integer", 2L);
        world.thing("text", "c", "integer", 3L);
        open("");
        assertThat(texts()).containsExactly("b", "a", "c");

        GridKt._sort(
                grid(),
                new com.vaadin.flow.data.provider.QuerySortOrder(
                        world.kinds.f("text").toString(), SortDirection.DESCENDING));
        assertThat(texts()).containsExactly("c", "b", "a");

        open("?sort=" + world.kinds.f("text"));
        assertThat(texts()).containsExactly("a", "b", "c");
        assertThat(grid().getSortOrder()).hasSize(1);
    }

    @Test
    void the_view_s_own_filters_and_order_hold_beside_what_the_reader_adds() {
        world.thing("text", "b", "integer", 1L);
        world.thing("text", "a", "integer", 2L);
        world.thing("text", "z", "integer", 20L);
        View few = new View(
                world.things.id(),
                world.kinds.things,
                "Few",
                List.of(world.kinds.f("text")),
                List.of(new View.Filter(world.kinds.f("integer"), View.Comparison.LESS, "10")),
                List.of(new View.Sort(world.kinds.f("text"), false)),
                null);
        workshop.build(world.production, few);

        open("");
        assertThat(texts()).containsExactly("a", "b");
        _assertOne(Paragraph.class, spec -> spec.withText("Only where integer is less than 10"));
        assertThat(grid().getSortOrder()).hasSize(1);
        open("?q=z");
        assertThat(texts()).isEmpty();
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
