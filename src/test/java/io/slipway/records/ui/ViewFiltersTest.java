package io.slipway.records.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.GridKt;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.BigDecimalField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import io.slipway.definition.Field;
import io.slipway.definition.View;
import io.slipway.storage.StoredRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding records in a view: search, filters and order, on the page and in its address. */
class ViewFiltersTest extends OnViewPage {

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
}
