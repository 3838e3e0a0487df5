package io.slipway.webhook;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.View;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is told to another system about the records of one table in one environment. Its secret is not in here.
 *
 * @param events what it tells; that a whole table has changed it always tells
 * @param filters only records that pass all of them; deletions pass always, because there is nothing left to look at
 * @param fields what it sends of a record; empty: all fields. When some are named, an update is told only if one of
 *     them, or of the filters' fields, changed
 * @param owner the person in whose name it sees records: it tells nothing this person may not see
 * @param enabled whether events are queued and sent
 * @param offReason why Slipway itself switched it off; null: it did not
 * @param oldSecretUntil until when the secret before the last one signs too; null: it does not
 * @param version raised by each change
 */
public record Webhook(
        WebhookId id,
        EnvironmentId environment,
        ResourceId table,
        String name,
        Set<Event> events,
        List<View.Filter> filters,
        List<ResourceId> fields,
        String url,
        UserId owner,
        OnPromotion onPromotion,
        boolean enabled,
        @Nullable String offReason,
        @Nullable Instant oldSecretUntil,
        String createdBy,
        Instant createdAt,
        long version) {

    public Webhook {
        events = Set.copyOf(events);
        filters = List.copyOf(filters);
        fields = List.copyOf(fields);
    }

    /** What can happen to a record. */
    public enum Event {
        CREATED("Created"),
        UPDATED("Updated"),
        DELETED("Deleted");

        private final String label;

        Event(String label) {
            this.label = label;
        }

        /** The word people see. */
        public String label() {
            return label;
        }
    }

    /** What happens to its deliveries when a promotion or a restore locks production. */
    public enum OnPromotion {
        /** They wait and go out after it, in order. */
        HOLD("Hold and release"),
        /** What still waits when the lock begins, and the news that whole tables changed, is not sent. */
        DROP("Drop");

        private final String label;

        OnPromotion(String label) {
            this.label = label;
        }

        /** The words people see. */
        public String label() {
            return label;
        }
    }

    /** Where it sends to, without path and query, which may hold somebody's secret. */
    public String receiver() {
        try {
            java.net.URI uri = java.net.URI.create(url);
            return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
