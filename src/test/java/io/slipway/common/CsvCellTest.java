package io.slipway.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "=HYPERLINK(\"http://evil.example\",\"x\")",
                "+cmd|' /C calc'!A0",
                "-2+3+cmd|' /C calc'!A0",
                "-1-1",
                "+49-30-1",
                "@SUM(1+1)",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                "＝1+1",
                "-",
                "+",
                "-1,2-3"
            })
    void whatASpreadsheetWouldWorkOutIsMadeAText(String formula) {
        assertThat(CsvCell.guarded(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5",
                "-1,234.50",
                "-1.234,50",
                "+7",
                "-12.5 %",
                "+49 30 901784",
                "-1.5E-10",
                "5",
                "",
                "a=b",
                "'tis",
                "O'Neill"
            })
    void numbersAndOtherTextsStayAsTheyAre(String text) {
        assertThat(CsvCell.guarded(text)).isEqualTo(text);
        assertThat(CsvCell.unguarded(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "'=1", "''=1", "-5", "'-5", "'", "''", "'a", "@", "", "-a", "+49 30 1"})
    void whatWasGuardedComesBack(String text) {
        assertThat(CsvCell.unguarded(CsvCell.guarded(text))).isEqualTo(text);
    }

    @Test
    void aLongRowOfDigitsAndPointsTakesNoTime() {
        String text = "-" + "1.".repeat(500_000) + "x";
        assertThat(CsvCell.guarded(text)).startsWith("'-1.");
    }
}
