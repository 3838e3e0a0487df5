package io.slipway.definition.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.definition.FieldKind;
import io.slipway.definition.RandomKinds;
import io.slipway.definition.Seeded;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class UniqueKeyTest {

    private static final FieldKind TEXT = new FieldKind.ShortText(100);

    @Test
    void textsAreEqualWhateverTheirCaseWidthAndWhiteSpace() {
        for (String same : List.of("Straße 1", "STRASSE 1", " strasse   1 ", "strasse\u00A01", "ｓｔｒａｓｓｅ 1")) {
            assertThat(UniqueKey.of(TEXT, same)).as(same).isEqualTo(UniqueKey.of(TEXT, "strasse 1"));
        }
        assertThat(UniqueKey.of(TEXT, "e\u0301")).isEqualTo(UniqueKey.of(TEXT, "\u00C9"));
        assertThat(UniqueKey.of(TEXT, "a")).isNotEqualTo(UniqueKey.of(TEXT, "ä"));
    }

    @Test
    void numbersAreEqualWhenTheirAmountsAre() {
        FieldKind decimal = new FieldKind.DecimalNumber(4);
        assertThat(UniqueKey.of(decimal, new BigDecimal("10.0000")))
                .isEqualTo(UniqueKey.of(decimal, new BigDecimal("1E1")));
        assertThat(UniqueKey.of(decimal, new BigDecimal("0.00")))
                .isEqualTo(UniqueKey.of(decimal, new BigDecimal("-0")));
        assertThat(UniqueKey.of(decimal, new BigDecimal("10"))).isNotEqualTo(UniqueKey.of(decimal, BigDecimal.ONE));
    }

    @Test
    void noValueHasNoKey() {
        assertThat(UniqueKey.of(TEXT, null)).isNull();
        assertThat(UniqueKey.of(TEXT, "")).isNull();
        assertThat(UniqueKey.of(TEXT, " \t")).isNull();
    }

    @Test
    void everyValueHas32BytesThatStayTheSame() {
        Seeded.cases(
                100,
                random -> RandomKinds.all(random).forEach(kind -> {
                    Object value = RandomKinds.value(kind, random);
                    assertThat(UniqueKey.of(kind, value))
                            .as("%s %s", kind, value)
                            .hasSize(32)
                            .isEqualTo(UniqueKey.of(kind, value));
                }));
    }
}
