package io.slipway.webhook.internal;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.ChangedMeanwhile;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Webhooks in tables of the account. */
@Service
class StoredWebhooks implements Webhooks {

    private static final DeliveryId NONE_BEFORE = new DeliveryId(Long.MAX_VALUE);

    private final WebhookDoor door;
    private final WebhookRows rows;
    private final Cursors cursors;
    private final DraftRules rules;
    private final OwnerSight sight;
    private final SecretVault vault;
    private final DeliveryCare deliveries;
    private final Definitions definitions;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final WebhookClock wake;

    StoredWebhooks(
            WebhookDoor door,
            WebhookRows rows,
            Cursors cursors,
            DraftRules rules,
            OwnerSight sight,
            SecretVault vault,
            DeliveryCare deliveries,
            Definitions definitions,
            AuditTrail audit,
            Transactions transactions,
            WebhookClock wake) {
        this.door = door;
        this.rows = rows;
        this.cursors = cursors;
        this.rules = rules;
        this.sight = sight;
        this.vault = vault;
        this.deliveries = deliveries;
        this.definitions = definitions;
        this.audit = audit;
        this.transactions = transactions;
        this.wake = wake;
    }

    @Override
    public List<Webhook> list(Actor actor, EnvironmentId environment) {
        door.environment(actor, environment);
        return rows.of(environment).stream().map(StoredWebhook::webhook).toList();
    }

    @Override
    public Webhook get(Actor actor, WebhookId id) {
        return door.webhook(actor, id).webhook();
    }

    @Override
    public WithSecret create(Actor actor, EnvironmentId id, WebhookDraft draft) {
        Environment environment = door.environment(actor, id);
        Definition definition = definitions.current(id);
        UserId owner = owner(actor, draft);
        WebhookDraft checked = rules.checked(draft, definition, owner);
        String secret = vault.newSecret();
        Webhook made = transactions.retrying(() -> {
            WebhookId webhookId = rows.insert(
                    id,
                    checked,
                    owner,
                    environment.isProduction(),
                    cursors.begin(id),
                    vault.encrypt(secret),
                    actor.name());
            Webhook webhook = rows.find(id.account(), webhookId).orElseThrow().webhook();
            if (webhook.enabled()) {
                sight.require(webhook, definition, "owner");
            }
            audit.record(
                    actor,
                    "webhook.created",
                    webhook.name(),
                    environment.name() + ", to " + webhook.receiver() + (webhook.enabled() ? "" : ", switched off"));
            return webhook;
        });
        return new WithSecret(made, secret);
    }

    private static UserId owner(Actor actor, WebhookDraft draft) {
        UserId owner = draft.owner() == null ? actor.user() : draft.owner();
        if (owner == null) {
            throw new InvalidInput("owner", "Choose the person in whose name it sees records.");
        }
        return owner;
    }

    @Override
    public Webhook change(Actor actor, WebhookId id, WebhookDraft draft, long version) {
        return transactions.retrying(() -> {
            Webhook before = door.locked(actor, id).webhook();
            if (before.version() != version) {
                throw new ChangedMeanwhile();
            }
            if (!before.table().equals(draft.table())) {
                throw new InvalidInput("table", "A webhook keeps its table. Make another one for another table.");
            }
            Definition definition = definitions.current(before.environment());
            UserId owner = owner(actor, draft);
            rows.change(actor.account(), id, rules.checked(draft, definition, owner), owner);
            Webhook after = door.webhook(actor, id).webhook();
            if (after.enabled()) {
                sight.require(after, definition, "owner");
            }
            audit.record(actor, "webhook.changed", after.name(), "to " + after.receiver());
            return after;
        });
    }

    @Override
    public Webhook setEnabled(Actor actor, WebhookId id, boolean enabled) {
        Webhook changed = transactions.retrying(() -> {
            Webhook before = door.locked(actor, id).webhook();
            if (before.enabled() == enabled) {
                return before;
            }
            Long from = null;
            if (enabled) {
                sight.require(before, definitions.current(before.environment()), "enabled");
                from = cursors.begin(before.environment());
            }
            rows.setEnabled(actor.account(), id, enabled, from, null);
            audit.record(actor, enabled ? "webhook.switched-on" : "webhook.switched-off", before.name(), "");
            return door.webhook(actor, id).webhook();
        });
        wake.soon(actor.account());
        return changed;
    }

    @Override
    public WithSecret rotateSecret(Actor actor, WebhookId id, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw new InvalidInput("overlap", "The old secret can go on for up to 30 days.");
        }
        String secret = vault.newSecret();
        Webhook changed = transactions.retrying(() -> {
            Webhook before = door.locked(actor, id).webhook();
            rows.rotate(actor.account(), id, vault.encrypt(secret), overlap);
            audit.record(
                    actor,
                    "webhook.secret-rotated",
                    before.name(),
                    "The old one goes on for " + overlap.toHours() + " h.");
            return door.webhook(actor, id).webhook();
        });
        return new WithSecret(changed, secret);
    }

    @Override
    public Webhook endOldSecret(Actor actor, WebhookId id) {
        return transactions.retrying(() -> {
            Webhook before = door.locked(actor, id).webhook();
            rows.endOldSecret(actor.account(), id);
            audit.record(actor, "webhook.old-secret-ended", before.name(), "");
            return door.webhook(actor, id).webhook();
        });
    }

    @Override
    public void delete(Actor actor, WebhookId id) {
        transactions.retrying(() -> {
            Webhook webhook = door.locked(actor, id).webhook();
            rows.delete(actor.account(), id);
            if (rows.of(webhook.environment()).isEmpty()) {
                cursors.end(webhook.environment());
            }
            audit.record(actor, "webhook.deleted", webhook.name(), "");
            return true;
        });
        deliveries.deleteOf(actor.account(), id);
    }

    @Override
    public DeliveryId test(Actor actor, WebhookId id) {
        return deliveries.test(actor, get(actor, id));
    }

    @Override
    public Health health(Actor actor, WebhookId id) {
        return deliveries.health(get(actor, id));
    }

    @Override
    public boolean held(Actor actor, EnvironmentId environment) {
        door.environment(actor, environment);
        return deliveries.held(environment);
    }

    @Override
    public List<Delivery> deliveries(Actor actor, WebhookId id, Delivery.@Nullable State state, int offset, int limit) {
        return deliveries.list(get(actor, id), state, NONE_BEFORE, offset, limit);
    }

    @Override
    public List<Delivery> deliveriesBefore(
            Actor actor, WebhookId id, Delivery.@Nullable State state, DeliveryId before, int limit) {
        return deliveries.list(get(actor, id), state, before, 0, limit);
    }

    @Override
    public int count(Actor actor, WebhookId id, Delivery.@Nullable State state) {
        return deliveries.count(get(actor, id), state);
    }

    @Override
    public DeliveryDetail delivery(Actor actor, DeliveryId id) {
        return deliveries.detail(actor, id);
    }

    @Override
    public boolean retryNow(Actor actor, DeliveryId id) {
        return deliveries.retryNow(actor, id);
    }

    @Override
    public int retryParked(Actor actor, WebhookId id) {
        return deliveries.retryParked(actor, get(actor, id));
    }

    @Override
    public DeliveryId resend(Actor actor, DeliveryId id) {
        return deliveries.resend(actor, id);
    }

    @Override
    public boolean drop(Actor actor, DeliveryId id) {
        return deliveries.drop(actor, id);
    }

    @Override
    public int dropAll(Actor actor, WebhookId id) {
        return deliveries.dropAll(actor, get(actor, id));
    }
}
