package io.slipway.webhook.internal;

import com.github.f4b6a3.uuid.UuidCreator;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.View;
import io.slipway.environment.Environment;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.ChangeFeed.Entry;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.Webhook;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes deliveries of entries of the change feed. The feed says which record changed, not what it was: an event carries
 * the record as it is when the entry is read, so never older than the change. A record that is gone by then has no
 * creation or update to tell any more, only its deletion, which follows.
 */
@Component
class EventBatches {

    private static final String DROPPED_BY_RUN =
            "A promotion or restore changed the whole table, and this webhook drops what happens in one.";

    private final ChangeFeed feed;
    private final RecordStore store;
    private final OwnerSight sight;
    private final Clock clock;

    EventBatches(ChangeFeed feed, RecordStore store, OwnerSight sight, Clock clock) {
        this.feed = feed;
        this.store = store;
        this.sight = sight;
        this.clock = clock;
    }

    /**
     * Deliveries of a part of the feed.
     *
     * @param upTo the position up to which entries are turned
     * @param obstacles webhooks that can't tell anything, and why
     */
    record Batch(List<NewDelivery> deliveries, long upTo, Map<Webhook, String> obstacles) {
        static Batch nothingUpTo(long position) {
            return new Batch(List.of(), position, Map.of());
        }
    }

    /** What the enabled webhooks have to tell of entries, in the feed's order. */
    Batch of(
            Environment environment,
            Definition definition,
            List<StoredWebhook> webhooks,
            List<Entry> entries,
            long position) {
        List<NewDelivery> deliveries = new ArrayList<>();
        Map<Webhook, String> obstacles = new HashMap<>();
        Map<ResourceId, Map<RecordId, StoredRecord>> known = new HashMap<>();
        Map<Long, Instant> times = new HashMap<>();
        for (StoredWebhook stored : webhooks) {
            Webhook webhook = stored.webhook();
            List<Entry> mine = entries.stream()
                    .filter(entry -> entry.table().equals(webhook.table()) && entry.position() > stored.fromPosition())
                    .filter(entry -> concerns(webhook, entry))
                    .toList();
            if (mine.isEmpty()) {
                continue;
            }
            Optional<String> obstacle = sight.obstacle(webhook, definition);
            if (obstacle.isPresent()) {
                obstacles.put(webhook, obstacle.get());
                continue;
            }
            if (times.isEmpty()) {
                times.putAll(feed.times(
                        environment.id(), entries.stream().map(Entry::position).toList()));
            }
            Map<RecordId, StoredRecord> records =
                    known.computeIfAbsent(webhook.table(), table -> records(definition, table, entries));
            Set<RecordId> passing = passing(definition, webhook, mine);
            for (Entry entry : mine) {
                Instant at = times.getOrDefault(entry.position(), clock.instant());
                delivery(environment, definition, webhook, entry, at, records.get(entry.record()), passing)
                        .ifPresent(deliveries::add);
            }
        }
        long upTo = entries.isEmpty() ? position : entries.getLast().position();
        return new Batch(deliveries, upTo, obstacles);
    }

    private Map<RecordId, StoredRecord> records(Definition definition, ResourceId table, List<Entry> entries) {
        if (definition.layouts().get(table) == null) {
            return Map.of();
        }
        Set<RecordId> ids = entries.stream()
                .filter(entry -> entry.table().equals(table) && hasRecord(entry))
                .map(Entry::record)
                .collect(Collectors.toSet());
        return store.findAll(definition, table, ids).stream()
                .collect(Collectors.toMap(StoredRecord::id, Function.identity()));
    }

    private static boolean hasRecord(Entry entry) {
        return entry.kind() == ChangeFeed.Kind.CREATED || entry.kind() == ChangeFeed.Kind.UPDATED;
    }

