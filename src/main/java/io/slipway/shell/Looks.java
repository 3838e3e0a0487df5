package io.slipway.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.page.ColorScheme;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.slipway.account.Appearance;
import io.slipway.account.People;
import io.slipway.ui.CurrentActor;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/** Colours and density as a person has chosen them: from the first byte of a page, and when the choice changes. */
@Component
class Looks implements VaadinServiceInitListener {

    private static final String COMPACT = "compact";

    private final CurrentActor currentActor;
    private final People people;

    Looks(CurrentActor currentActor, People people) {
        this.currentActor = currentActor;
        this.people = people;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(response -> {
            Element html = response.getDocument().head().parent();
            if (html != null) {
                html.attr("lang", "en");
                response.getDocument()
                        .head()
                        .appendElement("link")
                        .attr("rel", "icon")
                        .attr("type", "image/svg+xml")
                        .attr("href", "icons/slipway.svg");
                currentActor.find().map(actor -> people.me(actor).appearance()).ifPresent(look -> write(html, look));
            }
        });
    }

    private static void write(Element html, Appearance appearance) {
        ColorScheme.Value scheme = scheme(appearance);
        html.attr("theme", scheme.getThemeValue());
        html.attr("style", "color-scheme: " + scheme.getValue() + ";");
        if (appearance.density() == Appearance.Density.COMPACT) {
            html.addClass(COMPACT);
        }
    }

    /** Changes the open page. */
    static void apply(UI ui, Appearance appearance) {
        ui.getPage().setColorScheme(scheme(appearance));
        ui.getPage()
                .executeJs(
                        "document.documentElement.classList.toggle($0, $1)",
                        COMPACT,
                        appearance.density() == Appearance.Density.COMPACT);
    }

    private static ColorScheme.Value scheme(Appearance appearance) {
        return switch (appearance.scheme()) {
            case SYSTEM -> ColorScheme.Value.SYSTEM;
            case LIGHT -> ColorScheme.Value.LIGHT;
            case DARK -> ColorScheme.Value.DARK;
        };
    }
}
