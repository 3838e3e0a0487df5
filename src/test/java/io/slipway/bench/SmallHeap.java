package io.slipway.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.slipway.demo.DemoAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Twenty people at work, each in a browser of their own, on the demo account and Sakila, served by the built jar with a
 * heap of 512 MB. Response times are the server's own, from its access log.
 */
final class SmallHeap {

    private static final int PEOPLE = 20;
    private static final int OPENINGS = 40;
    private static final String SAKILA_EMAIL = "mike@sakila.example";

    private final ServedJar server;
    private final Browser browser;
    private final List<Page> pages = new ArrayList<>();
    private final List<String> sakilaViews = new ArrayList<>();

    private SmallHeap(ServedJar server, Browser browser) {
        this.server = server;
        this.browser = browser;
    }

    static void measure(Path folder, int rounds) throws Exception {
        try (ServedJar server = ServedJar.start(folder, "512m");
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(chromium())
                                .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")))) {
            new SmallHeap(server, browser).run(rounds);
        }
    }

    private static Path chromium() {
        String given = System.getenv("SLIPWAY_TEST_BROWSER");
        return Path.of(given == null || given.isBlank() ? "/usr/bin/chromium" : given);
    }

    private void run(int rounds) throws Exception {
        say("demo and Sakila there, nobody signed in: %d MB used after GC", server.usedAfterGc());
        List<String> emails = new ArrayList<>(
                DemoAccount.PEOPLE.stream().map(DemoAccount.Somebody::email).toList());
        for (int i = 0; i < PEOPLE; i++) {
            pages.add(signIn(i % 2 == 0 ? SAKILA_EMAIL : emails.get(i / 2 % emails.size())));
        }
        sakilaViews.addAll(views(pages.getFirst()));
        say("%d people signed in: %d MB used after GC", PEOPLE, server.usedAfterGc());
        server.forgetRequests();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < PEOPLE; i++) {
                work(pages.get(i), round + i);
            }
        }
        say("after %d rounds of clicks: %d MB used after GC", rounds, server.usedAfterGc());
        say("server time of a request of theirs: %s", Spread.ofNanos(nanos(server.requests())));
        openings();
        say("at the end: %d MB used after GC", server.usedAfterGc());
        if (server.log().contains("OutOfMemoryError")) {
            throw new IllegalStateException("The heap was too small");
        }
    }

    private static long[] nanos(List<ServedJar.Request> requests) {
        return requests.stream()
                .flatMapToLong(request -> LongStream.of(request.micros() * 1000))
                .toArray();
    }

    private Page signIn(String email) {
        BrowserContext context =
                browser.newContext(new Browser.NewContextOptions().setBaseURL("http://localhost:" + server.port()));
        context.setDefaultTimeout(120_000);
        Page page = context.newPage();
        page.navigate("/sign-in");
        page.locator("input[name=username]").fill(email);
        page.locator("input[name=password]").fill(DemoAccount.PASSWORD);
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Sign in").setExact(true))
                .click();
        page.locator("vaadin-app-layout").waitFor();
        return page;
    }

    /** Addresses of the views of the first app of the catalogue that somebody sees. */
    private static List<String> views(Page page) {
        page.locator("a[href*='/apps/']").first().click();
        page.locator("vaadin-grid").waitFor();
        Object found = page.evaluate(
                "() => [...new Set([...document.querySelectorAll(\"a[href*='/views/']\")].map(a => a.pathname))]");
        List<String> views = new ArrayList<>();
        ((List<?>) found).forEach(each -> views.add(each.toString()));
        if (views.isEmpty()) {
            views.add(page.evaluate("() => location.pathname").toString());
        }
        return views;
    }

    /** Goes to the catalogue, opens an app, sorts it, opens a record, goes back. */
    private static void work(Page page, int number) {
        page.navigate("/");
        Locator apps = page.locator("a[href*='/apps/']");
        apps.first().waitFor();
        apps.nth(number % apps.count()).click();
        page.locator("vaadin-grid").waitFor();
        Locator tabs = page.locator("a[href*='/views/'], vaadin-tab");
        if (tabs.count() > 0) {
            tabs.nth(number % tabs.count()).click();
        }
        page.locator("vaadin-grid vaadin-grid-cell-content:visible a, vaadin-grid vaadin-grid-cell-content:visible")
                .nth(8)
                .click();
        page.waitForTimeout(300);
        page.goBack();
        page.locator("vaadin-grid, a[href*='/apps/']").first().waitFor();
    }

    /** One person opens one view after the other, from nothing each time; others stay signed in. */
    private void openings() throws Exception {
        Page page = pages.getFirst();
        double[] total = new double[OPENINGS];
        double[] slowest = new double[OPENINGS];
        Collections.shuffle(sakilaViews, new java.util.Random(1));
        for (int i = 0; i < OPENINGS; i++) {
            page.navigate("about:blank");
            server.forgetRequests();
            page.navigate(sakilaViews.get(i % sakilaViews.size()));
            page.waitForFunction(
                    "() => [...document.querySelectorAll('vaadin-grid')].some(g => g.size > 0 && !g.loading)");
            List<ServedJar.Request> requests = server.requests();
            total[i] = requests.stream().mapToLong(ServedJar.Request::micros).sum() / 1e3;
            slowest[i] =
                    requests.stream().mapToLong(ServedJar.Request::micros).max().orElse(0) / 1e3;
        }
        say("server time to open a Sakila view, all its requests: %s", new Spread(total));
        say("the slowest of its requests: %s", new Spread(slowest));
        say("%d views: %s", sakilaViews.size(), sakilaViews);
    }

    private static void say(String text, Object... values) {
        System.out.println(String.format(Locale.ROOT, text, values));
    }
}
