package io.slipway.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;

/** The top of a page: its title, one line under it, and what one can do here. */
public class PageHeader extends Header {

    private final Div words = new Div();
    private final Div actions = new Div();
    private final H1 title = new H1();
    private final Paragraph line = new Paragraph();

    public PageHeader(String titleText) {
        addClassName("page-header");
        words.addClassName("page-header-words");
        actions.addClassName("page-header-actions");
        line.addClassName("page-header-line");
        title.setText(titleText);
        words.add(title, line);
        line.setVisible(false);
        add(words, actions);
    }

    public PageHeader(String titleText, String lineText) {
        this(titleText);
        setLine(lineText);
    }

    /** One line under the title. */
    public final PageHeader setLine(String text) {
        line.setText(text);
        line.setVisible(!text.isEmpty());
        return this;
    }

    /** Badges and the like, after the title. */
    public PageHeader besideTitle(Component... components) {
        title.add(components);
        return this;
    }

    /** Buttons on the right, the primary one last. */
    public PageHeader actions(Component... components) {
        actions.add(components);
        return this;
    }
}
