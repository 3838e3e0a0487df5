package io.slipway.definition.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.RandomKinds;
import io.slipway.definition.Seeded;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueTextTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final FieldKind WHOLE = new FieldKind.WholeNumber(null, null);
    private static final FieldKind DECIMAL = new FieldKind.DecimalNumber(2);
    private static final List<Choice> CHOICES =
            List.of(new Choice(3, "Open"), new Choice(1, "In progress, late"), new Choice(2, "late"));

    @Test
    void canonicalTextReadsBackAsTheSameValueForEveryKind() {
        Seeded.cases(
                500,
                random -> RandomKinds.all(random).forEach(kind -> {
                    Object value = RandomKinds.value(kind, random);
                    assertThat(ValueText.parse(kind, ValueText.canonical(kind, value)))
                            .as("%s %s", kind, value)
                            .isEqualTo(new Parsed.Ok(value));
                }));
    }

    @Test
    void generatedValuesAreTakenAndAreInNormalForm() {
        Seeded.cases(
                300,
                random -> RandomKinds.all(random).forEach(kind -> {
                    Object value = RandomKinds.value(kind, random);
                    assertThat(ValueRules.check(kind, value))
                            .as("%s %s", kind, value)
                            .isEmpty();
                    assertThat(ValueRules.normalise(kind, value)).isEqualTo(value);
                }));
    }

    @Test
    void typedTextReadsCanonicalTextToo() {
        Seeded.cases(
                300,
                random -> RandomKinds.all(random).stream()
                        .filter(kind ->
                                !(kind instanceof FieldKind.SingleChoice || kind instanceof FieldKind.MultiChoice))
                        .filter(kind -> Shape.of(kind) != Shape.TEXT)
                        .forEach(kind -> {
                            Object value = RandomKinds.value(kind, random);
                            assertThat(ValueText.parseTyped(
                                            kind, " " + ValueText.canonical(kind, value) + "\n", BERLIN))
                                    .as("%s %s", kind, value)
                                    .isEqualTo(new Parsed.Ok(value));
                        }));
    }

    @Test
    void emptyTextIsNoValue() {
        Seeded.cases(
                3,
                random -> RandomKinds.all(random).forEach(kind -> {
                    assertThat(ValueText.parse(kind, "")).isEqualTo(Parsed.NOTHING);
                    assertThat(ValueText.parseTyped(kind, " \u00A0\t", BERLIN)).isEqualTo(Parsed.NOTHING);
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.5|1234.50",
                "1,234.56|1234.56",
                "1.234,56|1234.56",
                "1 234,5|1234.50",
                "1'234.5|1234.50",
                "1,5|1.50",
                "1,234,567|1234567.00",
                "1.234.567|1234567.00",
                "-7|-7.00",
                "+7|7.00",
                "\u22127|-7.00",
                "0,12|0.12",
                "1234,50|1234.50",
                "1.500|1.50",
                "12\u00A0345|12345.00"
            })
    void numbersAreReadAsPeopleWriteThem(String typed, BigDecimal expected) {
        assertThat(ValueText.parseTyped(DECIMAL, typed, BERLIN)).isEqualTo(new Parsed.Ok(expected));
    }

    @Test
    void aCommaThatMayBeEitherSeparatorIsRefusedWithBothReadings() {
        assertThat(bad(DECIMAL, "1,234")).contains("1234 or 1.234");
        assertThat(bad(WHOLE, "1,234")).contains("1234 or 1.234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1e5",
                "1.2.3",
                "12,34,56",
                "--1",
                "1,23,456.7",
                "0x10",
                "٣",
                "NaN",
                "1 23",
                "99999999999999999999999999999999999999999999999999999999999999999"
            })
    void whatIsNoNumberIsRefused(String typed) {
        assertThat(bad(DECIMAL, typed)).contains("is not a number");
    }

    @Test
    void numbersAreNeverRoundedWhenRead() {
        assertThat(bad(DECIMAL, "1.239")).contains("2 decimal places");
        assertThat(bad(WHOLE, "1.5")).contains("not a whole number");
        assertThat(bad(WHOLE, "9223372036854775808")).contains("too large");
        assertThat(ok(WHOLE, "2.0")).isEqualTo(2L);
    }

    @Test
    void unitsMayBeWrittenWithAmounts() {
        FieldKind euro = new FieldKind.Money("EUR");
        for (String typed : List.of("12.5", "€ 12.50", "12,50 €", "12.5 EUR", "eur12.5")) {
            assertThat(ok(euro, typed)).as(typed).isEqualTo(new BigDecimal("12.50"));
        }
        assertThat(bad(euro, "12.50 USD")).contains("not a number");
        assertThat(ok(new FieldKind.Percent(1), "12.5 %")).isEqualTo(new BigDecimal("12.5"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2005-05-24 22:53:30",
                "2005-05-24T22:53:30",
                "2005/5/24 10:53:30 PM",
                "24.5.2005 22:53:30",
                "2005-05-24 20:53:30Z",
                "2005-05-24T22:53:30+02:00",
                "2005-05-24 22:53:30.000",
                "2005-05-24 22:53:30 +02:00"
            })
    void dateTimesWithoutZoneAreTakenInTheGivenOne(String typed) {
        assertThat(ok(new FieldKind.DateTime(), typed)).isEqualTo(Instant.parse("2005-05-24T20:53:30Z"));
    }

    @Test
    void aTimeThatClocksSkipIsRefusedAndOfTwoTheEarlierIsTaken() {
        assertThat(bad(new FieldKind.DateTime(), "2026-03-29 02:30")).contains("does not exist in Europe/Berlin");
        assertThat(ok(new FieldKind.DateTime(), "2026-10-25 02:30")).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }

    @Test
    void datesThatCanBeReadInTwoWaysAreRefused() {
        FieldKind date = new FieldKind.Date();
        for (String typed : List.of("01/02/2026", "31/01/2026", "2026-02-30", "1.2.26", "tomorrow", "20260131")) {
            assertThat(bad(date, typed)).as(typed).contains("write it as 2026-01-31");
        }
        assertThat(bad(date, "2026-01-31 12:00")).contains("time of day");
        assertThat(ok(date, "2026-01-31 00:00:00")).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(ok(date, "31.1.2026")).isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @Test
    void timesMayHaveSecondsOrHalvesOfTheDay() {
        FieldKind time = new FieldKind.Time();
        assertThat(ok(time, "9:05")).isEqualTo(LocalTime.of(9, 5));
        assertThat(ok(time, "9:05:30 pm")).isEqualTo(LocalTime.of(21, 5, 30));
        assertThat(ok(time, "12am")).isEqualTo(LocalTime.MIDNIGHT);
        assertThat(bad(time, "25:00")).contains("write it as 13:05");
    }

    @ParameterizedTest
    @CsvSource({"yes,true", "Y,true", "1,true", "TRUE,true", "no,false", "0,false", "False,false"})
    void yesAndNoHaveManySpellings(String typed, boolean expected) {
        assertThat(ok(new FieldKind.YesNo(), typed)).isEqualTo(expected);
        assertThat(bad(new FieldKind.YesNo(), "maybe")).contains("yes or no");
    }

    @Test
    void choicesAreFoundByTheirLabels() {
        FieldKind single = new FieldKind.SingleChoice(CHOICES);
        FieldKind multi = new FieldKind.MultiChoice(CHOICES);
        assertThat(ok(single, " OPEN ")).isEqualTo(3L);
        assertThat(bad(single, "Shut")).contains("“Open”");
        assertThat(ok(multi, "late; open")).isEqualTo(List.of(3L, 2L));
        assertThat(ok(multi, "In  progress, LATE, late")).isEqualTo(List.of(1L, 2L));
        assertThat(ok(multi, "open\nlate")).isEqualTo(List.of(3L, 2L));
        assertThat(bad(multi, "open, shut")).contains("“shut”");
    }

    @Test
    void valuesAreShownWithLabelsUnitsAndPadding() {
        assertThat(shown(new FieldKind.SingleChoice(CHOICES), 3L)).isEqualTo("Open");
        assertThat(shown(new FieldKind.MultiChoice(CHOICES), List.of(3L, 2L))).isEqualTo("Open, late");
        assertThat(shown(new FieldKind.Money("EUR"), new BigDecimal("1234.50"))).isEqualTo("1,234.50 EUR");
        assertThat(shown(new FieldKind.Percent(1), new BigDecimal("12.5"))).isEqualTo("12.5 %");
        assertThat(shown(new FieldKind.AutoNumber("INV-", 5), 42L)).isEqualTo("INV-00042");
        assertThat(shown(new FieldKind.WholeNumber(null, null), 2006L)).isEqualTo("2006");
        assertThat(shown(new FieldKind.YesNo(), true)).isEqualTo("Yes");
        assertThat(ValueText.show(
                        field(new FieldKind.DateTime()), Instant.parse("2026-01-31T23:30:00Z"), BERLIN, Locale.GERMANY))
                .contains("01.02.2026")
                .contains("00:30");
    }

    @Test
    void everyKindOfValueCanBeShown() {
        Seeded.cases(
                50,
                random -> RandomKinds.all(random)
                        .forEach(kind -> assertThat(shown(kind, RandomKinds.value(kind, random)))
                                .isNotEmpty()));
    }

    private static Object ok(FieldKind kind, String typed) {
        assertThat(ValueText.parseTyped(kind, typed, BERLIN)).isInstanceOf(Parsed.Ok.class);
        return ((Parsed.Ok) ValueText.parseTyped(kind, typed, BERLIN)).value();
    }

    private static String bad(FieldKind kind, String typed) {
        assertThat(ValueText.parseTyped(kind, typed, BERLIN)).as(typed).isInstanceOf(Parsed.Bad.class);
        return ((Parsed.Bad) ValueText.parseTyped(kind, typed, BERLIN)).reason();
    }

    private static String shown(FieldKind kind, Object value) {
        return ValueText.show(field(kind), value, ZoneOffset.UTC, Locale.US);
    }

    private static Field field(FieldKind kind) {
        return new Field(new ResourceId(2), new ResourceId(1), "F", kind, 1, false, false, null, "");
    }
}
