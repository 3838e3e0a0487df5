package io.slipway.webhook;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The webhooks of an account, the same for the interface and the API. For Super Admins only: every call of others throws
 * {@link io.slipway.account.NotAllowed}, as does an id that is not there or another account's.
 */
public interface Webhooks {

    /** The longest time an old secret may go on signing beside a new one. */
    Duration LONGEST_OVERLAP = Duration.ofDays(30);

    /** The webhooks of an environment, by name. */
    List<Webhook> list(Actor actor, EnvironmentId environment);

    /** One webhook. */
    Webhook get(Actor actor, WebhookId id);

    /**
     * Makes a webhook and its secret. In production it is switched on; in a sandbox it is off until somebody switches it
     * on there.
     *
     * @throws io.slipway.common.InvalidInput at "name", "table", "events", "filters", "fields", "url" or "owner"
     */
    WithSecret create(Actor actor, EnvironmentId environment, WebhookDraft draft);

    /**
     * Changes a webhook; its table stays. What is queued already keeps its content and goes to the new address.
     *
     * @param version the version the change was made from
     * @throws io.slipway.account.ChangedMeanwhile when somebody else changed it
     * @throws io.slipway.common.InvalidInput as for {@link #create}
     */
    Webhook change(Actor actor, WebhookId id, WebhookDraft draft, long version);

    /**
     * Switches on or off. While it is off nothing is queued and nothing is sent; what waits goes out when it is on again.
     *
     * @throws io.slipway.common.InvalidInput when it can't be switched on as it is (its table or a field is gone, or its
     *     owner may not see the table)
     */
    Webhook setEnabled(Actor actor, WebhookId id, boolean enabled);

    /**
     * Gives it a new secret; the old one goes on signing beside it for a while, so that the receiver can be changed over
     * without losing anything. Ends an older overlap.
     *
     * @param overlap none to {@link #LONGEST_OVERLAP}
     * @throws io.slipway.common.InvalidInput at "overlap"
     */
    WithSecret rotateSecret(Actor actor, WebhookId id, Duration overlap);

    /** Ends the overlap: only the newest secret signs from here on. */
    Webhook endOldSecret(Actor actor, WebhookId id);

    /** Removes it with all its deliveries. */
    void delete(Actor actor, WebhookId id);

    /** Queues an event of type {@code webhook.test}, which is tried once, also while the webhook is off. */
    DeliveryId test(Actor actor, WebhookId id);

    /** How its deliveries are doing. */
    Health health(Actor actor, WebhookId id);

    /** Whether deliveries of an environment are held now, because a promotion or a restore has locked it. */
    boolean held(Actor actor, EnvironmentId environment);

    /**
     * Deliveries, newest first.
     *
     * @param state null: all
     */
    List<Delivery> deliveries(Actor actor, WebhookId id, Delivery.@Nullable State state, int offset, int limit);

    /**
     * Deliveries that came before one, newest first: for lists that are read on while new ones come.
     *
     * @param state null: all
     */
    List<Delivery> deliveriesBefore(
            Actor actor, WebhookId id, Delivery.@Nullable State state, DeliveryId before, int limit);

    /** How many {@link #deliveries} has in all, counted up to {@value #MOST_COUNTED}. */
    int count(Actor actor, WebhookId id, Delivery.@Nullable State state);

    /** Up to where deliveries are counted. */
    int MOST_COUNTED = 100_000;

    /** One delivery with what was sent and answered. */
    DeliveryDetail delivery(Actor actor, DeliveryId id);

    /**
     * Tries a WAITING or PARKED one now, with a fresh count of days. False: it is neither any more.
     */
    boolean retryNow(Actor actor, DeliveryId id);

    /** Tries all PARKED ones of a webhook again. Returns how many there were. */
    int retryParked(Actor actor, WebhookId id);

    /**
     * Queues what was DELIVERED or DROPPED once more, with the same event id and content, behind whatever waits for the
     * same record.
     *
     * @throws io.slipway.common.InvalidInput when it still waits or is parked: {@link #retryNow} is for that
     */
    DeliveryId resend(Actor actor, DeliveryId id);

    /** Gives up a WAITING or PARKED one, so that later ones of the same record go on. False: it is neither any more. */
    boolean drop(Actor actor, DeliveryId id);

    /** Gives up all WAITING and PARKED ones of a webhook. Returns how many there were. */
    int dropAll(Actor actor, WebhookId id);

    /**
     * A webhook and its secret, which nobody can read again.
     *
     * @param secret what signs; for the receiver
     */
    record WithSecret(Webhook webhook, String secret) {
        /** Without the secret, so that it never reaches a log. */
        @Override
        public String toString() {
            return "WithSecret[" + webhook.id() + "]";
        }
    }

    /**
     * How a webhook's deliveries are doing.
     *
     * @param waiting to be sent, those that failed before included
     * @param failing of these, those whose last attempt failed
     * @param lastDeliveredAt null: none kept
     * @param lastFailure why the last failing or parked one failed; null: there is none
     */
    record Health(
            long waiting,
            long failing,
            long parked,
            @Nullable Instant lastDeliveredAt,
            @Nullable String lastFailure) {}
}
