package io.slipway.promotion.ui.waiting;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.slipway.account.Account;
import io.slipway.account.AccountSettings;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.RunId;
import io.slipway.promotion.PromotionWorld;
import io.slipway.promotion.RunBrake;
import io.slipway.promotion.RunState;
import io.slipway.testing.Axe;
import io.slipway.testing.BrowserTest;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.Workshop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Somebody types into a form while somebody else promotes: away to the waiting page, and back with the input. */
@BrowserTest
class WaitingIT {

    private static final double PATIENCE = 30_000;

    @Autowired
    PromotionWorld world;

    @Autowired
    Workshop workshop;

    @Autowired
    RunBrake brake;

    @Autowired
    Accounts accounts;

    PromotionWorld.Scene scene;
    Actor.Person typist;
    String form;

    @Test
    void whoTypesWaitsSignsInAndFindsTheInputAgain(Page page) {
        beginTyping(page);

        promoteUnderTheEyesOf(page);

        assertThat(page).hasURL(Pattern.compile(".*/sign-in$"), patient());
        signIn(page);
        findsTheInput(page);
    }

    @Test
    void whereSignInsAreKeptOneComesBackWithoutSigningIn(Page page) {
        beginTyping(page);
        Account account = accounts.settings(scene.actor);
        accounts.change(scene.actor, new AccountSettings(account.name(), account.timeZone(), true, account.version()));

        promoteUnderTheEyesOf(page);

        findsTheInput(page);
    }

    private void beginTyping(Page page) {
        scene = world.scene(5);
        typist = workshop.person(scene.production.account(), PersonKind.APP_ADMIN, "Ty Pist");
        form = "/env/" + scene.production + "/apps/" + scene.app.id() + "/records/" + scene.table + "/new";
        page.navigate(form);
        signIn(page);
        assertThat(page).hasURL(Pattern.compile(".*" + form + "$"));
        name(page).fill("half a vis");
    }

    /** The page is taken to the waiting page and stays there, at its own address, for as long as production is locked. */
    private void promoteUnderTheEyesOf(Page page) {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        brake.on(scene.production.account(), RunState.SECURING, () -> {
            locked.countDown();
            await(looked);
        });
        RunId run = scene.promote();
        try {
            await(locked);
            assertThat(page.getByRole(
                            AriaRole.HEADING, new Page.GetByRoleOptions().setName("Changes are being put in force")))
                    .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
            assertThat(page).hasURL(Pattern.compile(".*" + form + "$"));
            assertThat(page.getByText("Completing the backup")).isVisible();
            Axe.noBarriers(page);
        } finally {
            looked.countDown();
        }
        assertThat(scene.ended(run).state()).isEqualTo(RunState.SUCCEEDED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void findsTheInput(Page page) {
        Locator restore = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Restore"));
        assertThat(restore).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
        assertThat(page).hasURL(Pattern.compile(".*" + form + "$"));
        restore.click();
        assertThat(name(page)).hasValue("half a vis");
        assertThat(page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Comment")))
                .isVisible();
    }

    private static Locator name(Page page) {
        return page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Name"));
    }

    private static PageAssertions.HasURLOptions patient() {
        return new PageAssertions.HasURLOptions().setTimeout(PATIENCE);
    }

    private void signIn(Page page) {
        page.locator("input[name=username]").fill(typist.email());
        page.locator("input[name=password]").fill(TestAccounts.PASSWORD);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        assertThat(page.locator("vaadin-app-layout")).isVisible();
    }
}
