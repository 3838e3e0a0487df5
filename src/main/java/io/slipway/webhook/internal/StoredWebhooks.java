package io.slipway.webhook.internal;

import com.github.f4b6a3.uuid.UuidCreator;
import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.ChangedMeanwhile;
import io.slipway.account.NotAllowed;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.UserId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.Gates;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Webhooks in tables of the account. */
@Service
class StoredWebhooks implements Webhooks {

    private static final String NOT_HERE = "This webhook is not here, or not yours to see.";

    private final WebhookRows rows;
    private final Cursors cursors;
    private final DraftRules rules;
    private final OwnerSight sight;
    private final SecretVault vault;
    private final DeliveryQueue queue;
    private final DeliveryDesk desk;
    private final Environments environments;
    private final Definitions definitions;
    private final Gates gates;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final WebhookClock wake;
    private final Clock clock;

    StoredWebhooks(
            WebhookRows rows,
            Cursors cursors,
            DraftRules rules,
            OwnerSight sight,
            SecretVault vault,
            DeliveryQueue queue,
            DeliveryDesk desk,
            Environments environments,
            Definitions definitions,
            Gates gates,
            AuditTrail audit,
            Transactions transactions,
            WebhookClock wake,
            Clock clock) {
        this.rows = rows;
        this.cursors = cursors;
        this.rules = rules;
        this.sight = sight;
        this.vault = vault;
        this.queue = queue;
        this.desk = desk;
        this.environments = environments;
        this.definitions = definitions;
        this.gates = gates;
        this.audit = audit;
        this.transactions = transactions;
        this.wake = wake;
        this.clock = clock;
    }

    @Override
    public List<Webhook> list(Actor actor, EnvironmentId environment) {
        requireEnvironment(actor, environment);
        return rows.of(environment).stream().map(StoredWebhook::webhook).toList();
    }

    private Environment requireEnvironment(Actor actor, EnvironmentId id) {
        actor.requireSuperAdmin();
        actor.requireAccount(id.account());
        return environments
                .find(id)
                .orElseThrow(() -> new NotAllowed("This environment is not here, or not yours to see."));
    }

    @Override
    public Webhook get(Actor actor, WebhookId id) {
        return stored(actor, id).webhook();
    }

    private StoredWebhook stored(Actor actor, WebhookId id) {
        actor.requireSuperAdmin();
        return rows.find(actor.account(), id).orElseThrow(() -> new NotAllowed(NOT_HERE));
    }

    private StoredWebhook locked(Actor actor, WebhookId id) {
        actor.requireSuperAdmin();
        return rows.findForUpdate(actor.account(), id).orElseThrow(() -> new NotAllowed(NOT_HERE));
    }

