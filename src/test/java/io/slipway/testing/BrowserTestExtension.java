package io.slipway.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** One browser for the whole run; a context of its own, with its own cookies, for each test method. */
class BrowserTestExtension implements BeforeAllCallback, ParameterResolver, AfterEachCallback {

    private static final Namespace PAGES = Namespace.create(BrowserTestExtension.class);
    private static final List<String> PROGRAMS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");

    private static final String MISSING = """
            There is no Chromium for the browser tests%s. Do one of these:
              - install Chromium or Chrome (Debian, Ubuntu: apt-get install chromium; macOS: brew install chromium)
              - name the program to use in the environment variable SLIPWAY_TEST_BROWSER
              - leave the browser tests out: ./mvnw verify -Dslipway.browser-tests=off""";

    /** A test that can't run has not passed: without a browser the build fails, and says what to do. */
    @Override
    public void beforeAll(ExtensionContext context) {
        program();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Page.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        String port =
                SpringExtension.getApplicationContext(test).getEnvironment().getRequiredProperty("local.server.port");
        BrowserContext context = Running.BROWSER.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://localhost:" + port)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setViewportSize(1280, 800));
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        test.getStore(PAGES).put(Page.class, page);
        return page;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        Page page = test.getStore(PAGES).remove(Page.class, Page.class);
        if (page == null) {
            return;
        }
        try {
            if (test.getExecutionException().isPresent()) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(
                                "target",
                                "screenshots",
                                test.getRequiredTestClass().getSimpleName() + "-"
                                        + test.getRequiredTestMethod().getName() + ".png")));
            }
        } finally {
            page.context().close();
        }
    }

    private static Path program() {
        String given = System.getenv("SLIPWAY_TEST_BROWSER");
        if (given != null && !given.isBlank()) {
            if (!Files.isExecutable(Path.of(given))) {
                throw new IllegalStateException(MISSING.formatted(": SLIPWAY_TEST_BROWSER names " + given));
            }
            return Path.of(given);
        }
        String path = System.getenv("PATH");
        return Stream.of((path == null ? "" : path).split(File.pathSeparator))
                .flatMap(folder -> PROGRAMS.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(MISSING.formatted(" on the PATH")));
    }

    private static final class Running {
        static final Browser BROWSER = launch();

        private static Browser launch() {
            Path program = program();
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            return playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        }
    }
}
