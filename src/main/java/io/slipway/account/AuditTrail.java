package io.slipway.account;

import io.slipway.common.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Administrative acts: who did what to what, and when. Append-only. */
public interface AuditTrail {

    /**
     * Writes an act down, in the transaction open on this thread if there is one, so that it stands exactly if the act
     * does.
     *
     * @param action a stable code such as {@code person.added}, at most 60 ASCII characters
     * @param subject what it was done to, in people's words; cut at 300 characters
     * @param details in people's words, may be empty; never a secret
     */
    void record(Actor actor, String action, String subject, String details);

    /**
     * Entries with the text in who, action, subject or details, newest first. Super Admins only.
     *
     * @param text empty for all
     */
    List<Entry> list(Actor actor, String text, int offset, int limit);

    /** How many entries {@link #list} has in all. Super Admins only. */
    int count(Actor actor, String text);

    /**
     * One act.
     *
     * @param user null for the house itself
     */
    record Entry(long id, Instant at, @Nullable UserId user, String by, String action, String subject, String details) {

        /** The action in words: {@code person.added} reads "Person added". */
        public String actionInWords() {
            String words = action.replace('.', ' ').replace('-', ' ').replace('_', ' ');
            return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
    }
}
