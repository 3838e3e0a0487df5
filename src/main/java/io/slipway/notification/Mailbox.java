package io.slipway.notification;

import io.slipway.account.Actor;
import java.util.List;

/** All mail of the actor's account, sent or not. For Super Admins only. */
public interface Mailbox {

    /**
     * Mails with the text in recipient, subject or body, newest first.
     *
     * @param text empty for all
     */
    List<Mail> list(Actor actor, String text, int offset, int limit);

    /** How many mails {@link #list} has in all. */
    int count(Actor actor, String text);

    /**
     * One mail.
     *
     * @throws io.slipway.account.NotAllowed also when there is none
     */
    Mail get(Actor actor, long id);

    /** How many mails are BLOCKED. */
    int blocked(Actor actor);

    /** Queues a BLOCKED mail again, with a fresh count of attempts; does nothing to one that is not blocked. */
    void sendAgain(Actor actor, long id);

    /** How mail goes from this installation. */
    Mail.Route route();
}
