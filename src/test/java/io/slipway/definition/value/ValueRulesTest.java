package io.slipway.definition.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueRulesTest {

    private static final List<Choice> CHOICES = List.of(new Choice(3, "Open"), new Choice(1, "Closed"));

    @Test
    void lengthIsCountedInCharactersPeopleSeeNotInHalvesOfPairs() {
        assertThat(reason(new FieldKind.ShortText(3), "👍👍👍")).isEmpty();
        assertThat(reason(new FieldKind.ShortText(3), "👍👍👍👍")).contains("4 characters; at most 3");
        assertThat(reason(new FieldKind.LongText(), "x".repeat(100_000))).isEmpty();
        assertThat(reason(new FieldKind.LongText(), "x".repeat(100_001))).contains("at most 100000");
    }

    @Test
    void controlCharactersAndHalfPairsAreRefused() {
        for (String text : List.of("a\u0000b", "a\u0007", "\uD83D", "x\uDC4D")) {
            assertThat(reason(new FieldKind.ShortText(9), text)).contains("control characters");
            assertThat(reason(new FieldKind.LongText(), text)).contains("control characters");
        }
        assertThat(reason(new FieldKind.ShortText(9), "a\nb")).contains("one line only");
        assertThat(reason(new FieldKind.LongText(), "a\n\tb")).isEmpty();
    }

    @Test
    void requiredFieldsNeedMoreThanBlanks() {
        Field required = new Field(
                new ResourceId(2), new ResourceId(1), "Name", new FieldKind.LongText(), 1, true, false, null, "");
        assertThat(ValueRules.check(required, null)).hasValue("“Name” needs a value.");
        assertThat(ValueRules.check(required, " \n")).hasValue("“Name” needs a value.");
        assertThat(ValueRules.check(required, "x")).isEmpty();
        assertThat(ValueRules.check(required.withKind(new FieldKind.MultiChoice(CHOICES)), List.of()))
                .isPresent();
        assertThat(ValueRules.check(required.withKind(new FieldKind.AutoNumber("", 1)), null))
                .isEmpty();
    }

    @Test
    void numbersStayInTheirRangeAndScale() {
        FieldKind range = new FieldKind.WholeNumber(1L, 10L);
        assertThat(reason(range, 0L)).contains("at least 1");
        assertThat(reason(range, 11L)).contains("at most 10");
        assertThat(reason(range, 10L)).isEmpty();
        assertThat(reason(new FieldKind.DecimalNumber(2), new BigDecimal("1.239")))
                .contains("2 decimal places");
        assertThat(reason(new FieldKind.DecimalNumber(2), new BigDecimal("1.2300")))
                .isEmpty();
        assertThat(reason(new FieldKind.DecimalNumber(2), new BigDecimal("100000000000000000000")))
                .contains("at most 20 digits");
        assertThat(reason(new FieldKind.Money("JPY"), new BigDecimal("1.5"))).contains("whole number");
    }

    @Test
    void datesStayInTheYears1To9999() {
        assertThat(reason(new FieldKind.Date(), LocalDate.of(0, 12, 31))).contains("years 1 to 9999");
        assertThat(reason(new FieldKind.Date(), LocalDate.of(10000, 1, 1))).contains("years 1 to 9999");
        assertThat(reason(new FieldKind.DateTime(), Instant.parse("+10000-01-01T00:00:00Z")))
                .contains("years");
        assertThat(reason(new FieldKind.Time(), LocalTime.of(1, 2, 3, 4))).contains("whole seconds");
    }

    @Test
    void choicesMustExist() {
        assertThat(reason(new FieldKind.SingleChoice(CHOICES), 2L)).contains("not there");
        assertThat(reason(new FieldKind.MultiChoice(CHOICES), List.of(3L, 2L))).contains("not there");
        assertThat(reason(new FieldKind.MultiChoice(CHOICES), List.of(3L, 1L))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a@",
                "@b.c",
                "a b@c.d",
                "a@b c",
                "a@@b.c",
                "a..b@c.d",
                ".a@b.c",
                "a.@b.c",
                "a@b.c\nBcc: x@y.z",
                "<a@b.c>",
                "a@-b.c",
                " a@b.c"
            })
    void whatIsNoMailAddressIsRefused(String text) {
        assertThat(ValueRules.check(new FieldKind.Email(), text)).as(text).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "ftp://example.com",
                "javascript:alert(1)",
                "https://",
                "http:///x",
                "https://a b.c",
                "https://x\"onclick=",
                "data:text/html,x",
                " https://a.b"
            })
    void onlyWebAddressesAreTaken(String text) {
        assertThat(ValueRules.check(new FieldKind.Url(), text)).as(text).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "HTTP://localhost:8080/x?y=1#z",
                "https://exämple.org/ä",
                "http://[::1]/",
                "https://u:p@h.example/"
            })
    void webAddressesOfManyFormsAreTaken(String text) {
        assertThat(ValueRules.check(new FieldKind.Url(), text)).as(text).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"call me", "-", "+", "12a34", "123; DROP"})
    void whatIsNoTelephoneNumberIsRefused(String text) {
        assertThat(ValueRules.check(new FieldKind.Phone(), text)).as(text).isPresent();
    }

    @Test
    void aValueOfTheWrongJavaTypeIsRefusedByEveryKind() {
        io.slipway.definition.Seeded.cases(
                3,
                random -> io.slipway.definition.RandomKinds.all(random)
                        .forEach(kind -> assertThat(ValueRules.check(kind, new StringBuilder("x")))
                                .as("%s", kind)
                                .isPresent()));
    }

    @Test
    void equalValuesHaveOneForm() {
        FieldKind multi = new FieldKind.MultiChoice(CHOICES);
        RecordId first = RecordId.next();
        RecordId second = RecordId.next();
        assertThat(ValueRules.normalise(multi, List.of(1L, 3L, 1L))).isEqualTo(List.of(3L, 1L));
        assertThat(ValueRules.normalise(new FieldKind.LongText(), "a\r\nb\rc")).isEqualTo("a\nb\nc");
        assertThat(ValueRules.normalise(new FieldKind.ShortText(5), "")).isNull();
        assertThat(ValueRules.normalise(multi, List.of())).isNull();
        assertThat(ValueRules.normalise(new FieldKind.DecimalNumber(2), BigDecimal.ONE))
                .isEqualTo(new BigDecimal("1.00"));
        assertThat(ValueRules.normalise(new FieldKind.DateTime(), Instant.parse("2026-01-01T00:00:00.123456Z")))
                .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
        assertThat(ValueRules.normalise(new FieldKind.Link(new ResourceId(1)), List.of(second, first, second)))
                .isEqualTo(List.of(first, second));
    }

    private static String reason(FieldKind kind, Object value) {
        return ValueRules.check(kind, value).orElse("");
    }
}
