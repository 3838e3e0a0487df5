package io.slipway.records.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.slipway.common.RecordId;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.testing.BrowserTest;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody works through a long list: after each record they are back where they were in it. */
@BrowserTest
class GridPlaceIT {

    /** Only a bound for a machine that is busy with something else; conditions are waited for, not times. */
    private static final double PATIENCE = 60_000;

    private static final int PLACES = 400;

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Test
    void aRecordDeepInTheListIsSavedAndTheListIsWhereItWas(Page page) {
        page.setDefaultTimeout(PATIENCE);
        page.setDefaultNavigationTimeout(PATIENCE);
        AppWorld world = new AppWorld(workshop, records);
        assertThat(records.write(world.admin, world.production, places(world))).isInstanceOf(WriteOutcome.Saved.class);
        page.navigate("/" + world.path("/" + world.app.id() + "/views/" + world.places.id()));
        signIn(page, world);
        inView(page, "Place 001");

        page.locator("vaadin-grid").evaluate("grid => grid.scrollToIndex(299)");
        inView(page, "Place 300");
        row(page, "Place 303").click();
        Locator name = page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Name"));
        assertThat(name).hasValue("Place 303", new LocatorAssertions.HasValueOptions().setTimeout(PATIENCE));
        name.fill("Place 303, seen");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save changes"))
                .click();

        inView(page, "Place 303, seen");
        inView(page, "Place 300");
        assertThat(row(page, "Place 001")).not().isVisible();
    }

    private static List<RecordDraft.Write> places(AppWorld world) {
        return IntStream.rangeClosed(1, PLACES)
                .<RecordDraft.Write>mapToObj(number -> new RecordDraft.Create(
                        world.kinds.places,
                        RecordId.next(),
                        new RecordDraft(
                                Map.of(world.kinds.placeName, String.format(Locale.ROOT, "Place %03d", number)))))
                .toList();
    }

    private static Locator row(Page page, String name) {
        return page.locator("vaadin-grid")
                .getByText(name, new Locator.GetByTextOptions().setExact(true))
                .first();
    }

    private static void inView(Page page, String name) {
        assertThat(row(page, name)).isInViewport(new LocatorAssertions.IsInViewportOptions().setTimeout(PATIENCE));
    }

    private static void signIn(Page page, AppWorld world) {
        page.locator("input[name=username]").fill(world.admin.email());
        page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
    }
}
