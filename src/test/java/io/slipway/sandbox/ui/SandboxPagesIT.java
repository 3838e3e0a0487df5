package io.slipway.sandbox.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.FieldKind;
import io.slipway.records.Records;
import io.slipway.sandbox.Sandboxes;
import io.slipway.sandbox.Workplace;
import io.slipway.testing.Axe;
import io.slipway.testing.BrowserTest;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.Workshop;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From an empty list of sandboxes to one that has been built in and brought up to date, in a real browser. */
@BrowserTest
class SandboxPagesIT {

    private static final int PATIENCE = 60_000;

    @Autowired
    Workshop workshop;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Records records;

    @Test
    void aSandboxIsMadeLookedIntoAndBroughtUpToDate(Page page) {
        Workplace place = new Workplace(workshop, sandboxes, records);
        place.hire(place.production, "Ada");
        signIn(page, place.boss.email());

        page.navigate("/sandboxes");
        page.getByRole(AriaRole.BUTTON, named("Create the first sandbox")).click();
        page.getByRole(AriaRole.TEXTBOX, named("Name")).fill("HR Incidents");
        page.getByRole(AriaRole.BUTTON, named("Create sandbox")).click();
        Locator card = page.getByRole(AriaRole.ARTICLE, named("HR Incidents"));
        assertThat(card.getByText("No pending changes")).isVisible(patiently());
        EnvironmentId sandbox = sandboxes.list(place.boss).getFirst().id();
        assertThat(place.names(sandbox)).containsExactly("Ada");
        Axe.noBarriers(page);

        workshop.build(sandbox, place.field(place.employees.id(), "Room", new FieldKind.ShortText(10)));
        workshop.build(sandbox, place.name.withName("Full name"));
        workshop.build(place.production, place.name.withName("Surname"));
        page.reload();
        card.getByText("2 pending changes").click();
        assertThat(page.getByText("name: “Surname” → “Full name”")).isVisible(patiently());
        Axe.noBarriers(page);
        page.getByText("Full history").click();
        assertThat(page.getByText("name: “Name” → “Full name”")).isVisible(patiently());

        page.getByText("Bring in production's changes").click();
        Locator settle = page.getByRole(AriaRole.BUTTON, named("Settle").setExact(true));
        settle.click();
        assertThat(page.getByText("1 choice is still to be made.")).isVisible(patiently());
        Axe.noBarriers(page);
        page.getByText("Keep sandbox:").click();
        settle.click();
        assertThat(page.getByText("has everything that production has")).isVisible(patiently());
        assertThat(sandboxes.pending(place.boss, sandbox).isRebased()).isTrue();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE);
    }

    private static void signIn(Page page, String email) {
        page.navigate("/sign-in");
        page.locator("input[name=username]").fill(email);
        page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("sign-in"));
    }
}
