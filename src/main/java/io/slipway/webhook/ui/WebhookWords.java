package io.slipway.webhook.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.ui.SecretDialog;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.Webhook;
import java.util.stream.Collectors;

/** Webhooks and deliveries in words. */
final class WebhookWords {

    private WebhookWords() {}

    static StatusBadge state(Webhook webhook) {
        if (webhook.enabled()) {
            return new StatusBadge("On", Tone.SUCCESS);
        }
        return webhook.offReason() == null
                ? new StatusBadge("Off", Tone.NEUTRAL, VaadinIcon.PAUSE)
                : new StatusBadge("Switched off", Tone.DANGER);
    }

    static String table(Definition definition, Webhook webhook) {
        return definition.find(Table.class, webhook.table()).map(Table::name).orElse("(a table that is gone)");
    }

    static String events(Webhook webhook) {
        return webhook.events().stream().sorted().map(Webhook.Event::label).collect(Collectors.joining(", "));
    }

    static String fields(Definition definition, Webhook webhook) {
        return webhook.fields().isEmpty()
                ? "All"
                : webhook.fields().stream()
                        .map(id -> definition
                                .find(Field.class, id)
                                .map(Field::name)
                                .orElse("(a field that is gone)"))
                        .collect(Collectors.joining(", "));
    }

    static String kind(Delivery delivery) {
        return switch (delivery.kind()) {
            case CREATED -> "Record created";
            case UPDATED -> "Record updated";
            case DELETED -> "Record deleted";
            case TABLE_CHANGED -> "Table changed";
            case TEST -> "Test";
        };
    }

    /**
     * How a delivery is doing.
     *
     * @param held whether nothing is sent at the moment
     * @param off whether the webhook is off
     */
    static StatusBadge state(Delivery delivery, boolean held, boolean off) {
        return switch (delivery.state()) {
            case DELIVERED -> new StatusBadge("Delivered", Tone.SUCCESS);
            case PARKED -> new StatusBadge("Parked", Tone.DANGER);
            case DROPPED ->
                delivery.kind() == Delivery.Kind.TEST
                        ? new StatusBadge("Failed", Tone.DANGER)
                        : new StatusBadge("Dropped", Tone.NEUTRAL);
            case WAITING -> waiting(delivery, held, off);
        };
    }

    private static StatusBadge waiting(Delivery delivery, boolean held, boolean off) {
        if (delivery.sending()) {
            return new StatusBadge("Sending", Tone.INFO, VaadinIcon.PAPERPLANE_O);
        }
        if (held) {
            return new StatusBadge("Held", Tone.WARNING, VaadinIcon.LOCK);
        }
        if (off && delivery.kind() != Delivery.Kind.TEST) {
            return new StatusBadge("Paused", Tone.NEUTRAL, VaadinIcon.PAUSE);
        }
        if (delivery.behind()) {
            return new StatusBadge("Behind", Tone.INFO, VaadinIcon.CLOCK);
        }
        return delivery.attempts() == 0
                ? new StatusBadge("Waiting", Tone.INFO, VaadinIcon.CLOCK)
                : new StatusBadge("Retrying", Tone.WARNING, VaadinIcon.REFRESH);
    }

    /** Shows a secret, once. */
    static SecretDialog secret(String title, String secret) {
        return new SecretDialog(
                title,
                "Signing secret",
                secret,
                "Give it to the receiver now: it is kept encrypted, and nobody can read it here again. With it the"
                        + " receiver checks that an event comes from here.");
    }
}
