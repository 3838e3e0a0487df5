package io.slipway.webhook.internal;

import com.github.f4b6a3.uuid.UuidCreator;
import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.Definition;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Gates;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What people do with deliveries: in the audit trail, and seen to at once. A webhook given here is one the caller has
 * been let to; a delivery's id is checked here.
 */
@Component
class DeliveryCare {

    private final DeliveryDesk desk;
    private final WebhookDoor door;
    private final OwnerSight sight;
    private final Definitions definitions;
    private final Gates gates;
    private final AuditTrail audit;
    private final WebhookClock wake;
    private final Clock clock;

    DeliveryCare(
            DeliveryDesk desk,
            WebhookDoor door,
            OwnerSight sight,
            Definitions definitions,
            Gates gates,
            AuditTrail audit,
            WebhookClock wake,
            Clock clock) {
        this.desk = desk;
        this.door = door;
        this.sight = sight;
        this.definitions = definitions;
        this.gates = gates;
        this.audit = audit;
        this.wake = wake;
        this.clock = clock;
    }

    DeliveryId test(Actor actor, Webhook webhook) {
        Environment environment = door.environment(actor, webhook.environment());
        Definition definition = definitions.current(environment.id());
        sight.require(webhook, definition, "test");
        UUID event = UuidCreator.getTimeOrderedEpochPlus1();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String body = Bodies.test(environment, definition, webhook, event, now);
        DeliveryId made = desk.add(
                actor.account(),
                new NewDelivery(webhook.id(), event, Delivery.Kind.TEST, null, null, null, body, null));
        note(actor, true, "webhook.tested", webhook.name());
        return made;
    }

    Webhooks.Health health(Webhook webhook) {
        return desk.health(account(webhook), webhook.id());
    }

    boolean held(EnvironmentId environment) {
        return !gates.peek(environment).writesOpen();
    }

    List<Delivery> list(Webhook webhook, Delivery.@Nullable State state, DeliveryId before, int offset, int limit) {
        return desk.list(account(webhook), webhook.id(), state, before, offset, limit);
    }

    int count(Webhook webhook, Delivery.@Nullable State state) {
        return desk.count(account(webhook), webhook.id(), state);
    }

    DeliveryDetail detail(Actor actor, DeliveryId id) {
        actor.requireSuperAdmin();
        return desk.detail(actor.account(), id);
    }

    boolean retryNow(Actor actor, DeliveryId id) {
        actor.requireSuperAdmin();
        boolean retried = desk.retry(actor.account(), id);
        return note(actor, retried, "webhook.delivery-retried", "Delivery " + id);
    }

    int retryParked(Actor actor, Webhook webhook) {
        int retried = desk.retryParked(account(webhook), webhook.id());
        note(actor, retried > 0, "webhook.parked-retried", webhook.name());
        return retried;
    }

    DeliveryId resend(Actor actor, DeliveryId id) {
        actor.requireSuperAdmin();
        DeliveryId made = desk.resend(actor.account(), id);
        note(actor, true, "webhook.delivery-resent", "Delivery " + id);
        return made;
    }

    boolean drop(Actor actor, DeliveryId id) {
        actor.requireSuperAdmin();
        boolean dropped = desk.drop(actor.account(), id, "Dropped by " + actor.name() + ".");
        return note(actor, dropped, "webhook.delivery-dropped", "Delivery " + id);
    }

    int dropAll(Actor actor, Webhook webhook) {
        int dropped = desk.dropAll(account(webhook), webhook.id(), "Dropped by " + actor.name() + ".");
        note(actor, dropped > 0, "webhook.deliveries-dropped", webhook.name());
        return dropped;
    }

    /** All of a webhook that is gone. */
    void deleteOf(AccountId account, WebhookId webhook) {
        desk.deleteOf(account, webhook);
    }

    private static AccountId account(Webhook webhook) {
        return webhook.environment().account();
    }

    private boolean note(Actor actor, boolean done, String action, String subject) {
        if (done) {
            audit.record(actor, action, subject, "");
            wake.soon(actor.account());
        }
        return done;
    }
}
