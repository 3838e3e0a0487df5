package io.slipway.builder.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.ui.EmptyState;
import java.util.List;

/** A list of resources with a heading, one line what they are, and the one thing to add. */
class BuildSection extends Div {

    private final Bench bench;
    private final Div actions = new Div();

    BuildSection(Bench bench, String title, String line) {
        this.bench = bench;
        addClassName("build-section");
        Paragraph words = new Paragraph(line);
        words.addClassName("secondary");
        Div text = new Div(new H2(title), words);
        text.addClassName("build-section-words");
        actions.addClassName("build-section-actions");
        Div head = new Div(text, actions);
        head.addClassName("build-section-head");
        add(head);
    }

    /** A button of the section; a lock where the structure is locked. */
    BuildSection adding(String verb, boolean primary, Runnable open) {
        if (bench.isLocked()) {
            if (actions.getComponentCount() == 0) {
                bench.lock().ifPresent(locked -> actions.add(LockNote.instead(bench, locked)));
            }
        } else {
            actions.add(adder(verb, primary, open));
        }
        return this;
    }

    private static Button adder(String verb, boolean primary, Runnable open) {
        Button button = new Button(verb, VaadinIcon.PLUS.create(), click -> open.run());
        if (primary) {
            button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        }
        return button;
    }

    /** The rows, or what to say when there are none. */
    BuildSection rows(List<? extends Component> rows, VaadinIcon icon, String nothing) {
        if (rows.isEmpty()) {
            add(new EmptyState(icon, nothing));
        } else {
            UnorderedList list = new UnorderedList();
            list.addClassName("build-list");
            rows.forEach(list::add);
            add(list);
        }
        return this;
    }
}
