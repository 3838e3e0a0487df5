package io.slipway.webhook.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.InvalidInput;
import io.slipway.definition.Definition;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.LookAgain;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Toast;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One webhook and its deliveries. Looks again every second while some are on their way. */
@Route(WebhookPages.PREFIX + "/:" + WebhookPages.PARAMETER)
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
@StyleSheet("context://builder.css")
@StyleSheet("context://webhooks.css")
public class WebhookView extends EnvironmentPage implements HasDynamicTitle {

    private static final int LOOK_AGAIN = 1000;

    private final transient WebhookRoom room;
    private transient @Nullable Webhook webhook;
    private transient Webhooks.@Nullable Health health;
    private @Nullable DeliveriesPanel deliveries;
    private final transient LookAgain again = LookAgain.on(this, this::refresh);

    WebhookView(EnvironmentDoor door, WebhookRoom room) {
        super(door);
        this.room = room;
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        Optional<Webhook> found = event.getRouteParameters()
                .get(WebhookPages.PARAMETER)
                .flatMap(WebhookView::parse)
                .map(id -> room.webhooks().get(actor(), id))
                .filter(one -> one.environment().equals(environment()));
        if (found.isEmpty()) {
            event.rerouteToError(new NotAllowed("This webhook is not here, or not yours to see."), "");
            return;
        }
        show(found.get());
        pollWhileUnderWay();
    }

    private static Optional<WebhookId> parse(String text) {
        try {
            return Optional.of(WebhookId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void show(Webhook now) {
        webhook = now;
        removeAll();
        Definition definition = room.definitions().current(environment());
        add(WebhookPages.link(WebhookPages.list(environment()), "All webhooks"));
        add(new PageHeader(now.name())
                .besideTitle(WebhookWords.state(now))
                .actions(new WebhookMenu(room, this::actor, now, definition, this::show), switching(now), test(now)));
        if (now.offReason() != null) {
            Div why = new Div("Slipway switched it off: " + now.offReason() + " Mend it, then switch it on again.");
            why.addClassName("form-errors");
            why.getElement().setAttribute("role", "note");
            add(why);
        }
        add(WebhookFacts.of(room, now, definition));
        DeliveriesPanel panel = new DeliveriesPanel(room, now);
        deliveries = panel;
        add(panel);
        health = room.webhooks().health(actor(), now.id());
        panel.show(health, room.webhooks().held(actor(), environment()));
    }

    private Webhook webhook() {
        return Objects.requireNonNull(webhook);
    }

    private Button test(Webhook now) {
        Button test = new Button(
                "Send test event",
                VaadinIcon.PAPERPLANE_O.create(),
                click -> attempt(() -> {
                    room.webhooks().test(actor(), now.id());
                    Toast.info("The test event is on its way; its answer appears below.");
                    refresh();
                }));
        test.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return test;
    }

    private Button switching(Webhook now) {
        return new Button(
                now.enabled() ? "Switch off" : "Switch on",
                click -> attempt(() -> {
                    Webhook changed = room.webhooks().setEnabled(actor(), now.id(), !now.enabled());
                    Toast.success(
                            changed.enabled()
                                    ? "It tells what happens from now on."
                                    : "It is off: nothing is queued or sent.");
                    show(changed);
                }));
    }

    /** What is refused is said. */
    static void attempt(Runnable act) {
        try {
            act.run();
        } catch (InvalidInput | NotAllowed e) {
            Toast.failure(Objects.requireNonNullElse(e.getMessage(), "This did not work."));
        }
    }

    /** What may have changed by itself: the deliveries, and whether it is still on. */
    private void refresh() {
        Webhook now;
        try {
            now = room.webhooks().get(actor(), webhook().id());
        } catch (NotAllowed e) {
            getUI().ifPresent(ui -> ui.navigate(WebhookPages.list(environment())));
            return;
        }
        if (now.version() != webhook().version()) {
            show(now);
        } else {
            health = room.webhooks().health(actor(), now.id());
            Objects.requireNonNull(deliveries).show(health, room.webhooks().held(actor(), environment()));
        }
        pollWhileUnderWay();
    }

    private void pollWhileUnderWay() {
        boolean underWay = health != null && health.waiting() > 0;
        again.every(underWay ? LOOK_AGAIN : 5 * LOOK_AGAIN);
    }

    @Override
    public String getPageTitle() {
        return (webhook == null ? "Webhook" : webhook.name()) + " · " + shown().name() + " · Slipway";
    }
}
