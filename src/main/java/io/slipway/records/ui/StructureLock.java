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
        Icon lock = VaadinIcon.LOCK.create();
        lock.getElement().setAttribute("aria-hidden", "true");
        Anchor link = new Anchor(sandbox.path(RecordPaths.APPS), sandbox.name());
        link.setRouterIgnore(false);
        add(
                lock,
                new Span(
                        new Span("Apps can't be changed here as long as a sandbox is to be promoted. Change them in "),
                        link,
                        new Span(".")));
    }

    /** The note, where it concerns the reader. */
    static Optional<StructureLock> of(Actor actor, ShownEnvironment here, EnvironmentCatalog catalog) {
        if (!here.production() || !actor.isBuilder()) {
            return Optional.empty();
        }
        return catalog.all(actor).stream()
                .filter(ShownEnvironment::promotable)
                .findFirst()
                .map(StructureLock::new);
    }
}
