package io.slipway.sandbox.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.slipway.environment.Environment;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.SandboxWork;
import io.slipway.ui.Shown;
import io.slipway.ui.ShownEnvironment;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.ui.ViewerTime;
import org.jspecify.annotations.Nullable;

/** One sandbox: what it is, how far it is, what can be done with it. */
class SandboxCard extends Article {

    private final transient SandboxActions actions;
    private final transient ViewerTime time;
    private final Div body = new Div();
    private final Div footer = new Div();
    private final ProgressBar bar = new ProgressBar();
    private final Span step = new Span();
    private @Nullable Sandbox shown;

    SandboxCard(SandboxActions actions, ViewerTime time) {
        this.actions = actions;
        this.time = time;
        addClassName("sandbox-card");
        bar.setIndeterminate(true);
        bar.getElement().setAttribute("aria-label", "In progress");
        // there before it changes, so that screen readers tell the change
        step.getElement().setAttribute("role", "status");
        body.addClassName("sandbox-body");
        footer.addClassName("sandbox-actions");
        add(body, bar, step, footer);
    }

    /** Shows a sandbox; a step that goes on changes only its words, so that the focus stays where it is. */
    void show(Sandbox sandbox) {
        if (sandbox.equals(shown)) {
            return;
        }
        boolean onlyTheStep = shown != null
                && isUnderWay(sandbox)
                && isUnderWay(shown)
                && sandbox.environment().equals(shown.environment());
        shown = sandbox;
        showProgress(sandbox);
        if (!onlyTheStep) {
            build(sandbox);
        }
    }

    private static boolean isUnderWay(Sandbox sandbox) {
        SandboxWork work = sandbox.work();
        return !sandbox.isReady() && (work == null || !work.isFailed());
    }

    private void showProgress(Sandbox sandbox) {
        SandboxWork work = sandbox.work();
        boolean underWay = isUnderWay(sandbox);
        bar.setVisible(underWay);
        step.setText(underWay && work != null ? work.step() : "");
        step.setVisible(underWay);
    }

    private void build(Sandbox sandbox) {
        Environment environment = sandbox.environment();
        getElement().setAttribute("data-tone", tone(environment));
        getElement().setAttribute("aria-label", sandbox.name());
        body.removeAll();
        footer.removeAll();
        body.add(heading(sandbox), facts(sandbox));
        SandboxWork work = sandbox.work();
        if (work != null && work.isFailed()) {
            body.add(failure(sandbox, work));
        }
        if (sandbox.isReady() && sandbox.productionMoved()) {
            body.add(moved(sandbox));
        }
        Environment.State state = environment.state();
        if (sandbox.isReady() || actions.actor().isSuperAdmin() && state != Environment.State.DISCARDING) {
            fillFooter(sandbox);
        }
    }

    private static String tone(Environment environment) {
        return new ShownEnvironment(
                        environment.id(),
                        environment.name(),
                        false,
                        environment.promotable(),
                        environment.state() == Environment.State.READY)
                .tone();
    }

    private static Component heading(Sandbox sandbox) {
        Div heading = new Div(new H2(sandbox.name()));
        heading.addClassName("sandbox-heading");
        if (sandbox.environment().promotable()) {
            heading.add(new StatusBadge("Promotable", Tone.SUCCESS, VaadinIcon.ROCKET));
        }
        SandboxWork work = sandbox.work();
        if (!sandbox.isReady() && work != null && work.isFailed()) {
            heading.add(new StatusBadge("Failed", Tone.DANGER));
            return heading;
        }
        switch (sandbox.environment().state()) {
            case CREATING -> heading.add(new StatusBadge("Being created", Tone.INFO, VaadinIcon.CLOCK));
            case REFRESHING -> heading.add(new StatusBadge("Being refreshed", Tone.INFO, VaadinIcon.CLOCK));
            case DISCARDING -> heading.add(new StatusBadge("Being discarded", Tone.WARNING, VaadinIcon.CLOCK));
            case READY -> {}
        }
        return heading;
    }

    private Component facts(Sandbox sandbox) {
        Environment environment = sandbox.environment();
        Div created = new Div(
                new Span("Created "),
                time.relativeTime(environment.createdAt()),
                new Span(" by " + environment.createdBy()));
        Div facts = new Div(new Div(new Span(SandboxPages.words(environment.data()))), created);
        facts.addClassName("sandbox-facts");
        if (sandbox.isReady()) {
            int count = sandbox.pendingChanges();
            Component pending = count == 0
                    ? new Span("No pending changes")
                    : SandboxPages.link(
                            SandboxPages.changelog(sandbox.id()),
                            Shown.count(count, "pending change", "pending changes"));
            facts.add(new Div(pending));
        }
        return facts;
    }

    private Component failure(Sandbox sandbox, SandboxWork work) {
        String what = switch (work.kind()) {
            case CREATE -> "It could not be created. ";
            case REFRESH -> "Its data could not be refreshed; it is as it was before. ";
            case DISCARD -> "It could not be discarded. ";
        };
        Div box = new Div(new Paragraph(what + work.failure()));
        box.addClassNames("sandbox-note", "danger");
        box.getElement().setAttribute("role", "alert");
        if (actions.actor().isSuperAdmin()) {
            box.add(
                    work.kind() == SandboxWork.Kind.REFRESH
                            ? new Button("Close", click -> actions.dismiss(sandbox))
                            : new Button("Try again", click -> actions.retry(sandbox)));
        }
        return box;
    }

    private static Component moved(Sandbox sandbox) {
        Div note = new Div(
                new Span("Production has changed since. "),
                SandboxPages.link(SandboxPages.rebase(sandbox.id()), "Bring its changes in"));
        note.addClassNames("sandbox-note", "info");
        note.getElement().setAttribute("role", "note");
        return note;
    }

    private void fillFooter(Sandbox sandbox) {
        if (sandbox.isReady()) {
            footer.add(button(SandboxPages.apps(sandbox.id()), "Open", sandbox));
            footer.add(button(SandboxPages.changelog(sandbox.id()), "Changelog", sandbox));
            if (sandbox.environment().promotable()) {
                footer.add(button(SandboxPages.promotion(sandbox.id()), "Promote…", sandbox));
            }
        }
        if (actions.actor().isSuperAdmin()) {
            footer.add(menu(sandbox));
        }
    }

    /** A link that looks like a button, because it leads to a page. */
    private static Component button(String path, String text, Sandbox sandbox) {
        Anchor link = SandboxPages.link(path, text);
        link.addClassName("sandbox-link");
        link.getElement().setAttribute("aria-label", text.replace("…", "") + " " + sandbox.name());
        return link;
    }

    private Component menu(Sandbox sandbox) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        MenuItem more = bar.addItem("More");
        more.setAriaLabel("More for " + sandbox.name());
        SubMenu menu = more.getSubMenu();
        if (sandbox.isReady()) {
            menu.addItem("Refresh data…", click -> actions.refresh(sandbox));
            menu.addItem("Rename…", click -> actions.rename(sandbox));
            boolean promotable = sandbox.environment().promotable();
            menu.addItem(
                    promotable ? "Make not promotable" : "Make promotable…",
                    click -> actions.setPromotable(sandbox, !promotable));
        }
        menu.addItem("Discard…", click -> actions.discard(sandbox)).addClassName("danger");
        return bar;
    }
}
