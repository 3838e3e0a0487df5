package io.slipway.webhook;

import io.slipway.common.RecordId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook's receiver.
 *
 * @param event the same for every attempt and for what is sent again
 * @param record null: a whole table, or a test
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried next; of meaning only while WAITING and not behind
 * @param sending whether a node is sending it now
 * @param behind whether it waits for an earlier one of the same record
 * @param lastStatus the last answer's HTTP status; null: there was no answer
 * @param reason why the last attempt failed, or why it was dropped; null: neither
 * @param finishedAt when it was delivered, parked or dropped
 */
public record Delivery(
        DeliveryId id,
        WebhookId webhook,
        UUID event,
        Kind kind,
        @Nullable RecordId record,
        State state,
        Instant queuedAt,
        int attempts,
        Instant nextAttemptAt,
        boolean sending,
        boolean behind,
        @Nullable Integer lastStatus,
        @Nullable String reason,
        @Nullable Instant finishedAt) {

    /** What it tells. */
    public enum Kind {
        CREATED("record.created"),
        UPDATED("record.updated"),
        DELETED("record.deleted"),
        /** Any number of records changed at once, by a promotion, a restore or a sandbox's refresh: read the table anew. */
        TABLE_CHANGED("table.changed"),
        TEST("webhook.test");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** The event's {@code type} in what is sent. */
        public String type() {
            return type;
        }
    }

    /** Where it is. */
    public enum State {
        /** It is to be sent. */
        WAITING,
        /** The receiver answered with a status from 200 to 299. */
        DELIVERED,
        /** Given up after days of attempts; later ones of the same record wait until somebody decides. */
        PARKED,
        /** It will not be sent; the reason says why. */
        DROPPED
    }
}
