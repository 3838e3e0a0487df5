package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;

/** The way back up from a page. */
final class Trail {

    private Trail() {}

    static Nav to(Bench bench, String title, String page) {
        Icon arrow = VaadinIcon.ANGLE_LEFT.create();
        arrow.getElement().setAttribute("aria-hidden", "true");
        Nav nav = new Nav(arrow, BuildPages.link(bench.shown(), page, title));
        nav.addClassName("trail");
        nav.getElement().setAttribute("aria-label", "Up");
        return nav;
    }
}
