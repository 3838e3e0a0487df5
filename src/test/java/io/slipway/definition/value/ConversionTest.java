package io.slipway.definition.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.json.CanonicalJson;
import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import io.slipway.definition.RandomKinds;
import io.slipway.definition.Seeded;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversionTest {

    private static final FieldKind TEXT = new FieldKind.ShortText(50);
    private static final FieldKind DATE = new FieldKind.Date();
    private static final FieldKind DATE_TIME = new FieldKind.DateTime();
    private static final FieldKind WHOLE = new FieldKind.WholeNumber(null, null);
    private static final FieldKind DECIMAL = new FieldKind.DecimalNumber(2);
    private static final FieldKind SINGLE =
            new FieldKind.SingleChoice(List.of(new Choice(1, "Open"), new Choice(2, "Closed")));
    private static final ConversionRule REFUSE = ConversionRule.DEFAULT;

    @Test
    void aConvertedValueIsOneTheNewKindTakes() {
        eachPair((from, to, value) -> {
            if (Conversion.convert(from, to, value, REFUSE) instanceof Parsed.Ok ok) {
                assertThat(ok.value()).isNotNull();
                assertThat(ValueRules.check(to, ok.value())).isEmpty();
                assertThat(ValueRules.normalise(to, ok.value())).isEqualTo(ok.value());
            }
        });
    }

    @Test
    void whatConvertsAndConvertsBackIsTheSameValueAgain() {
        eachPair((from, to, value) -> {
            if (Conversion.convert(from, to, value, REFUSE) instanceof Parsed.Ok there
                    && Conversion.possible(to, from)
                    && Conversion.convert(to, from, there.value(), REFUSE) instanceof Parsed.Ok back) {
                assertThat(meaning(from, to, back.value())).isEqualTo(meaning(from, to, value));
            }
        });
    }

    @Test
    void textThatWasMadeOfAValueAlwaysConvertsBack() {
        Seeded.cases(
                400,
                random -> RandomKinds.all(random).stream()
                        .filter(kind -> Conversion.possible(kind, new FieldKind.LongText()))
                        .filter(kind -> Conversion.possible(new FieldKind.LongText(), kind))
                        .filter(kind -> Shape.of(kind) != Shape.TEXT)
                        .forEach(kind -> {
                            Object value = RandomKinds.value(kind, random);
                            FieldKind text = new FieldKind.LongText();
                            if (Conversion.convert(kind, text, value, REFUSE) instanceof Parsed.Ok there) {
                                assertThat(Conversion.convert(text, kind, there.value(), REFUSE))
                                        .as("%s %s", kind, value)
                                        .isEqualTo(new Parsed.Ok(value));
                            } else {
                                assertThat(kind).isInstanceOf(FieldKind.MultiChoice.class);
                            }
                        }));
    }

    @Test
    void whereNoConversionIsNeededEveryValueStaysAsItIs() {
        eachPair((from, to, value) -> {
            if (!Conversion.needed(from, to)) {
                assertThat(Conversion.convert(from, to, value, REFUSE)).isEqualTo(new Parsed.Ok(value));
            }
        });
    }

    @Test
    void whereTheFormIsTheSameAValueStaysAsItIsOrIsRefused() {
        Seeded.cases(
                500,
                random -> RandomKinds.all(random)
                        .forEach(from -> RandomKinds.all(random).stream()
                                .filter(to -> Conversion.sameForm(from, to))
                                .forEach(to -> {
                                    Object value = RandomKinds.value(from, random);
                                    if (Conversion.convert(from, to, value, REFUSE) instanceof Parsed.Ok ok
                                            && Shape.of(from) != Shape.CHOICES) {
                                        assertThat(ok.value()).isEqualTo(value);
                                    }
                                })));
    }

    @Test
    void impossiblePairsConvertNothing() {
        eachPair((from, to, value) -> {
            if (!Conversion.possible(from, to)) {
                assertThat(Conversion.convert(from, to, value, REFUSE)).isInstanceOf(Parsed.Bad.class);
                assertThat(Conversion.needed(from, to)).isTrue();
            }
        });
        assertThat(Conversion.possible(new FieldKind.Link(new ResourceId(1)), DATE))
                .isFalse();
        assertThat(Conversion.possible(new FieldKind.Link(new ResourceId(1)), new FieldKind.Link(new ResourceId(2))))
                .isFalse();
    }

    @Test
    void withARuleThatMakesEmptyNothingStopsTheConversion() {
        eachPair((from, to, value) -> assertThat(Conversion.convert(from, to, value, new ConversionRule.MakeEmpty()))
                .isInstanceOf(Parsed.Ok.class));
    }

    @Test
    void nothingIsCutRoundedOrDroppedByItself() {
        assertThat(reason(TEXT, new FieldKind.ShortText(3), "abcd")).contains("4 characters; at most 3");
        assertThat(reason(DECIMAL, WHOLE, new BigDecimal("1.50"))).contains("not a whole number");
        assertThat(reason(DECIMAL, new FieldKind.DecimalNumber(1), new BigDecimal("1.25")))
                .contains("1 decimal place");
        assertThat(reason(DATE_TIME, DATE, Instant.parse("2026-01-31T12:00:00Z")))
                .contains("time of day");
        assertThat(reason(TEXT, WHOLE, "007")).contains("leading zeros");
        assertThat(reason(new FieldKind.LongText(), TEXT, "a\nb")).contains("one line");
        assertThat(reason(
                        new FieldKind.MultiChoice(((FieldKind.SingleChoice) SINGLE).choices()),
                        SINGLE,
                        List.of(1L, 2L)))
                .contains("only one can be kept");
    }

    @Test
    void shortcutsKeepTheMeaning() {
        assertThat(ok(DATE, DATE_TIME, LocalDate.of(2026, 1, 31))).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(ok(DATE_TIME, DATE, Instant.parse("2026-01-31T00:00:00Z"))).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(ok(new FieldKind.Money("EUR"), DECIMAL, new BigDecimal("12.50")))
                .isEqualTo(new BigDecimal("12.50"));
        assertThat(ok(new FieldKind.Money("EUR"), TEXT, new BigDecimal("12.50")))
                .isEqualTo("12.50 EUR");
        assertThat(ok(SINGLE, TEXT, 1L)).isEqualTo("Open");
        assertThat(ok(TEXT, SINGLE, " closed ")).isEqualTo(2L);
        assertThat(ok(TEXT, DATE, "2026-01-31")).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(ok(SINGLE, new FieldKind.MultiChoice(List.of(new Choice(1, "Opened"))), 1L))
                .isEqualTo(List.of(1L));
        assertThat(ok(SINGLE, new FieldKind.SingleChoice(List.of(new Choice(9, "closed"))), 2L))
                .isEqualTo(9L);
        assertThat(ok(new FieldKind.YesNo(), WHOLE, true)).isEqualTo(1L);
    }

    @Test
    void rulesSettleWhatDoesNotConvert() {
        assertThat(Conversion.convert(TEXT, DATE, "soon", new ConversionRule.FixedValue("2026-01-01")))
                .isEqualTo(new Parsed.Ok(LocalDate.of(2026, 1, 1)));
        assertThat(Conversion.convert(TEXT, DATE, "soon", new ConversionRule.FixedValue("never")))
                .isInstanceOf(Parsed.Bad.class);
        ConversionRule cut = new ConversionRule.CutToFit(new ConversionRule.Refuse());
        assertThat(Conversion.convert(TEXT, new FieldKind.ShortText(2), "👍👍👍", cut))
                .isEqualTo(new Parsed.Ok("👍👍"));
        assertThat(Conversion.convert(DECIMAL, WHOLE, new BigDecimal("1.50"), cut))
                .isEqualTo(new Parsed.Ok(2L));
        assertThat(Conversion.convert(DATE_TIME, DATE, Instant.parse("2026-01-31T12:00:00Z"), cut))
                .isEqualTo(new Parsed.Ok(LocalDate.of(2026, 1, 31)));
        assertThat(Conversion.convert(TEXT, DATE, "soon", cut)).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void aDatePatternReadsOtherFormsAndOnlyWholeValues() {
        ConversionRule european = new ConversionRule.DatePattern("dd/MM/yyyy", new ConversionRule.Refuse());
        assertThat(Conversion.convert(TEXT, DATE, "03/02/2026", european))
                .isEqualTo(new Parsed.Ok(LocalDate.of(2026, 2, 3)));
        assertThat(Conversion.convert(TEXT, DATE, "2026-02-03", european))
                .isEqualTo(new Parsed.Ok(LocalDate.of(2026, 2, 3)));
        assertThat(Conversion.convert(TEXT, DATE, "31/02/2026", european)).isInstanceOf(Parsed.Bad.class);
        assertThat(Conversion.convert(TEXT, DATE, "03/02/2026 at noon", european))
                .isInstanceOf(Parsed.Bad.class);
        assertThat(Conversion.convert(
                        TEXT,
                        DATE_TIME,
                        "Feb 3 2026 1:05 pm",
                        new ConversionRule.DatePattern("MMM d yyyy h:mm a", REFUSE)))
                .isEqualTo(new Parsed.Ok(Instant.parse("2026-02-03T13:05:00Z")));
        assertThat(Conversion.convert(
                        TEXT, DATE, "03/02/2026 13:05", new ConversionRule.DatePattern("dd/MM/yyyy HH:mm", REFUSE)))
                .isInstanceOf(Parsed.Bad.class);
        assertThat(Conversion.convert(
                        TEXT,
                        DATE,
                        "soon",
                        new ConversionRule.DatePattern("dd/MM/yyyy", new ConversionRule.MakeEmpty())))
                .isEqualTo(Parsed.NOTHING);
        assertThatThrownBy(() -> new ConversionRule.DatePattern("bananas", REFUSE))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void aPatternThatBeginsWithTheYearIsTheOnlyReading() {
        ConversionRule dayBeforeMonth = new ConversionRule.DatePattern("yyyy-dd-MM", REFUSE);
        assertThat(Conversion.convert(TEXT, DATE, "2026-31-12", dayBeforeMonth))
                .isEqualTo(new Parsed.Ok(LocalDate.of(2026, 12, 31)));
        assertThat(Conversion.convert(TEXT, DATE, "2026-12-31", dayBeforeMonth)).isInstanceOf(Parsed.Bad.class);
    }

    @Test
    void wideningNeedsNoLookAtTheDataAndNarrowingOnlyALook() {
        assertThat(Conversion.needed(TEXT, new FieldKind.ShortText(60))).isFalse();
        assertThat(Conversion.needed(TEXT, new FieldKind.ShortText(40))).isTrue();
        assertThat(Conversion.sameForm(TEXT, new FieldKind.ShortText(40))).isTrue();
        assertThat(Conversion.sameForm(TEXT, new FieldKind.LongText())).isFalse();
        assertThat(Conversion.needed(
                        SINGLE,
                        new FieldKind.SingleChoice(
                                List.of(new Choice(2, "Shut"), new Choice(1, "Open"), new Choice(3, "New")))))
                .isFalse();
        assertThat(Conversion.needed(SINGLE, new FieldKind.SingleChoice(List.of(new Choice(2, "Closed")))))
                .isTrue();
        assertThat(Conversion.needed(new FieldKind.WholeNumber(0L, 5L), new FieldKind.WholeNumber(-1L, null)))
                .isFalse();
        assertThat(Conversion.needed(WHOLE, new FieldKind.WholeNumber(0L, null)))
                .isTrue();
        assertThat(Conversion.needed(new FieldKind.Money("EUR"), new FieldKind.Money("USD")))
                .isFalse();
        assertThat(Conversion.needed(new FieldKind.Money("EUR"), new FieldKind.Money("JPY")))
                .isTrue();
    }

    @Test
    void rulesSurviveTheTripThroughJson() {
        for (ConversionRule rule : List.<ConversionRule>of(
                new ConversionRule.Refuse(),
                new ConversionRule.MakeEmpty(),
                new ConversionRule.FixedValue("2026-01-01"),
                new ConversionRule.CutToFit(new ConversionRule.MakeEmpty()),
                new ConversionRule.DatePattern("dd/MM/yyyy", new ConversionRule.FixedValue("x")))) {
            assertThat(CanonicalJson.read(CanonicalJson.write(rule), ConversionRule.class))
                    .isEqualTo(rule);
        }
    }

    private interface Pair {
        void check(FieldKind from, FieldKind to, Object value);
    }

    private static void eachPair(Pair pair) {
        Seeded.cases(
                60,
                random -> RandomKinds.all(random)
                        .forEach(from -> RandomKinds.all(random).forEach(to -> {
                            Object value = RandomKinds.value(from, random);
                            try {
                                pair.check(from, to, value);
                            } catch (AssertionError | RuntimeException e) {
                                throw new AssertionError(from + " → " + to + " of " + value + ": " + e.getMessage(), e);
                            }
                        })));
    }

    /** What two values must share: texts and labels that stood for something else may be written in another way. */
    private static Object meaning(FieldKind from, FieldKind through, Object value) {
        boolean written = Shape.of(from) == Shape.TEXT || from instanceof FieldKind.SingleChoice;
        boolean read = Shape.of(through) != Shape.TEXT && !isChoice(from, through);
        return written && read
                ? ValueText.parseTyped(
                        through, ConversionPairs.label(from, value).orElseThrow(), java.time.ZoneOffset.UTC)
                : value;
    }

    private static boolean isChoice(FieldKind from, FieldKind through) {
        return from instanceof FieldKind.SingleChoice
                && (through instanceof FieldKind.SingleChoice || through instanceof FieldKind.MultiChoice);
    }

    private static Object ok(FieldKind from, FieldKind to, Object value) {
        Parsed parsed = Conversion.convert(from, to, value, REFUSE);
        assertThat(parsed).isInstanceOf(Parsed.Ok.class);
        return ((Parsed.Ok) parsed).value();
    }

    private static String reason(FieldKind from, FieldKind to, Object value) {
        Parsed parsed = Conversion.convert(from, to, value, REFUSE);
        assertThat(parsed).isInstanceOf(Parsed.Bad.class);
        return ((Parsed.Bad) parsed).reason();
    }
}
