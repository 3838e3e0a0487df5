package io.slipway.imports.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.imports.ImportState;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said and chosen before an import starts, also for files as they should not be. */
class ImportDraftTest extends OnImportPages {

    @Test
    void aNameThatIsTakenIsSaidAtTheName() {
        open("import/new");
        upload("people.csv", "Name\nAnna\n");
        TextField name = _get(TextField.class, spec -> spec.withLabel("Name of the new table"));
        assertThat(name.getValue()).isNotEqualTo("People");
        _setValue(name, "People");
        assertThat(name.isInvalid()).isTrue();
        assertThat(name.getErrorMessage()).contains("People");
        click("Import 1 row");
        assertThat(imports.list(world.admin, world.production).getFirst().state())
                .isEqualTo(ImportState.DRAFT);
        _setValue(name, "Other people");
        assertThat(name.isInvalid()).isFalse();
        click("Import 1 row");
        assertThat(ended()).contains("1 new");
    }

    @Test
    void whatIsThereAlreadyIsSaidBeforeItIsStarted() {
        world.imported("Name,Code\nAnna,1\nBen,2\n");
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nAnna,1\nCarl,3\nCaro,3\n");
        assertThat(text())
                .contains("2 of the 3 rows can't be imported as they are.")
                .contains("“Code”: A record with this value is there already. Say above if it is to be changed.")
                .contains("“Code”: A row above has the same value.");
        choose("When a record is there already", "Change the record with the same “Code”");
        assertThat(text()).contains("All 3 rows can be imported.");
    }

    @Test
    void aReloadLosesNoChoice() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code,Note\nAnna,1,Hi\n");
        choose("Where column Note goes", "Leave out");
        UI.getCurrent().getPage().reload();
        assertThat(label("Into")).isEqualTo("People");
        assertThat(chosen("Where column Note goes")).isEqualTo("Leave out");
        click("Discard");
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(imports.list(world.admin, world.production)).isEmpty();
        assertThat(text()).contains("Nothing has been imported here yet");
    }

    @Test
    void aHeaderAloneMakesATableOrNothing() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\n");
        assertThat(text()).contains("The file has a header, but no rows.");
        assertThat(button("Import 0 rows").isEnabled()).isFalse();
        select("Into").setValue(java.util.Optional.empty());
        click("Make the table");
        assertThat(ended()).contains("0 of 0 rows went through");
    }

    @Test
    void endlessAndRepeatedHeadersAreToldApart() {
        String endless = "x".repeat(10_000);
        open("import/new");
        upload("odd.csv", endless + "," + endless + ",Name,name,,\nа,b,c,d,e,f\n");
        assertThat(text()).contains("Some columns have the same name; they are told apart by numbers.");
        assertThat(text()).doesNotContain("x".repeat(200));
        click("Import 1 row");
        assertThat(ended()).contains("1 new, 0 changed, 0 bad.");
    }

    @Test
    void valuesThatLookLikeCodeComeInAsTheyAre() {
        List<String> odd = List.of(
                "<img src=x onerror=alert(1)>",
                "Robert'); DROP TABLE people;--",
                "=cmd|' /C calc'!A0",
                "\u202Eright to left\u202C שלום",
                "'quoted'",
                "😀 é 中");
        StringBuilder csv = new StringBuilder("Name,Code\n");
        for (int i = 0; i < odd.size(); i++) {
            csv.append('"').append(odd.get(i)).append("\",").append(i + 1).append('\n');
        }
        open("import/new?table=" + world.people);
        upload("<b>people</b>.csv", csv.toString());
        assertThat(previewed()).containsAll(odd);
        click("Import 6 rows");
        assertThat(ended()).contains("6 new, 0 changed, 0 bad.");
        assertThat(world.byCode().values().stream().map(record -> record.value(world.name.id())))
                .isEqualTo(odd);
    }

    @Test
    void anOldEncodingIsRecognisedAndCanBeChanged() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nJörg Süß,1\n".getBytes(Charset.forName("windows-1252")));
        assertThat(text()).contains("The file is not in UTF-8; it is read as Windows-1252");
        assertThat(previewed()).contains("Jörg Süß");
        click("Read differently");
        Select<String> encoding = _get(Select.class, spec -> spec.withLabel("Encoding"));
        encoding.setValue("UTF-8");
        click("Read again");
        assertThat(previewed()).contains("J�rg S��");
        click("Read differently");
        encoding = _get(Select.class, spec -> spec.withLabel("Encoding"));
        encoding.setValue("windows-1252");
        click("Read again");
        assertThat(previewed()).contains("Jörg Süß");
    }

    @Test
    void raggedRowsAreBadAndTheOthersComeIn() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code\nAnna,1\nBen\nCarl,3,too much\n\nDora,4\n");
        assertThat(text()).contains("2 rows have more or fewer cells than there are columns");
        click("Import 4 rows");
        assertThat(ended()).contains("2 new, 0 changed, 2 bad.");
        assertThat(world.byCode()).containsOnlyKeys(1L, 4L);
    }

    @Test
    void twoColumnsIntoOneFieldAreSaidAtTheColumn() {
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code,Nick\nAnna,1,An\n");
        choose("Where column Nick goes", "Name");
        assertThat(text()).contains("Two columns go to “Name”; choose another field.");
        click("Import 1 row");
        assertThat(imports.list(world.admin, world.production).getFirst().state())
                .isEqualTo(ImportState.DRAFT);
    }
}
