package io.slipway.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;

/** Looks for barriers: what axe finds of WCAG 2.2 A and AA, and pages that have to be scrolled sideways. */
public final class Axe {

    private static final List<String> RULES = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");

    /** As AxeBuilder's analysis does it, but in this page: no page here has frames, and that is several times faster. */
    private static final String VIOLATIONS = """
            async tags => (await axe.run(document, {
              runOnly: { type: 'tag', values: tags }, resultTypes: ['violations']
            })).violations.map(rule => rule.id + ': '
              + rule.nodes.map(node => node.html + ' ' + node.failureSummary).join('; '))""";

    private Axe() {}

    /** The page as it is now, on a wide screen in light and on a phone in dark; it is not loaded anew. */
    public static void noBarriers(Page page) {
        noBarriers(page, 1280, ColorScheme.LIGHT);
        noBarriers(page, 390, ColorScheme.DARK);
        page.setViewportSize(1280, 800);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void noBarriers(Page page, int width, ColorScheme scheme) {
        page.setViewportSize(width, 800);
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(scheme)
                // half-faded colours are nobody's contrast
                .setReducedMotion(ReducedMotion.REDUCE));
        page.waitForFunction("() => !document.querySelector('vaadin-connection-indicator[loading]')"
                + " && document.getAnimations().every(each => each.playState !== 'running'"
                + " || each.effect?.getComputedTiming().iterations === Infinity)");
        assertThat((Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth"))
                .as("%s in %s is too wide", page.url(), scheme)
                .isLessThanOrEqualTo(0);
        page.evaluate("script => { if (!window.axe) { (0, eval)(script); } }", AxeBuilder.getAxeScript());
        assertThat((List<?>) page.evaluate(VIOLATIONS, RULES))
                .as("%s in %s", page.url(), scheme)
                .isEmpty();
    }
}
