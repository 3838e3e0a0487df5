package io.slipway.notification.internal;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.NotAllowed;
import io.slipway.common.AccountId;
import io.slipway.common.db.Transactions;
import io.slipway.notification.Mail;
import io.slipway.notification.Mailbox;
import java.util.List;
import org.springframework.stereotype.Component;

/** The outbox as Super Admins see it. */
@Component
class StoredMailbox implements Mailbox {

    private final MailQueue queue;
    private final MailRoute route;
    private final AuditTrail audit;
    private final Transactions transactions;

    StoredMailbox(MailQueue queue, MailRoute route, AuditTrail audit, Transactions transactions) {
        this.queue = queue;
        this.route = route;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public List<Mail> list(Actor actor, String text, int offset, int limit) {
        return queue.list(allowed(actor), text, offset, limit);
    }

    @Override
    public int count(Actor actor, String text) {
        return queue.count(allowed(actor), text);
    }

    @Override
    public Mail get(Actor actor, long id) {
        return queue.find(allowed(actor), id)
                .orElseThrow(() -> new NotAllowed("This is not here, or not yours to see."));
    }

    @Override
    public int blocked(Actor actor) {
        return queue.countBlocked(allowed(actor));
    }

    @Override
    public void sendAgain(Actor actor, long id) {
        Mail mail = get(actor, id);
        transactions.once(() -> {
            if (queue.queueAgain(actor.account(), id)) {
                audit.record(actor, "mail.queued-again", mail.subject(), "To " + mail.recipient());
            }
            return null;
        });
    }

    @Override
    public Mail.Route route() {
        return route.kind();
    }

    private static AccountId allowed(Actor actor) {
        actor.requireSuperAdmin();
        return actor.account();
    }
}
