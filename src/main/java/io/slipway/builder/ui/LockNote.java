package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.builder.EditOutcome.StructureLocked;

/** Says why production can't be built in now, and leads to the same page of the sandbox where it can. */
class LockNote extends Div {

    LockNote(Bench bench, StructureLocked locked) {
        addClassName("lock-note");
        getElement().setAttribute("role", "note");
        Anchor link =
                new Anchor(bench.samePageIn(locked.sandbox()), "Open this page in “" + locked.sandboxName() + "”");
        link.setRouterIgnore(false);
        Div words = new Div(new Span(locked.reason() + " "), link);
        add(icon(), words);
    }

    /** A lock in the place of a button. */
    static Anchor instead(Bench bench, StructureLocked locked) {
        Anchor link = new Anchor(bench.samePageIn(locked.sandbox()));
        link.setRouterIgnore(false);
        link.addClassName("lock");
        link.setTitle(locked.reason());
        link.getElement()
                .setAttribute(
                        "aria-label",
                        "Locked. " + locked.reason() + " Open this page in “" + locked.sandboxName() + "”.");
        link.add(icon());
        return link;
    }

    private static Icon icon() {
        Icon lock = VaadinIcon.LOCK.create();
        lock.getElement().setAttribute("aria-hidden", "true");
        return lock;
    }
}
