package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.ResourceId;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.TabBar;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A page of the builder: drawn from one definition, and drawn anew after each change. */
@StyleSheet("context://builder.css")
@AllowedFor({PersonKind.SUPER_ADMIN, PersonKind.APP_ADMIN})
abstract class BuilderPage extends EnvironmentPage {

    private static final String TAB = "tab";

    private final transient BuildRoom room;
    private String tab = "";

    BuilderPage(BuildRoom room) {
        super(room.door());
        this.room = room;
    }

    @Override
    protected final void enter(BeforeEnterEvent event) {
        tab = event.getLocation().getQueryParameters().getSingleParameter(TAB).orElse("");
        if (read(event)) {
            draw();
        } else {
            event.rerouteToError(new NotAllowed("This is not here, or not yours to see."), "");
        }
    }

    /** Reads the address; false: it names nothing that is here. */
    protected abstract boolean read(BeforeEnterEvent event);

    /** The page's address inside its environment. */
    protected abstract String page();

    protected abstract void draw(Bench bench);

    private void draw() {
        Bench bench = new Bench(room, shown(), page(), this::redraw);
        draw(bench);
    }

    private void redraw() {
        removeAll();
        draw();
    }

    protected final BuildRoom room() {
        return room;
    }

    protected static Optional<ResourceId> parameter(BeforeEnterEvent event, String name) {
        return event.getRouteParameters().get(name).flatMap(text -> {
            try {
                return Optional.of(ResourceId.parse(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /**
     * A part of a page.
     *
     * @param name in the address
     */
    protected record Part(String name, String title, Function<Bench, Component> draw) {}

    /** The parts behind tabs; the one that is open is named in the address, and stays open when the page is redrawn. */
    protected final void tabs(Bench bench, List<Part> parts) {
        TabBar tabs = new TabBar();
        tabs.addClassName("build-tabs");
        tabs.setAutoselect(false);
        Div content = new Div();
        content.addClassName("build-content");
        for (Part part : parts) {
            Tab one = new Tab(part.title());
            tabs.add(one);
            if (part.name().equals(tab)) {
                tabs.setSelectedTab(one);
            }
        }
        if (tabs.getSelectedIndex() < 0) {
            tabs.setSelectedIndex(0);
        }
        content.add(parts.get(tabs.getSelectedIndex()).draw().apply(bench));
        tabs.addSelectedChangeListener(change -> {
            Part part = parts.get(tabs.getSelectedIndex());
            tab = part.name();
            UI.getCurrent()
                    .getPage()
                    .getHistory()
                    .replaceState(null, new Location(shown().path(page()), QueryParameters.of(TAB, tab)));
            content.removeAll();
            content.add(part.draw().apply(bench.fresh()));
        });
        add(tabs, content);
    }
}
