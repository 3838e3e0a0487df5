package io.slipway.webhook.internal;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.MailRequested;
import io.slipway.account.PersonDirectory;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.webhook.Webhook;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Switches off what can't tell anything any more, and tells its owner and the Super Admins why. */
@Component
class Switching {

    private final WebhookRows rows;
    private final AuditTrail audit;
    private final PersonDirectory directory;
    private final ApplicationEventPublisher events;

    Switching(WebhookRows rows, AuditTrail audit, PersonDirectory directory, ApplicationEventPublisher events) {
        this.rows = rows;
        this.audit = audit;
        this.directory = directory;
        this.events = events;
    }

    /** Off, in the transaction open on this thread. */
    void off(Webhook webhook, String reason) {
        AccountId account = webhook.environment().account();
        rows.setEnabled(account, webhook.id(), false, null, reason);
        audit.record(new Actor.House(account, "Slipway"), "webhook.switched-off", webhook.name(), reason);
        Set<PersonDirectory.Entry> told =
                new LinkedHashSet<>(directory.ofKind(account, List.of(PersonKind.SUPER_ADMIN)));
        directory
                .find(account, webhook.owner())
                .filter(PersonDirectory.Entry::enabled)
                .ifPresent(told::add);
        told.forEach(person -> events.publishEvent(new MailRequested(
                account,
                person.email(),
                "Webhook “" + webhook.name() + "” was switched off",
                "It can't go on: " + reason
                        + "\n\nNothing is queued for it until a Super Admin mends it and switches it"
                        + " on again on the Webhooks page. What was queued before waits.\n",
                "webhook:" + webhook.id() + ":off:" + webhook.version())));
    }
}
