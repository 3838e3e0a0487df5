package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Unit price (€)|unit_price",
                "Straße|strasse",
                "  Ünïcödé  |unicode",
                "2nd contact|field_2nd_contact",
                "42|field_42",
                "电话|field",
                "=HYPERLINK(\"x\")|hyperlink_x",
                "a__b|a_b",
                "___|field"
            })
    void names_are_readable_and_plain(String name, String expected) {
        assertThat(ApiNames.of(name, "field")).isEqualTo(expected);
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(ApiNames.of("x".repeat(100), "field")).hasSize(60);
    }

    @Test
    void of_two_alike_the_older_keeps_the_name_whatever_the_order() {
        List<Field> fields = List.of(field(118, "Unit Price"), field(104, "Unit price"), field(105, "unit_price_118"));
        assertThat(ApiNames.ofFields(fields))
                .containsEntry(new ResourceId(104), "unit_price")
                .containsEntry(new ResourceId(105), "unit_price_118")
                .containsEntry(new ResourceId(118), "unit_price_118_118");
    }

    @Test
    void a_name_is_never_taken_for_an_id() {
        assertThat(ApiNames.id("104")).contains(new ResourceId(104));
        assertThat(ApiNames.id("0104")).isEmpty();
        assertThat(ApiNames.id("9".repeat(40))).isEmpty();
        assertThat(ApiNames.id(ApiNames.of("104", "field"))).isEmpty();
    }

    private static Field field(long id, String name) {
        return new Field(
                new ResourceId(id),
                new ResourceId(1),
                name,
                new FieldKind.LongText(),
                1000 - id,
                false,
                false,
                null,
                "");
    }
}
