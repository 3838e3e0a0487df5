package io.slipway.webhook.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.NotAllowed;
import io.slipway.common.InvalidInput;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.DeliveryId;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** One delivery: what is sent, each attempt with its answer, and what one can do about it. */
class DeliveryPanel extends Div {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final transient WebhookRoom room;
    private final transient Runnable changed;

    DeliveryPanel(WebhookRoom room, DeliveryId id, boolean held, boolean off, Runnable closed, Runnable changed) {
        this.room = room;
        this.changed = changed;
        addClassName("detail");
        DeliveryDetail detail = room.webhooks().delivery(room.actor(), id);
        Delivery delivery = detail.delivery();
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> closed.run());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        close.setAriaLabel("Close");
        Div top = new Div(new H2(WebhookWords.kind(delivery)), close);
        top.addClassName("detail-top");
        add(top, new Div(WebhookWords.state(delivery, held, off)), new Paragraph(facts(delivery)));
        if (delivery.reason() != null) {
            Paragraph reason = new Paragraph(delivery.reason());
            reason.addClassName("form-errors");
            add(reason);
        }
        add(actions(delivery));
        if (!detail.attempts().isEmpty()) {
            add(new H3("Attempts"));
            List<DeliveryDetail.Attempt> newestFirst = detail.attempts().reversed();
            for (DeliveryDetail.Attempt attempt : newestFirst) {
                add(attempt(attempt, attempt == newestFirst.getFirst()));
            }
        }
        Pre body = new Pre(pretty(detail.body()));
        body.addClassName("webhook-text");
        add(new H3("What is sent"), body);
    }

    private String facts(Delivery delivery) {
        String queued = "Event " + delivery.event()
                + (delivery.record() == null ? "" : " of record " + delivery.record()) + ", queued "
                + room.time().precise(delivery.queuedAt()) + ".";
        boolean later = delivery.state() == Delivery.State.WAITING
                && !delivery.sending()
                && delivery.attempts() > 0
                && !delivery.behind();
        return later ? queued + " Next attempt " + room.time().precise(delivery.nextAttemptAt()) + "." : queued;
    }

    private Div actions(Delivery delivery) {
        Div actions = new Div();
        actions.addClassName("webhook-actions");
        switch (delivery.state()) {
            case WAITING, PARKED -> {
                Button retry = new Button(
                        "Try now",
                        click -> act("It is tried now.", () -> room.webhooks().retryNow(room.actor(), delivery.id())));
                retry.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
                Button drop = new Button(
                        "Drop",
                        click -> act(
                                "It will not be sent.", () -> room.webhooks().drop(room.actor(), delivery.id())));
                actions.add(retry, drop);
            }
            case DELIVERED, DROPPED -> {
                if (delivery.kind() != Delivery.Kind.TEST) {
                    actions.add(new Button(
                            "Send again",
                            click -> act(
                                    "It is queued once more.",
                                    () -> room.webhooks().resend(room.actor(), delivery.id()))));
                }
            }
        }
        return actions;
    }

    private void act(String done, Runnable act) {
        try {
            act.run();
            Toast.success(done);
        } catch (InvalidInput | NotAllowed e) {
            Toast.failure(Objects.requireNonNullElse(e.getMessage(), "This did not work."));
        }
        changed.run();
    }

    private Component attempt(DeliveryDetail.Attempt attempt, boolean opened) {
        String result = attempt.status() == null ? "no answer" : "answered " + attempt.status();
        Pre text = new Pre(attempt.request()
                + (attempt.status() == null ? "" : "\n" + attempt.status() + "\n" + attempt.answer())
                + (attempt.failure() == null ? "" : "\n" + attempt.failure()));
        text.addClassName("webhook-text");
        Details details = new Details(
                attempt.number() + ". " + result + ", " + room.time().precise(attempt.at()) + ", took "
                        + Shown.duration(attempt.took()),
                text);
        details.setWidthFull();
        details.setOpened(opened);
        return details;
    }

    private static String pretty(String json) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json));
    }
}
