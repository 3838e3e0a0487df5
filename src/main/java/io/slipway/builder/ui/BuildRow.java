package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

/** One resource in a list: its name, what there is to say of it, and what can be done with it. */
class BuildRow extends ListItem {

    private final Bench bench;
    private final String name;
    private final Div main = new Div();
    private final Div facts = new Div();
    private final Div actions = new Div();

    BuildRow(Bench bench, String name) {
        this(bench, name, new Span(name));
    }

    /** With a name that leads to the resource's own page. */
    BuildRow(Bench bench, String name, String page) {
        this(bench, name, BuildPages.link(bench.shown(), page, name));
    }

    private BuildRow(Bench bench, String name, Component title) {
        this.bench = bench;
        this.name = name;
        addClassName("build-row");
        main.addClassName("build-row-main");
        facts.addClassName("build-row-facts");
        actions.addClassName("build-row-actions");
        title.addClassName("build-row-name");
        title.getElement().setAttribute("dir", "auto");
        main.add(title);
        add(main, facts, actions);
        bench.lock().ifPresent(locked -> actions.add(LockNote.instead(bench, locked)));
    }

    /** A line under the name; nothing for an empty one. */
    BuildRow line(String text) {
        if (!text.isEmpty()) {
            Span line = new Span(text);
            line.addClassNames("secondary", "build-row-line");
            line.getElement().setAttribute("dir", "auto");
            main.add(line);
        }
        return this;
    }

    /** Badges and links beside the name. */
    BuildRow facts(Component... components) {
        facts.add(components);
        return this;
    }

    /** Up and down, where there is anything above or below. */
    BuildRow order(boolean up, boolean down, Runnable moveUp, Runnable moveDown) {
        if (!bench.isLocked()) {
            Button first = button(VaadinIcon.ARROW_UP, "Move “" + name + "” up", moveUp);
            first.setEnabled(up);
            Button second = button(VaadinIcon.ARROW_DOWN, "Move “" + name + "” down", moveDown);
            second.setEnabled(down);
            actions.add(first, second);
        }
        return this;
    }

    /** Opens the resource's dialog, which shows itself read-only where the structure is locked. */
    BuildRow edit(Runnable open) {
        actions.add(
                bench.isLocked()
                        ? button(VaadinIcon.EYE, "Look at “" + name + "”", open)
                        : button(VaadinIcon.EDIT, "Edit “" + name + "”", open));
        return this;
    }

    BuildRow remove(Runnable ask) {
        return remove("Remove “" + name + "”", ask);
    }

    BuildRow remove(String label, Runnable ask) {
        if (!bench.isLocked()) {
            actions.add(button(VaadinIcon.TRASH, label, ask));
        }
        return this;
    }

    /** Something that is no change of the structure. */
    BuildRow action(Component action) {
        actions.add(action);
        return this;
    }

    static Button button(VaadinIcon icon, String label, Runnable act) {
        Button button = new Button(icon.create(), click -> act.run());
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        button.setAriaLabel(label);
        button.setTooltipText(label);
        return button;
    }

    /** A link to a page, beside the name. */
    static Anchor link(Bench bench, String page, String text) {
        Anchor link = BuildPages.link(bench.shown(), page, text);
        link.addClassName("build-chip");
        link.getElement().setAttribute("dir", "auto");
        return link;
    }
}
