package io.slipway.records.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;

/** Where one is, from the catalogue down, each step a link back. */
class Trail extends Nav {

    Trail() {
        addClassName("trail");
        getElement().setAttribute("aria-label", "Where you are");
    }

    /** One step further down. */
    Trail to(String path, String name) {
        if (getComponentCount() > 0) {
            Span separator = new Span("›");
            separator.getElement().setAttribute("aria-hidden", "true");
            add(separator);
        }
        Anchor step = new Anchor(path, name);
        step.setRouterIgnore(false);
        add(step);
        return this;
    }
}
