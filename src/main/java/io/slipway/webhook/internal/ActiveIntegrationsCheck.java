package io.slipway.webhook.internal;

import io.slipway.promotion.PromotionCheck;
import io.slipway.webhook.Webhook;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Names what is connected to production, so that nobody is surprised by what a promotion does to it. */
@Component
class ActiveIntegrationsCheck implements PromotionCheck {

    private static final String CODE = "integrations.active";

    private final WebhookRows webhooks;

    ActiveIntegrationsCheck(WebhookRows webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public List<CheckResult> check(Context context) {
        List<Webhook> active = webhooks.of(context.productionId()).stream()
                .map(StoredWebhook::webhook)
                .filter(Webhook::enabled)
                .toList();
        if (active.isEmpty()) {
            return List.of(CheckResult.passed(CODE, "No webhook is connected to production"));
        }
        return List.of(new CheckResult(
                CODE,
                Severity.NOTE,
                active.size() == 1
                        ? "A webhook is connected to production"
                        : active.size() + " webhooks are connected to production",
                "While users are locked out nothing is sent. What waits then goes out afterwards, in order, or is dropped,"
                        + " as each webhook says. Their owners get a mail before.",
                "",
                active.stream()
                        .map(webhook -> webhook.name() + " ("
                                + webhook.onPromotion().label().toLowerCase(Locale.ROOT) + ")")
                        .toList()));
    }
}
