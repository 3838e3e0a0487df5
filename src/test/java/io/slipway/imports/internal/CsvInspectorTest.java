package io.slipway.imports.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.InvalidInput;
import io.slipway.definition.FieldKind;
import io.slipway.imports.CsvFormat;
import io.slipway.imports.Imports;
import io.slipway.imports.Inspection;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in files as machines and people really write them. */
class CsvInspectorTest {

    @TempDir
    Path folder;

    private final CsvInspector inspector = new CsvInspector();

    @Test
    void kindsAreFoundByAllValuesNotOnlyTheFirst() throws IOException {
        StringBuilder csv = new StringBuilder("id,amount,when,born,at,active,mail,zip,phone,note,site\n");
        for (int i = 1; i <= 1999; i++) {
            csv.append(i)
                    .append(",1.5,2026-01-31 10:00:00,2026-01-31,13:05,yes,a")
                    .append(i);
            csv.append("@example.com,01234,030 1234,")
                    .append(i)
                    .append(",https://example.com/")
                    .append(i)
                    .append('\n');
        }
        csv.append("2000,12.255,2026-01-31,31.1.2026,9:00,no,b@example.com,1,+49 30 1,seven,http://example.com\n");
        Inspection found = inspect(csv.toString());
        assertThat(found.rows()).isEqualTo(2000);
        assertThat(found.notices()).isEmpty();
        assertThat(found.columns())
                .extracting(Inspection.Column::kind)
                .containsExactly(
                        new FieldKind.WholeNumber(null, null),
                        new FieldKind.DecimalNumber(3),
                        new FieldKind.DateTime(),
                        new FieldKind.Date(),
                        new FieldKind.Time(),
                        new FieldKind.YesNo(),
                        new FieldKind.Email(),
                        new FieldKind.ShortText(100),
                        new FieldKind.Phone(),
                        new FieldKind.ShortText(100),
                        new FieldKind.Url());
        assertThat(found.columns().getFirst().unique()).isTrue();
        assertThat(found.columns().get(1).unique()).isFalse();
    }

    @Test
    void numbersThatWouldLoseTheirZerosStayText() throws IOException {
        assertThat(kind("code\n007\n12\n")).isEqualTo(new FieldKind.ShortText(100));
        assertThat(kind("code\n1234567890123456789012345\n")).isEqualTo(new FieldKind.ShortText(100));
        assertThat(kind("amount\n0.50\n-3\n")).isEqualTo(new FieldKind.DecimalNumber(2));
        assertThat(kind("amount\n\"1,234\"\n\"5,678\"\n")).isEqualTo(new FieldKind.ShortText(100));
    }

    @Test
    void aFewBadDatesAreToldOfAndTheColumnIsDatesAllTheSame() throws IOException {
        StringBuilder csv = new StringBuilder("born,at,free\n");
        for (int i = 0; i < 40; i++) {
            csv.append(i == 3 ? "n/a" : i == 30 ? "31.31.2026" : "2026-01-" + (10 + i % 20));
            csv.append(i == 39 ? ",soon" : ",2026-01-31 10:00:0" + i % 10);
            csv.append(i % 4 == 0 ? ",later\n" : ",2026-01-" + (10 + i % 20) + "\n");
        }
        Inspection found = inspect(csv.toString());
        assertThat(found.columns().getFirst().kind()).isEqualTo(new FieldKind.Date());
        assertThat(found.columns().getFirst().note()).startsWith("2 values are no date: “n/a”, “31.31.2026”.");
        assertThat(found.columns().get(1).kind()).isEqualTo(new FieldKind.DateTime());
        assertThat(found.columns().get(1).note()).startsWith("One value is no date-time: “soon”.");
        assertThat(found.columns().get(2).kind()).isNotEqualTo(new FieldKind.Date());
        assertThat(found.columns().get(2).note()).isNull();
        assertThat(kind("born\n2026-01-31\nunknown\n")).isEqualTo(new FieldKind.ShortText(100));
    }

    @Test
    void fewValuesThatComeOftenAreChoices() throws IOException {
        String rows = IntStream.range(0, 100)
                .mapToObj(i -> (i % 3 == 0 ? "Low" : i % 3 == 1 ? "High" : "Middle") + ",\""
                        + (i % 2 == 0 ? "Red,Blue" : "Blue") + "\",Name " + i)
                .collect(Collectors.joining("\n"));
        Inspection found = inspect("level,colours,name\n" + rows);
        assertThat(found.columns().get(0).kind())
                .isInstanceOfSatisfying(
                        FieldKind.SingleChoice.class,
                        kind -> assertThat(kind.choices())
                                .extracting("label")
                                .containsExactly("High", "Low", "Middle"));
        assertThat(found.columns().get(1).kind())
                .isInstanceOfSatisfying(
                        FieldKind.MultiChoice.class,
                        kind -> assertThat(kind.choices()).extracting("label").containsExactly("Blue", "Red"));
        assertThat(found.columns().get(2).kind()).isEqualTo(new FieldKind.ShortText(100));
    }

