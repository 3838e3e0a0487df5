package io.slipway.webhook.internal;

import io.slipway.account.MailRequested;
import io.slipway.account.PersonDirectory;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import io.slipway.environment.Environments;
import io.slipway.promotion.RunEvents;
import io.slipway.webhook.Webhook;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the owners of production's webhooks that production is about to be changed, and what happens to theirs. */
@Component
class PromotionNotices {

    private static final Logger LOG = LoggerFactory.getLogger(PromotionNotices.class);

    private final WebhookRows webhooks;
    private final Environments environments;
    private final PersonDirectory directory;
    private final ApplicationEventPublisher events;

    PromotionNotices(
            WebhookRows webhooks,
            Environments environments,
            PersonDirectory directory,
            ApplicationEventPublisher events) {
        this.webhooks = webhooks;
        this.environments = environments;
        this.directory = directory;
        this.events = events;
    }

    /** No run stops because a mail can't be queued. */
    @EventListener
    void checked(RunEvents.Checked event) {
        try {
            tell(event);
        } catch (RuntimeException e) {
            LOG.warn("Owners of webhooks could not be told of run {}", event.run(), e);
        }
    }

    private void tell(RunEvents.Checked event) {
        AccountId account = event.account();
        EnvironmentId production = environments.production(account).id();
        Map<UserId, List<Webhook>> byOwner = webhooks.of(production).stream()
                .map(StoredWebhook::webhook)
                .filter(Webhook::enabled)
                .collect(Collectors.groupingBy(Webhook::owner));
        byOwner.forEach((owner, theirs) -> directory
                .find(account, owner)
                .filter(PersonDirectory.Entry::enabled)
                .ifPresent(person -> events.publishEvent(new MailRequested(
                        account,
                        person.email(),
                        "Production is about to be changed: your webhooks",
                        words(theirs),
                        "run:" + event.run() + ":webhooks"))));
    }

    private static String words(List<Webhook> theirs) {
        return "A promotion or restore of production has begun. For a moment users are locked out, and no webhook sends"
                + " anything.\n\nYour webhooks:\n"
                + theirs.stream()
                        .map(webhook -> "  " + webhook.name() + " to " + webhook.receiver() + ": "
                                + switch (webhook.onPromotion()) {
                                    case HOLD -> "what waits then goes out afterwards, in order.";
                                    case DROP -> "what waits then is dropped.";
                                })
                        .collect(Collectors.joining("\n"))
                + "\n\nTables whose records change as a whole are told in one event, table.changed. Names and kinds of"
                + " fields may be others afterwards; their ids stay.\n";
    }
}
