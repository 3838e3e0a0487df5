package io.slipway.notification;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One mail to one person.
 *
 * @param id unique in its account
 * @param attempts how often it was tried
 * @param nextAttemptAt when it is tried next; of meaning only while QUEUED
 * @param sentAt null while it was not
 * @param route null while it was not sent
 * @param lastFailure why the last attempt failed, in the mail server's words; null if it did not
 */
public record Mail(
        long id,
        String recipient,
        String subject,
        String body,
        State state,
        Instant queuedAt,
        int attempts,
        Instant nextAttemptAt,
        @Nullable Instant sentAt,
        @Nullable Route route,
        @Nullable String lastFailure) {

    /** Where a mail is. */
    public enum State {
        QUEUED,
        SENT,
        /** Given up after many attempts; somebody can ask to send it again. */
        BLOCKED
    }

    /** How a mail went. */
    public enum Route {
        /** It stays in the account's mailbox, because no mail server is set up. */
        MAILBOX,
        SMTP
    }
}
