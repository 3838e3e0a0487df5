package io.slipway.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;

/** What stands where there is nothing yet: one line what this place is, and one thing to do about it. */
public class EmptyState extends Div {

    public EmptyState(VaadinIcon icon, String line) {
        addClassName("empty-state");
        Icon picture = icon.create();
        picture.getElement().setAttribute("aria-hidden", "true");
        add(picture, new Paragraph(line));
    }

    public EmptyState(VaadinIcon icon, String line, Component action) {
        this(icon, line);
        add(action);
    }
}
