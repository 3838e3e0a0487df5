package io.slipway.webhook.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.Gates;
import io.slipway.storage.ChangeFeed;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Turns an environment's change feed into deliveries. What is read is turned outside any writing transaction; then one
 * transaction queues it and moves the cursor, if the cursor and the webhooks are still as they were. So each entry is
 * turned exactly once, however many nodes try and wherever one dies.
 */
@Component
class FeedReading {

    private static final Logger LOG = LoggerFactory.getLogger(FeedReading.class);
    private static final int BATCH = 200;
    private static final int MOST_BATCHES = 10;

    private final ChangeFeed feed;
    private final Cursors cursors;
    private final WebhookRows webhooks;
    private final EventBatches batches;
    private final DeliveryQueue queue;
    private final Switching switching;
    private final Environments environments;
    private final Definitions definitions;
    private final Gates gates;
    private final Transactions transactions;
    private final Clock clock;

    FeedReading(
            ChangeFeed feed,
            Cursors cursors,
            WebhookRows webhooks,
            EventBatches batches,
            DeliveryQueue queue,
            Switching switching,
            Environments environments,
            Definitions definitions,
            Gates gates,
            Transactions transactions,
            Clock clock) {
        this.feed = feed;
        this.cursors = cursors;
        this.webhooks = webhooks;
        this.batches = batches;
        this.queue = queue;
        this.switching = switching;
        this.environments = environments;
        this.definitions = definitions;
        this.gates = gates;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Reads on from the cursor, but not for ever. Under a closed gate nothing is read: the definition may be moving.
     * Returns whether there is more to be read.
     */
    boolean read(EnvironmentId id) {
        Environment environment = environments.find(id).orElse(null);
        OptionalLong start = cursors.at(id);
        if (environment == null
                || environment.state() != Environment.State.READY
                || start.isEmpty()
                || !gates.peek(id).writesOpen()) {
            return false;
        }
        long last = feed.sequence(id);
        long position = start.getAsLong();
        for (int i = 0; i < MOST_BATCHES && position < last; i++) {
            long next = readSome(environment, position, last);
            if (next == position) {
                break;
            }
            position = next;
        }
        if (position > start.getAsLong()) {
            cursors.release(id, position);
        }
        return position > start.getAsLong() && position < last;
    }

    /** Returns where the cursor is now; the same position: somebody else was at work. */
    private long readSome(Environment environment, long position, long last) {
        EnvironmentId id = environment.id();
        List<StoredWebhook> all = webhooks.of(id);
        List<StoredWebhook> enabled =
                all.stream().filter(each -> each.webhook().enabled()).toList();
        EventBatches.Batch batch;
        if (enabled.isEmpty()) {
            batch = EventBatches.Batch.nothingUpTo(last);
        } else {
            batch = definitions.reading(id, definition -> {
                try {
                    return batches.of(environment, definition, enabled, feed.after(id, position, BATCH), position);
                } catch (ChangeFeed.Trimmed e) {
                    LOG.warn("{}; its webhooks are told that their tables changed", e.getMessage());
                    return batches.everythingChanged(environment, definition, enabled, last, clock.instant());
                }
            });
        }
        EventBatches.Batch found = batch;
        boolean queued = transactions.retrying(() -> {
            if (!OptionalLong.of(position).equals(cursors.lockedAt(id))
                    || !versions(all).equals(webhooks.lockedVersions(id))) {
                return false;
            }
            queue.add(id.account(), found.deliveries());
            cursors.move(id, found.upTo());
            found.obstacles().forEach((webhook, reason) -> switching.off(webhook, reason));
            return true;
        });
        return queued ? found.upTo() : position;
    }

    private static List<WebhookRows.Version> versions(List<StoredWebhook> all) {
        return all.stream()
                .map(each -> new WebhookRows.Version(
                        each.webhook().id().value(), each.webhook().version()))
                .sorted(java.util.Comparator.comparingLong(WebhookRows.Version::id))
                .toList();
    }
}
