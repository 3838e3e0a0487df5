package io.slipway.sandbox.ui;

import com.vaadin.flow.component.html.Paragraph;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.Sandboxes;
import io.slipway.ui.Confirm;
import io.slipway.ui.ConfirmTyped;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;

/** What a Super Admin can do with a sandbox, with its questions before and its answers after. */
class SandboxActions {

    private final Sandboxes sandboxes;
    private final CurrentActor currentActor;
    private final Runnable changed;

    /**
     * @param changed called when something about a sandbox has changed
     */
    SandboxActions(Sandboxes sandboxes, CurrentActor currentActor, Runnable changed) {
        this.sandboxes = sandboxes;
        this.currentActor = currentActor;
        this.changed = changed;
    }

    Actor actor() {
        return currentActor.get();
    }

    void create() {
        new CreateSandboxDialog(sandboxes, currentActor, changed).open();
    }

    void rename(Sandbox sandbox) {
        new RenameDialog(sandbox.name(), name -> {
                    sandboxes.rename(actor(), sandbox.id(), name);
                    changed.run();
                })
                .open();
    }

    void refresh(Sandbox sandbox) {
        new RefreshDialog(sandbox, data -> {
                    switch (sandboxes.refresh(actor(), sandbox.id(), data)) {
                        case Sandboxes.BeingRefreshed refreshing -> {}
                        case Sandboxes.NotReady notReady ->
                            Toast.failure("“" + sandbox.name() + "” is not ready at present. Nothing was done.");
                        case Sandboxes.InUse inUse -> Toast.failure(inUse.reason());
                    }
                    changed.run();
                })
                .open();
    }

    void setPromotable(Sandbox sandbox, boolean promotable) {
        if (promotable) {
            Confirm.ask(
                    "Make “" + sandbox.name() + "” promotable?",
                    "Its changes can then be promoted. As long as it is promotable, production's structure is"
                            + " read-only.",
                    "Make promotable",
                    () -> toggle(sandbox.id(), true));
        } else {
            toggle(sandbox.id(), false);
            Toast.undoable(
                    "“" + sandbox.name() + "” is not promotable any more. Production can be changed again.",
                    () -> toggle(sandbox.id(), true));
        }
    }

    private void toggle(EnvironmentId sandbox, boolean promotable) {
        sandboxes.setPromotable(actor(), sandbox, promotable);
        changed.run();
    }

    void retry(Sandbox sandbox) {
        sandboxes.retry(actor(), sandbox.id());
        changed.run();
    }

    void dismiss(Sandbox sandbox) {
        sandboxes.dismiss(actor(), sandbox.id());
        changed.run();
    }

    /** Losing changes needs the name typed; losing only a copy of records a plain yes. */
    void discard(Sandbox sandbox) {
        Sandbox now = sandboxes.find(actor(), sandbox.id()).orElse(null);
        if (now == null) {
            changed.run();
        } else if (now.pendingChanges() > 0) {
            typed(now, now.pendingChanges());
        } else {
            Confirm.askDangerous(
                    "Discard “" + now.name() + "”?",
                    "The sandbox and the records in it are removed. It has no pending changes.",
                    "Discard sandbox",
                    () -> discard(now, ""));
        }
    }

    private void typed(Sandbox sandbox, int changes) {
        String count = Shown.count(changes, "pending change", "pending changes");
        new ConfirmTyped(
                        "Discard “" + sandbox.name() + "”?",
                        new Paragraph("The sandbox, the records in it and its " + count
                                + " are removed for good. They have not been promoted."),
                        sandbox.name(),
                        "Discard sandbox and " + count,
                        () -> discard(sandbox, sandbox.name()))
                .open();
    }

    private void discard(Sandbox sandbox, String typedName) {
        switch (sandboxes.discard(actor(), sandbox.id(), typedName)) {
            case Sandboxes.BeingDiscarded discarding -> {}
            // somebody has built in it since the question was asked
            case Sandboxes.TypeTheName type -> typed(sandbox, type.pendingChanges());
            case Sandboxes.InUse inUse -> Toast.failure(inUse.reason());
        }
        changed.run();
    }
}
