package io.slipway.webhook.ui;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.menubar.MenuBar;
import io.slipway.account.Actor;
import io.slipway.definition.Definition;
import io.slipway.ui.Confirm;
import io.slipway.ui.Toast;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.Webhooks;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What can be done with a webhook beside testing and switching it. */
class WebhookMenu extends MenuBar {

    private final transient WebhookRoom room;
    private final transient Supplier<? extends Actor> actor;
    private final transient Webhook webhook;
    private final transient Consumer<Webhook> changed;

    /**
     * @param changed hears what it is now
     */
    WebhookMenu(
            WebhookRoom room,
            Supplier<? extends Actor> actor,
            Webhook webhook,
            Definition definition,
            Consumer<Webhook> changed) {
        this.room = room;
        this.actor = actor;
        this.webhook = webhook;
        this.changed = changed;
        MenuItem edit = addItem("Edit", click -> edit(definition));
        edit.setAriaLabel("Edit this webhook");
        MenuItem more = addItem("More");
        more.setAriaLabel("More about this webhook");
        SubMenu menu = more.getSubMenu();
        menu.addItem(
                "New signing secret…",
                click -> new RotateDialog(overlap -> WebhookView.attempt(() -> rotate(overlap))).open());
        if (webhook.oldSecretUntil() != null) {
            menu.addItem("End the old secret", click -> WebhookView.attempt(this::endOldSecret));
        }
        menu.addItem(
                "Delete…",
                click -> Confirm.askDangerous(
                        "Delete “" + webhook.name() + "”?",
                        "Its deliveries go too, also those that still wait.",
                        "Delete webhook",
                        () -> WebhookView.attempt(this::delete)));
    }

    private void edit(Definition definition) {
        WebhookDialog.change(room, definition, webhook, now -> {
                    Toast.success("“" + now.name() + "” is saved.");
                    changed.accept(now);
                })
                .open();
    }

    private void rotate(Duration overlap) {
        Webhooks.WithSecret made = room.webhooks().rotateSecret(actor.get(), webhook.id(), overlap);
        changed.accept(made.webhook());
        WebhookWords.secret("The new secret of “" + webhook.name() + "”", made.secret())
                .open();
    }

    private void endOldSecret() {
        changed.accept(room.webhooks().endOldSecret(actor.get(), webhook.id()));
        Toast.success("Only the new secret signs now.");
    }

    private void delete() {
        room.webhooks().delete(actor.get(), webhook.id());
        Toast.success("“" + webhook.name() + "” is deleted.");
        getUI().ifPresent(ui -> ui.navigate(WebhookPages.list(webhook.environment())));
    }
}
