package io.slipway.records.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.Actor;
import io.slipway.ui.EnvironmentCatalog;
import io.slipway.ui.ShownEnvironment;
import java.util.Optional;

/** Tells builders why the structure of production can't be changed at the moment, and where it can. */
class StructureLock extends Div {

    private StructureLock(ShownEnvironment sandbox) {
        addClassNames("note", "structure-lock");
        getElement().setAttribute("role", "note");
        add(
                icon(),
                new Span(
                        new Span("Apps can't be changed here as long as a sandbox is to be promoted. Change them in "),
                        link(sandbox, sandbox.name()),
                        new Span(".")));
    }

    /** The note, where it concerns the reader. */
    static Optional<StructureLock> note(Actor actor, ShownEnvironment here, EnvironmentCatalog catalog) {
        return sandbox(actor, here, catalog).map(StructureLock::new);
    }

    /** The same as a small lock that says why on demand and leads to the sandbox. */
    static Optional<Anchor> sign(Actor actor, ShownEnvironment here, EnvironmentCatalog catalog) {
        return sandbox(actor, here, catalog).map(sandbox -> {
            String why = "This app can't be changed here as long as “" + sandbox.name()
                    + "” is to be promoted. Open the sandbox";
            Anchor sign = link(sandbox, "");
            sign.addClassName("structure-lock-sign");
            sign.add(icon(), new Span("Locked"));
            sign.setTitle(why);
            sign.setAriaLabel("Locked. " + why);
            return sign;
        });
    }

    private static Optional<ShownEnvironment> sandbox(Actor actor, ShownEnvironment here, EnvironmentCatalog catalog) {
        return here.production() && actor.isBuilder()
                ? catalog.all(actor).stream()
                        .filter(ShownEnvironment::promotable)
                        .findFirst()
                : Optional.empty();
    }

    private static Anchor link(ShownEnvironment sandbox, String text) {
        Anchor link = new Anchor(sandbox.path(RecordPaths.APPS), text);
        link.setRouterIgnore(false);
        return link;
    }

    private static Icon icon() {
        Icon lock = VaadinIcon.LOCK.create();
        lock.getElement().setAttribute("aria-hidden", "true");
        return lock;
    }
}
