package io.slipway.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;

/** What the pages for errors have in common: what happened, and a way on. */
abstract class ErrorPage extends Div {

    protected final void show(VaadinIcon icon, String title, String text) {
        removeAll();
        addClassNames("page", "error-page");
        Icon picture = icon.create();
        picture.getElement().setAttribute("aria-hidden", "true");
        Anchor home = new Anchor("", "Go to the start page");
        home.getElement().setAttribute("router-link", true);
        Paragraph words = new Paragraph(text);
        add(picture, new H1(title), words, home);
    }
}