    @Override
    public WithSecret create(Actor actor, EnvironmentId id, WebhookDraft draft) {
        Environment environment = requireEnvironment(actor, id);
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
                requireAble(webhook, definition, "owner");
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

    private void requireAble(Webhook webhook, Definition definition, String place) {
        sight.obstacle(webhook, definition).ifPresent(reason -> {
            throw new InvalidInput(place, reason);
        });
    }

    @Override
    public Webhook change(Actor actor, WebhookId id, WebhookDraft draft, long version) {
        return transactions.retrying(() -> {
            Webhook before = locked(actor, id).webhook();
            if (before.version() != version) {
                throw new ChangedMeanwhile();
            }
            if (!before.table().equals(draft.table())) {
                throw new InvalidInput("table", "A webhook keeps its table. Make another one for another table.");
            }
            Definition definition = definitions.current(before.environment());
            UserId owner = owner(actor, draft);
            rows.change(actor.account(), id, rules.checked(draft, definition, owner), owner);
            Webhook after = stored(actor, id).webhook();
            if (after.enabled()) {
                requireAble(after, definition, "owner");
            }
            audit.record(actor, "webhook.changed", after.name(), "to " + after.receiver());
            return after;
        });
    }

    @Override
    public Webhook setEnabled(Actor actor, WebhookId id, boolean enabled) {
        Webhook changed = transactions.retrying(() -> {
            Webhook before = locked(actor, id).webhook();
            if (before.enabled() == enabled) {
                return before;
            }
            Long from = null;
            if (enabled) {
                requireAble(before, definitions.current(before.environment()), "enabled");
                from = cursors.begin(before.environment());
            }
            rows.setEnabled(actor.account(), id, enabled, from, null);
            audit.record(actor, enabled ? "webhook.switched-on" : "webhook.switched-off", before.name(), "");
            return stored(actor, id).webhook();
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
            Webhook before = locked(actor, id).webhook();
            rows.rotate(actor.account(), id, vault.encrypt(secret), overlap);
            audit.record(
                    actor,
                    "webhook.secret-rotated",
                    before.name(),
                    "The old one goes on for " + overlap.toHours() + " h.");
            return stored(actor, id).webhook();
        });
        return new WithSecret(changed, secret);
    }

    @Override
    public Webhook endOldSecret(Actor actor, WebhookId id) {
        return transactions.retrying(() -> {
            Webhook before = locked(actor, id).webhook();
            rows.endOldSecret(actor.account(), id);
            audit.record(actor, "webhook.old-secret-ended", before.name(), "");
            return stored(actor, id).webhook();
        });
    }

    @Override
    public void delete(Actor actor, WebhookId id) {
        transactions.retrying(() -> {
            Webhook webhook = locked(actor, id).webhook();
            rows.delete(actor.account(), id);
            if (rows.of(webhook.environment()).isEmpty()) {
                cursors.end(webhook.environment());
            }
            audit.record(actor, "webhook.deleted", webhook.name(), "");
            return true;
        });
        desk.deleteOf(actor.account(), id);
    }

    @Override
    public DeliveryId test(Actor actor, WebhookId id) {
        Webhook webhook = get(actor, id);
        Environment environment = requireEnvironment(actor, webhook.environment());
        Definition definition = definitions.current(environment.id());
        requireAble(webhook, definition, "test");
        UUID event = UuidCreator.getTimeOrderedEpochPlus1();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String body = Bodies.test(environment, definition, webhook, event, now);
        DeliveryId made =
                desk.add(actor.account(), new NewDelivery(id, event, Delivery.Kind.TEST, null, null, null, body, null));
        audit.record(actor, "webhook.tested", webhook.name(), "");
        wake.soon(actor.account());
        return made;
    }

    @Override
    public Health health(Actor actor, WebhookId id) {
        get(actor, id);
        return desk.health(actor.account(), id);
    }

    @Override
    public boolean held(Actor actor, EnvironmentId environment) {
        requireEnvironment(actor, environment);
        return !gates.peek(environment).writesOpen();
    }

    @Override
    public List<Delivery> deliveries(Actor actor, WebhookId id, Delivery.@Nullable State state, int offset, int limit) {
        get(actor, id);
        return desk.list(actor.account(), id, state, offset, limit);
    }

    @Override
    public int count(Actor actor, WebhookId id, Delivery.@Nullable State state) {
        get(actor, id);
        return desk.count(actor.account(), id, state);
    }

    @Override
    public DeliveryDetail delivery(Actor actor, DeliveryId id) {
        actor.requireSuperAdmin();
        return desk.detail(actor.account(), id);
    }

    @Override
    public boolean retryNow(Actor actor, DeliveryId id) {
        actor.requireSuperAdmin();
        boolean retried = desk.retry(actor.account(), id);
        return note(actor, retried, "webhook.delivery-retried", "Delivery " + id);
    }

    @Override
    public int retryParked(Actor actor, WebhookId id) {
        Webhook webhook = get(actor, id);
        int retried = desk.retryParked(actor.account(), id);
        note(actor, retried > 0, "webhook.parked-retried", webhook.name());
        return retried;
    }

    @Override
    public DeliveryId resend(Actor actor, DeliveryId id) {
        actor.requireSuperAdmin();
        DeliveryId made = desk.resend(actor.account(), id);
        note(actor, true, "webhook.delivery-resent", "Delivery " + id);
        return made;
    }

    @Override
    public boolean drop(Actor actor, DeliveryId id) {
        actor.requireSuperAdmin();
        boolean dropped = desk.drop(actor.account(), id, "Dropped by " + actor.name() + ".");
        return note(actor, dropped, "webhook.delivery-dropped", "Delivery " + id);
    }

    @Override
    public int dropAll(Actor actor, WebhookId id) {
        Webhook webhook = get(actor, id);
        int dropped = desk.dropAll(actor.account(), id, "Dropped by " + actor.name() + ".");
        note(actor, dropped > 0, "webhook.deliveries-dropped", webhook.name());
        return dropped;
    }

    private boolean note(Actor actor, boolean done, String action, String subject) {
        if (done) {
            audit.record(actor, action, subject, "");
            AccountId account = actor.account();
            wake.soon(account);
        }
        return done;
    }
}