    private static boolean concerns(Webhook webhook, Entry entry) {
        return switch (entry.kind()) {
            case CREATED -> webhook.events().contains(Webhook.Event.CREATED);
            case UPDATED -> webhook.events().contains(Webhook.Event.UPDATED) && watches(webhook, entry.fields());
            case DELETED -> webhook.events().contains(Webhook.Event.DELETED);
            case REBASED -> true;
        };
    }

    /** With chosen fields an update counts if it touched one of them, or what decides whether it is told. */
    private static boolean watches(Webhook webhook, Set<ResourceId> changed) {
        if (webhook.fields().isEmpty() || changed.isEmpty()) {
            return true;
        }
        Set<ResourceId> watched = new HashSet<>(webhook.fields());
        webhook.filters().stream().map(View.Filter::field).forEach(watched::add);
        return changed.stream().anyMatch(watched::contains);
    }

    private Set<RecordId> passing(Definition definition, Webhook webhook, List<Entry> mine) {
        Set<RecordId> ids =
                mine.stream().filter(EventBatches::hasRecord).map(Entry::record).collect(Collectors.toSet());
        return webhook.filters().isEmpty() ? ids : store.matching(definition, webhook.table(), ids, webhook.filters());
    }

    private static Optional<NewDelivery> delivery(
            Environment environment,
            Definition definition,
            Webhook webhook,
            Entry entry,
            Instant at,
            @Nullable StoredRecord record,
            Set<RecordId> passing) {
        UUID event = UuidCreator.getTimeOrderedEpochPlus1();
        return switch (entry.kind()) {
            case CREATED, UPDATED -> {
                if (record == null || !passing.contains(entry.record())) {
                    yield Optional.empty();
                }
                Delivery.Kind kind =
                        entry.kind() == ChangeFeed.Kind.CREATED ? Delivery.Kind.CREATED : Delivery.Kind.UPDATED;
                String body = Bodies.record(
                        environment, definition, webhook, event, kind, at, entry.record(), record, entry.fields());
                yield Optional.of(ofRecord(webhook, event, kind, entry, body));
            }
            case DELETED -> {
                String body = Bodies.record(
                        environment,
                        definition,
                        webhook,
                        event,
                        Delivery.Kind.DELETED,
                        at,
                        entry.record(),
                        null,
                        Set.of());
                yield Optional.of(ofRecord(webhook, event, Delivery.Kind.DELETED, entry, body));
            }
            case REBASED ->
                Optional.of(tableChanged(
                        webhook,
                        event,
                        entry.position(),
                        Bodies.table(environment, definition, webhook, event, at),
                        environment.isProduction() && webhook.onPromotion() == Webhook.OnPromotion.DROP));
        };
    }

    private static NewDelivery ofRecord(Webhook webhook, UUID event, Delivery.Kind kind, Entry entry, String body) {
        return new NewDelivery(webhook.id(), event, kind, entry.record(), entry.record(), entry.position(), body, null);
    }

    private static NewDelivery tableChanged(
            Webhook webhook, UUID event, @Nullable Long position, String body, boolean dropped) {
        return new NewDelivery(
                webhook.id(),
                event,
                Delivery.Kind.TABLE_CHANGED,
                null,
                NewDelivery.WHOLE_TABLE,
                position,
                body,
                dropped ? DROPPED_BY_RUN : null);
    }

    /** Entries are missing: each webhook is told that its table changed. */
    Batch everythingChanged(
            Environment environment, Definition definition, List<StoredWebhook> webhooks, long upTo, Instant at) {
        List<NewDelivery> deliveries = webhooks.stream()
                .map(StoredWebhook::webhook)
                .filter(webhook -> sight.obstacle(webhook, definition).isEmpty())
                .map(webhook -> {
                    UUID event = UuidCreator.getTimeOrderedEpochPlus1();
                    return tableChanged(
                            webhook, event, null, Bodies.table(environment, definition, webhook, event, at), false);
                })
                .toList();
        return new Batch(deliveries, upTo, Map.of());
    }
}
