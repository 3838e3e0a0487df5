package io.slipway.records.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.slipway.definition.App;
import io.slipway.environment.Environments;
import io.slipway.records.Records;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.Axe;
import io.slipway.testing.BrowserTest;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.Workshop;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The pages people work with, looked at for barriers on a wide screen in light and on a phone in dark. */
@BrowserTest
class AccessiblePagesIT {

    private static final String LONG =
            "A very long name that nobody would give, السعر بالدولار 🚢 <b>bold</b> ".repeat(2);

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Environments environments;

    AppWorld world;

    @BeforeEach
    void makeWorld() {
        world = new AppWorld(workshop, records);
    }

    @Test
    void records(Page page) {
        StoredRecord rome = world.place("Rome");
        StoredRecord thing = world.thing(
                "text",
                LONG.substring(0, 100).strip(),
                "long",
                LONG.repeat(5),
                "single",
                3L,
                "multi",
                List.of(7L, 5L),
                "link",
                rome.id(),
                "links",
                List.of(rome.id()),
                "url",
                "https://example.com/",
                "yesNo",
                true);
        App empty = new App(world.id(), LONG.substring(0, 100).strip(), LONG, "", List.of(), List.of());
        workshop.build(world.production, empty);
        signIn(page);

        open(page, world.path(""), "Apps");
        page.navigate("/" + world.path("/" + empty.id()));
        assertThat(page.locator(".empty-state")).isVisible();
        Axe.noBarriers(page);
        open(page, world.path("/" + world.app.id() + "/views/" + world.places.id() + "?q=nothing"), "All places");
        open(page, world.thingsPath(), "All things");
        page.getByRole(AriaRole.BUTTON, named("Filter").setExact(true)).click();
        dialog(page);
        open(page, world.path(thing), LONG.substring(0, 20));
        open(page, world.newThingPath(), "New record");
        page.getByRole(AriaRole.TEXTBOX, named("email")).fill("no address");
        page.getByRole(AriaRole.BUTTON, named("Save record")).click();
        assertThat(page.locator(".form-errors").first()).isVisible();
        Axe.noBarriers(page);
    }

    @Test
    void building(Page page) {
        signIn(page);

        open(page, "env/" + world.production + "/build", "Build");
        open(page, "env/" + world.production + "/build/apps/" + world.app.id(), world.app.name());
        open(page, "env/" + world.production + "/build/tables/" + world.kinds.things, "Things");
        page.getByRole(AriaRole.BUTTON, named("Add field")).click();
        dialog(page);

        environments.setPromotable(workshop.sandbox(world.production), true);
        open(page, "env/" + world.production + "/build", "Build");
        assertThat(page.getByText(Pattern.compile("as long as there is one"))).isVisible();
        open(page, "sandboxes", "Sandboxes");
    }

    @Test
    void importsAndBackups(Page page) {
        signIn(page);

        open(page, "env/" + world.production + "/import", "Import");
        open(page, "env/" + world.production + "/import/new", "New import");
        page.locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "people.csv",
                        "text/csv",
                        "name,born\nAda,1815-12-10\nGrace,not a day\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(page.getByRole(AriaRole.BUTTON, named("Import 2 rows"))).isVisible();
        Axe.noBarriers(page);
        page.getByRole(AriaRole.BUTTON, named("Import 2 rows")).click();
        assertThat(page.getByText("Done").first()).isVisible();
        Axe.noBarriers(page);

        open(page, "account/backups", "My Account");
        page.getByRole(AriaRole.BUTTON, named("Back up now")).first().click();
        dialog(page);
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.TEXTBOX).first().fill("Before the holidays");
        page.getByRole(AriaRole.DIALOG)
                .getByRole(AriaRole.BUTTON)
                .filter(new com.microsoft.playwright.Locator.FilterOptions().setHasText(Pattern.compile("Back up")))
                .click();
        assertThat(page.getByText("Before the holidays").first()).isVisible();
        Axe.noBarriers(page);
    }

    /** The dialog's own element has no size; what is in it has. */
    private static void dialog(Page page) {
        assertThat(page.locator("vaadin-dialog[opened] vaadin-button").first()).isVisible();
        Axe.noBarriers(page);
    }

    private static void open(Page page, String path, String heading) {
        page.navigate("/" + path);
        assertThat(page.getByRole(AriaRole.HEADING, named(heading)).first()).isVisible();
        Axe.noBarriers(page);
    }

    private void signIn(Page page) {
        page.navigate("/sign-in");
        page.locator("input[name=username]").fill(world.admin.email());
        page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Sign in").setExact(true)).click();
        assertThat(page.locator("vaadin-app-layout")).isVisible();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}