    @Test
    void longAndManyLinedTextsAreLongTexts() throws IOException {
        assertThat(kind("note\n\"two\nlines\"\n")).isEqualTo(new FieldKind.LongText());
        assertThat(kind("note\n" + "x".repeat(101) + "\n")).isEqualTo(new FieldKind.LongText());
        assertThat(kind("note\n" + "😀".repeat(100) + "\n")).isEqualTo(new FieldKind.ShortText(100));
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,false", "UTF-8,true", "UTF-16LE,true", "UTF-16BE,true", "UTF-16LE,false"})
    void encodingsAreFound(String charset, boolean marked) throws IOException {
        Inspection found =
                inspect((marked ? "\uFEFF" : "") + "Größe,Stadt\n5,Łódź 😀 שלום\n", Charset.forName(charset));
        // Without a mark, only Latin text shows that it is UTF-16.
        if (charset.equals("UTF-16LE") && !marked) {
            found = inspect("Size,Town\n5,Paris\n", StandardCharsets.UTF_16LE);
            assertThat(found.format().charset()).isEqualTo("UTF-16LE");
            assertThat(found.columns().get(1).name()).isEqualTo("Town");
            return;
        }
        assertThat(found.format().charset()).isEqualTo(charset);
        assertThat(found.columns()).extracting(Inspection.Column::name).containsExactly("Größe", "Stadt");
        assertThat(found.columns().get(1).examples()).containsExactly("Łódź 😀 שלום");
        assertThat(found.notices()).isEmpty();
    }

    @Test
    void whatIsNoUtf8IsReadAsOldSpreadsheetsWriteItAndSaidSo() throws IOException {
        Inspection found = inspect("Name\nMüller €\n", Charset.forName("windows-1252"));
        assertThat(found.columns().getFirst().examples()).containsExactly("Müller €");
        assertThat(found.notices()).singleElement().asString().contains("Windows-1252");
    }

    @ParameterizedTest
    @ValueSource(chars = {',', ';', '\t', '|'})
    void delimitersAreFound(char delimiter) throws IOException {
        String d = String.valueOf(delimiter);
        Inspection found = inspect("name" + d + "text\nA" + d + "\"one, two; three\"\nB" + d + "four\n");
        assertThat(found.format().delimiter()).isEqualTo(delimiter);
        assertThat(found.columns()).hasSize(2);
    }

    @Test
    void oneColumnIsEnough() throws IOException {
        assertThat(inspect("name\nAnna\nBen\n").columns()).hasSize(1);
    }

    @Test
    void repeatedAndEmptyHeadersAreToldApart() throws IOException {
        Inspection found = inspect("Name,name,,Name\na,b,c,d\n");
        assertThat(found.columns())
                .extracting(Inspection.Column::name)
                .containsExactly("Name", "name (2)", "Column 3", "Name (3)");
        assertThat(found.notices()).singleElement().asString().contains("same name");
    }

    @Test
    void aHeaderAloneIsSaidToHaveNoRows() throws IOException {
        Inspection found = inspect("name,age\n");
        assertThat(found.rows()).isZero();
        assertThat(found.notices()).containsExactly("The file has a header, but no rows.");
    }

    @Test
    void unevenRowsAreAnnounced() throws IOException {
        Inspection found = inspect("a,b\n1\n1,2,3\n1,2\n\n\n");
        assertThat(found.rows()).isEqualTo(3);
        assertThat(found.notices()).singleElement().asString().startsWith("2 rows have more or fewer cells");
    }

    @Test
    void withoutHeaderColumnsAreNumbered() throws IOException {
        Path file = write("1,2\n3,4\n", UTF_8);
        Inspection found = inspector.inspect(file, new CsvFormat("UTF-8", ',', false));
        assertThat(found.rows()).isEqualTo(2);
        assertThat(found.columns()).extracting(Inspection.Column::name).containsExactly("Column 1", "Column 2");
    }

    @Test
    void whatIsNoCsvIsRefusedWithTheReason() throws IOException {
        refused("", "The file is empty.");
        refused("\n\n\n", "The file is empty.");
        refused("PK\u0003\u0004rest of a workbook", "This is a workbook or a ZIP archive");
        refused("a,b\n1,\"never closed\n2,3\n", "Line 2 opens a quotation mark that is closed nowhere");
        refused("a,b\n\"x\"y,2\n", "Line 2 has text right after a closing quotation mark.");
        refused(
                "a,Text\n1," + "x".repeat(Imports.MOST_CELL_CHARACTERS + 1) + "\n",
                "Line 2, column 2 (“Text”) has more than 1,000,000 characters.");
        refused("a" + ",a".repeat(9_999) + "\n", "Line 1 has more than 500 columns.");
        refused("a\n1" + ",2".repeat(600) + "\n", "Line 2 has more than 500 columns.");
    }

    @Test
    void threeHundredThousandRowsAreRead() throws IOException {
        Path file = folder.resolve("large.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,name\n");
            for (int i = 0; i < 300_000; i++) {
                out.write(i + ",Name " + i + "\n");
            }
        }
        Inspection found = inspector.inspect(file);
        assertThat(found.rows()).isEqualTo(300_000);
        assertThat(found.columns()).allMatch(Inspection.Column::unique);
    }

    private void refused(String content, String message) throws IOException {
        Path file = write(content, UTF_8);
        assertThatThrownBy(() -> inspector.inspect(file))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.place()).isEqualTo("file"))
                .hasMessageContaining(message);
    }

    private FieldKind kind(String csv) throws IOException {
        return inspect(csv).columns().getFirst().kind();
    }

    private Inspection inspect(String csv) throws IOException {
        return inspect(csv, UTF_8);
    }

    private Inspection inspect(String csv, Charset charset) throws IOException {
        return inspector.inspect(write(csv, charset));
    }

    private Path write(String content, Charset charset) throws IOException {
        Path file = Files.createTempFile(folder, "file", ".csv");
        return Files.write(file, content.getBytes(charset));
    }
}
