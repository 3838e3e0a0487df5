package io.slipway.shell;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertOne;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.PrettyPrintTreeKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import io.slipway.account.Actor;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.environment.Environments;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Addresses that name what is another account's, typed by a Super Admin who is nobody there. */
@UiTest
class ForgedAddressesTest {

    private static final String SECRET = "Top secret";

    @Autowired
    Workshop workshop;

    @Autowired
    Environments environments;

    @Autowired
    Records records;

    @Autowired
    SignIns signIns;

    @Test
    void nothing_of_another_account_is_shown_on_any_page() {
        EnvironmentId theirs = workshop.production();
        ResourceId table = workshop.id(theirs);
        Field name =
                new Field(workshop.id(theirs), table, SECRET, new FieldKind.ShortText(100), 0, false, false, null, "");
        View view = new View(workshop.id(theirs), table, SECRET, List.of(name.id()), List.of(), List.of(), null);
        App app = new App(workshop.id(theirs), SECRET, SECRET, "", List.of(table), List.of(view.id()));
        workshop.build(theirs, new Table(table, SECRET, "", null), name, view, app);
        Actor.Person owner = workshop.superAdmin(theirs.account());
        RecordId record = RecordId.next();
        assertThat(records.write(
                        owner,
                        theirs,
                        List.of(new RecordDraft.Create(table, record, new RecordDraft(Map.of(name.id(), SECRET))))))
                .isInstanceOf(WriteOutcome.Saved.class);
        EnvironmentId sandbox = workshop.sandbox(theirs);
        environments.setPromotable(sandbox, true);
        EnvironmentId own = workshop.production();
        List<String> pages = List.of(
                "apps",
                "apps/" + app.id(),
                "apps/" + app.id() + "/views/" + view.id(),
                "apps/" + app.id() + "/records/" + table + "/" + record,
                "apps/" + app.id() + "/records/" + table + "/new",
                "build",
                "build/apps/" + app.id(),
                "build/tables/" + table,
                "import",
                "import/new",
                "import/1",
                "changelog",
                "rebase",
                "promotion");

        TestSignIn.as(signIns, owner);
        UI.getCurrent().navigate("env/" + theirs + "/apps");
        assertThat(text()).as("who may see it does").contains(SECRET);

        TestSignIn.as(signIns, workshop.superAdmin(own.account()));
        Stream.of(theirs, sandbox, new EnvironmentId(theirs.account(), 999))
                .flatMap(environment -> pages.stream().map(page -> "env/" + environment + "/" + page))
                .forEach(this::turnsAway);
        pages.stream()
                .filter(page -> page.chars().anyMatch(Character::isDigit))
                .forEach(page -> turnsAway("env/" + own + "/" + page));
        turnsAway("runs/1");
        turnsAway("runs/99999999999999999999");
        turnsAway("runs/-1");
        turnsAway("runs/x");
    }

    private void turnsAway(String address) {
        UI.getCurrent().navigate(address);
        assertThat(text()).as(address).doesNotContain(SECRET).contains("You can’t go there");
        _assertOne(H1.class);
    }

    private static String text() {
        return PrettyPrintTreeKt.toPrettyTree(UI.getCurrent());
    }
}
