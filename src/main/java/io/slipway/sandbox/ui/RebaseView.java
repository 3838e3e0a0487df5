package io.slipway.sandbox.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.definition.compare.Collision;
import io.slipway.definition.compare.Settlement;
import io.slipway.sandbox.PendingChanges;
import io.slipway.sandbox.Rebase;
import io.slipway.sandbox.Sandboxes;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.FormErrors;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings production's changes into a sandbox; where both changed the same thing, asks which to keep. */
@Route("env/:environment/" + SandboxPages.REBASE)
@PageTitle("Production's changes · Slipway")
@PermitAll
@StyleSheet("context://sandboxes.css")
@AllowedFor({PersonKind.SUPER_ADMIN, PersonKind.APP_ADMIN})
public class RebaseView extends EnvironmentPage {

    private final transient Sandboxes sandboxes;
    private final Map<String, Settlement> answers = new LinkedHashMap<>();

    RebaseView(EnvironmentDoor door, Sandboxes sandboxes) {
        super(door);
        this.sandboxes = sandboxes;
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        answers.clear();
        if (shown().production()) {
            event.rerouteToError(new NotAllowed("This is production, not a sandbox."), "");
        } else if (!shown().ready()) {
            notReady();
        } else {
            build();
        }
    }

    private void notReady() {
        add(
                header(""),
                new EmptyState(
                        VaadinIcon.CLOCK,
                        "The sandbox is not ready at present.",
                        SandboxPages.link(SandboxPages.SANDBOXES, "Sandboxes")));
    }

    private static PageHeader header(String line) {
        return new PageHeader("Production's changes", line);
    }

    private void build() {
        PendingChanges pending = sandboxes.pending(actor(), environment());
        removeAll();
        if (pending.isRebased()) {
            add(
                    header(""),
                    new EmptyState(
                            VaadinIcon.CHECK,
                            "“" + shown().name() + "” has everything that production has.",
                            SandboxPages.link(SandboxPages.changelog(environment()), "Changelog of the sandbox")));
        } else {
            show(pending, pending.collisions());
        }
    }

    private void show(PendingChanges pending, List<Collision> collisions) {
        removeAll();
        FormErrors errors = new FormErrors();
        CollisionList list = new CollisionList(collisions, answers);
        Button settle = new Button(verb(pending, collisions));
        settle.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        settle.addClickListener(click -> settle(pending, list, errors));
        add(header(verdict(pending, collisions)), errors);
        if (!collisions.isEmpty()) {
            add(list);
        }
        Div buttons = new Div(settle);
        buttons.addClassName("sandbox-actions");
        add(buttons);
        if (!pending.incoming().isEmpty()) {
            add(new IncomingChanges(pending.incoming()));
        }
    }

    private static String verb(PendingChanges pending, List<Collision> collisions) {
        if (!collisions.isEmpty()) {
            return "Settle";
        }
        return pending.incoming().isEmpty() ? "Bring up to date" : "Bring them in";
    }

    private String verdict(PendingChanges pending, List<Collision> collisions) {
        String count = Shown.count(pending.incoming().changes().size(), "change", "changes");
        if (pending.incoming().isEmpty()) {
            return "Production has nothing that “" + shown().name() + "” does not have. It was brought back to an"
                    + " earlier state or got other data; what it no longer has is pending in the sandbox.";
        }
        if (collisions.isEmpty()) {
            return "Production has " + count + " that “" + shown().name()
                    + "” does not have yet. They can be brought in as they are; the sandbox's own changes stay.";
        }
        return "Production and “" + shown().name() + "” changed the same things differently. Say for each which to"
                + " keep; everything else is brought together by itself.";
    }

    private void settle(PendingChanges pending, CollisionList list, FormErrors errors) {
        errors.clear();
        int open = list.markOpen();
        if (open > 0) {
            errors.show("", Shown.count(open, "choice is", "choices are") + " still to be made.");
            return;
        }
        answers.putAll(list.answers());
        switch (sandboxes.rebase(actor(), environment(), answers)) {
            case Rebase.Rebased rebased -> {
                answers.clear();
                Toast.success("“" + shown().name() + "” now has production's changes.");
                build();
            }
            case Rebase.UpToDate upToDate -> build();
            case Rebase.Unsettled more -> {
                PendingChanges now = sandboxes.pending(actor(), environment());
                show(now, more.collisions());
                Toast.info("There is more to settle: look at what has no choice yet.");
            }
            case Rebase.TooMuch tooMuch -> errors.show("", String.join(" ", tooMuch.problems()));
            case Rebase.DataDoesNotFit refused -> doesNotFit(refused, errors);
            case Rebase.Busy busy -> errors.show("", busy.reason());
        }
    }

    /** The way out is in the message: correct the records, or replace them. */
    private void doesNotFit(Rebase.DataDoesNotFit refused, FormErrors errors) {
        errors.show("", refused.message());
        Component way = new Paragraph(
                "Nothing was changed. The records in the sandbox do not fit what production changed. Correct them in"
                        + " the sandbox, or replace them by production's: ");
        Div ways = new Div(way, SandboxPages.link(SandboxPages.SANDBOXES, "refresh the sandbox's data"));
        errors.add(ways);
    }
}
