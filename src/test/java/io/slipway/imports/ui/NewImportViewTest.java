package io.slipway.imports.ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.upload.FileRejectedEvent;
import com.vaadin.flow.component.upload.Upload;
import io.slipway.account.Actor;
import io.slipway.definition.Permission;
import io.slipway.imports.ImportId;
import io.slipway.testing.TestSignIn;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where an import begins: who is offered it, where, and which files it takes. */
class NewImportViewTest extends OnImportPages {

    @Test
    void theWayInIsWherePeopleLookForIt() {
        for (String page : List.of("apps/" + app.id() + "/views/" + view.id(), "build/tables/" + world.people)) {
            open(page);
            assertThat(importLinks()).as(page).isNotEmpty().containsOnly("import/new?table=" + world.people);
        }
        open("build/apps/" + app.id());
        assertThat(importLinks()).containsExactly("import/new?app=" + app.id());
    }

    @Test
    void whoMayCreateNothingIsOfferedNothing() {
        Actor.Person reader = clerk(new Permission(true, false, true, false));
        TestSignIn.as(signIns, reader);
        open("apps/" + app.id() + "/views/" + view.id());
        assertThat(text()).contains("All people");
        assertThat(importLinks()).isEmpty();
        open("import/new");
        assertThat(text()).contains("Your role does not let you create records");
        _assertNone(Upload.class);
        ImportId others = world.draft("Name\nAnna\n");
        open("import/" + others);
        assertThat(text()).contains("This is not here, or not yours to see.");
    }

    @Test
    void aUserImportsIntoTheTablesOfTheirRoleAndNothingElse() {
        Actor.Person clerk = clerk(new Permission(true, true, false, false));
        TestSignIn.as(signIns, clerk);
        open("apps/" + app.id() + "/views/" + view.id());
        assertThat(importLinks()).isNotEmpty().containsOnly("import/new?table=" + world.people);
        open("import/new?table=" + world.people);
        upload("people.csv", "Name,Code,Team\nAnna,1,Red\n");
        assertThat(choices("Into")).containsExactly("People");
        assertThat(select("Into").getHelperText())
                .contains("Only an App Admin or a Super Admin can add tables and fields");
        assertThat(text()).contains("Your role does not let you see the records this links to");
        // nor which of them are there
        assertThat(text()).contains("The row can be imported.").doesNotContain("There is no record");
        choose("Where column Team goes", "Leave out");
        assertThat(text()).doesNotContain("does not let you see");
        click("Import 1 row");
        assertThat(ended()).contains("1 of 1 row went through: 1 new, 0 changed, 0 bad.");
    }

    @Test
    void anAddressThatNamesNoTableLeavesTheChoice() {
        for (String table : List.of("999999999", "nonsense", "-1")) {
            open("import/new?table=" + table + "&app=" + table);
            assertThat(text()).contains("Choose one file for a table, or several");
        }
        upload("things.csv", "Name\nAnna\n");
        assertThat(select("Into").getValue()).isEqualTo(java.util.Optional.empty());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("empty", new byte[0], "The file is empty."),
                Arguments.of(
                        "picture",
                        new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13},
                        "not a text file"),
                Arguments.of("program", new byte[] {127, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0}, "not a text file"),
                Arguments.of("pdf", "%PDF-1.7\n%abc\n".getBytes(UTF_8), "not a text file"),
                Arguments.of("workbook", new byte[] {'P', 'K', 3, 4, 20, 0, 6, 0}, "workbook or a ZIP archive"),
                Arguments.of("open quote", "Name\n\"Anna\nBen\n".getBytes(UTF_8), "quotation mark"),
                Arguments.of("600 columns", "a,".repeat(600).getBytes(UTF_8), "more than 500 columns"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refused(String what, byte[] content, String message) {
        open("import/new?table=" + world.people);
        upload("bad.csv", content);
        assertThat(text()).contains("bad.csv: ", message);
        assertThat(path()).endsWith("import/new");
        assertThat(imports.list(world.admin, world.production)).isEmpty();
        // and it goes on with a better one
        upload("good.csv", "Name\nAnna\n");
        assertThat(text()).contains("good.csv", "Import 1 row");
    }

    @Test
    void aFileThatIsTooBigIsRefusedAtTheUpload() {
        open("import/new");
        Upload upload = _get(Upload.class);
        assertThat(upload.getMaxFileSize()).isEqualTo(1 << 30);
        ComponentUtil.fireEvent(upload, new FileRejectedEvent(upload, "File is Too Big.", "huge.csv"));
        assertThat(text()).contains("huge.csv: It can't be taken: a file has at most 1 GB");
    }
}
