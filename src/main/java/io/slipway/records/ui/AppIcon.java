package io.slipway.records.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.definition.App;
import java.util.Locale;
import java.util.Optional;

/** The picture of an app: its icon, or the first letter of its name. Says nothing the name does not say. */
class AppIcon extends Span {

    private static final int TONES = 6;

    AppIcon(App app) {
        addClassNames("app-icon", "app-icon-" + app.id().value() % TONES);
        getElement().setAttribute("aria-hidden", "true");
        icon(app.icon()).ifPresentOrElse(this::add, () -> setText(firstLetter(app.name())));
    }

    private static Optional<Icon> icon(String name) {
        return AppDoor.parsed(name.toUpperCase(Locale.ROOT).replace('-', '_'), VaadinIcon::valueOf)
                .map(VaadinIcon::create);
    }

    private static String firstLetter(String name) {
        return Shortened.start(name, 1).toUpperCase(Locale.ROOT);
    }
}
