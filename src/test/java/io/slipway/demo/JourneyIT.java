package io.slipway.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.testing.Axe;
import io.slipway.testing.BrowserTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The journey Slipway exists for, on the demo account, in a real browser: look through the changelog of the sandbox in
 * which the HR app was built, promote it, watch it, and find production unlocked with the app in it, the backup from
 * before, and the mail.
 */
@BrowserTest
class JourneyIT {

    @Autowired
    DemoAccount demo;

    @Autowired
    Environments environments;

    @Test
    void theSandboxIsPromotedAndEverybodyComesBackToProduction(Page page) {
        Actor.Person sophie = demo.superAdmin().orElseThrow();
        demo.complete(sophie, () -> {});
        assertThat(demo.isComplete(sophie)).isTrue();
        EnvironmentId production = environments.production(sophie.account()).id();
        EnvironmentId sandbox = environments.all(sophie.account()).stream()
                .filter(environment -> environment.name().equals(DemoAccount.SANDBOX))
                .map(Environment::id)
                .findFirst()
                .orElseThrow();
        signIn(page, "sophie@acme.example");
        assertThat(page.getByText(ProjectTracking.APP).first()).isVisible();
        assertThat(page.getByText(HrIncidents.APP)).hasCount(0);

        page.navigate("/env/" + sandbox + "/changelog");
        assertThat(page.getByText("HR Incidents").first()).isVisible();
        Axe.noBarriers(page);

        page.navigate("/env/" + sandbox + "/promotion");
        assertThat(page.getByText("Ready to promote")).isVisible(patiently());
        Axe.noBarriers(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Promote")))
                .first()
                .click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        assertThat(dialog.getByText("What is not promoted")).isVisible();
        Axe.noBarriers(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Promote sandbox"))
                .click();

        assertThat(page).hasURL(Pattern.compile(".*/runs/\\d+$"));
        assertThat(page.getByText("The changes are in force, and production is open.")
                        .first())
                .isVisible(patiently());
        assertThat(page.getByText(Pattern.compile("People were locked out for .* ms"))
                        .first())
                .isVisible();
        Axe.noBarriers(page);
        page.reload();
        assertThat(page.getByText("The changes are in force, and production is open.")
                        .first())
                .isVisible(patiently());

        page.navigate("/env/" + production + "/apps");
        assertThat(page.getByText(HrIncidents.APP).first()).isVisible();
        page.navigate("/account/backups");
        assertThat(page.getByText(Pattern.compile("Before promotion")).first()).isVisible();
        page.navigate("/account/mail");
        assertThat(page.getByText(Pattern.compile("succeeded: production is unlocked"))
                        .first())
                .isVisible();
        page.navigate("/env/" + sandbox + "/promotion");
        assertThat(page.getByText(Pattern.compile("Nothing to promote", Pattern.CASE_INSENSITIVE))
                        .first())
                .isVisible(patiently());
        Axe.noBarriers(page);
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(60_000);
    }

    private static void signIn(Page page, String email) {
        page.navigate("/sign-in");
        page.locator("input[name=username]").fill(email);
        page.locator("input[name=password]").fill(DemoAccount.PASSWORD);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        assertThat(page.locator("vaadin-app-layout")).isVisible();
    }
}
