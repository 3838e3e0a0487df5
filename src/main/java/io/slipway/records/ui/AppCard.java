package io.slipway.records.ui;

import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.App;
import io.slipway.ui.Shown;
import java.util.Locale;

/** One app of the catalogue. The whole card leads into it. */
class AppCard extends Card {

    private final String name;
    private final String description;

    /**
     * @param tables how many of its tables the reader sees
     */
    AppCard(EnvironmentId environment, App app, int tables) {
        name = app.name();
        description = app.description();
        addClassName("app-card");
        Anchor link = new Anchor(RecordPaths.app(environment, app.id()), app.name());
        link.setRouterIgnore(false);
        H2 title = new H2(link);
        title.addClassName("app-card-title");
        setHeaderPrefix(new AppIcon(app));
        setTitle(title);
        if (!description.isEmpty()) {
            Paragraph text = new Paragraph(description);
            text.addClassName("app-card-description");
            add(text);
        }
        Span count = new Span(Shown.count(tables, "table", "tables"));
        count.addClassName("secondary");
        addToFooter(count);
    }

    boolean matches(String lowerCaseText) {
        return name.toLowerCase(Locale.ROOT).contains(lowerCaseText)
                || description.toLowerCase(Locale.ROOT).contains(lowerCaseText);
    }
}
