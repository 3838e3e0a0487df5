package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.definition.App;
import java.util.List;
import java.util.Locale;

/** An app's icon, or the first letter of its name. Says nothing that its name does not say. */
class AppPicture extends Span {

    /** The icons that are offered; their names are what a definition holds. */
    static final List<String> OFFERED = List.of(
            "briefcase",
            "tasks",
            "users",
            "user-heart",
            "calendar",
            "clock",
            "cart",
            "package",
            "truck",
            "factory",
            "tools",
            "wrench",
            "building",
            "home",
            "hospital",
            "academy-cap",
            "book",
            "notebook",
            "clipboard-text",
            "file-text",
            "folder",
            "envelope",
            "phone",
            "chat",
            "money",
            "invoice",
            "chart",
            "pie-chart",
            "trending-up",
            "globe",
            "map-marker",
            "rocket",
            "shield",
            "alarm",
            "bug",
            "flask",
            "camera",
            "film",
            "music",
            "gift",
            "heart",
            "star",
            "trophy",
            "coffee",
            "car",
            "airplane");

    AppPicture(App app) {
        this(app.icon(), app.name());
    }

    AppPicture(String icon, String name) {
        addClassName("app-picture");
        getElement().setAttribute("aria-hidden", "true");
        if (OFFERED.contains(icon)) {
            add(picture(icon).create());
        } else {
            setText(
                    name.isEmpty()
                            ? ""
                            : name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT));
        }
    }

    static VaadinIcon picture(String icon) {
        return VaadinIcon.valueOf(icon.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** "Map marker". */
    static String words(String icon) {
        return icon.substring(0, 1).toUpperCase(Locale.ROOT) + icon.substring(1).replace('-', ' ');
    }
}
