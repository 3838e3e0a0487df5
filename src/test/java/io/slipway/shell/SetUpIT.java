package io.slipway.shell;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.slipway.SlipwayApplication;
import io.slipway.account.Accounts;
import io.slipway.testing.BrowserTest;
import io.slipway.testing.TestAccounts;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The first start of an installation of its own, with its own database, as a newcomer without the demo meets it. */
@BrowserTest
class SetUpIT {

    @TempDir
    Path dataDir;

    @Test
    void a_new_installation_is_set_up_once_however_many_try(Page first) {
        try (ConfigurableApplicationContext installation = start()) {
            String address = "http://localhost:" + installation.getEnvironment().getProperty("local.server.port");
            BrowserContext other = first.context().browser().newContext();
            Page second = other.newPage();
            for (Page page : new Page[] {first, second}) {
                page.navigate(address + "/account/people");
                assertThat(page).hasURL(Pattern.compile(".*/setup$"));
            }
            fill(first, "Meridian Works", "ada@example.com");
            fill(second, "Somebody Else’s", "eve@example.com");

            setUp(first);
            assertThat(heading(first, "All set")).isVisible();
            setUp(second);
            assertThat(heading(second, "Already set up")).isVisible();

            assertThat(installation.getBean(Accounts.class).all())
                    .singleElement()
                    .satisfies(account -> assertThat(account.name()).isEqualTo("Meridian Works"));
            first.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Go to the sign-in"))
                    .click();
            first.locator("input[name=username]").fill("ada@example.com");
            first.locator("input[name=password]").fill(TestAccounts.PASSWORD);
            first.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                    .click();
            assertThat(first.locator("vaadin-app-layout")).isVisible();
            second.navigate(address + "/setup");
            assertThat(second).hasURL(Pattern.compile(".*/sign-in$"));
            other.close();
        }
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(SlipwayApplication.class)
                .properties(
                        "slipway.data-dir=" + dataDir,
                        "slipway.demo=false",
                        "slipway.sign-in.bcrypt-strength=4",
                        "server.port=0",
                        "spring.quartz.auto-startup=false",
                        "spring.application.admin.enabled=false")
                .run("--server.port=0", "--slipway.demo=false", "--slipway.data-dir=" + dataDir);
    }

    private static void fill(Page page, String account, String email) {
        page.getByLabel("Account", new Page.GetByLabelOptions().setExact(true)).fill(account);
        page.getByLabel("Your name").fill("Ada");
        page.getByLabel("Your e-mail address").fill(email);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(TestAccounts.PASSWORD);
    }

    private static void setUp(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Set up Slipway"))
                .click();
    }

    private static com.microsoft.playwright.Locator heading(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }
}
