package io.slipway.webhook.internal;

import io.slipway.webhook.Webhook;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes one attempt and writes down what came of it. */
@Component
class Attempts {

    private static final String MASK = "••••";

    private final WebhookSender sender;
    private final SecretVault vault;
    private final AttemptResults results;
    private final WebhookProperties properties;
    private final Clock clock;

    Attempts(
            WebhookSender sender,
            SecretVault vault,
            AttemptResults results,
            WebhookProperties properties,
            Clock clock) {
        this.sender = sender;
        this.vault = vault;
        this.results = results;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns whether it was delivered. */
    boolean make(StoredWebhook stored, Taken taken) {
        long begun = System.nanoTime();
        List<String> secrets = new ArrayList<>();
        try {
            secrets.add(vault.decrypt(stored.secret()));
            byte[] old = stored.oldSecret();
            if (old != null) {
                secrets.add(vault.decrypt(old));
            }
        } catch (SecretVault.Unreadable e) {
            return finish(
                    stored, taken, begun, "", new WebhookSender.NoAnswer(String.valueOf(e.getMessage())), List.of());
        }
        byte[] body = taken.body().getBytes(StandardCharsets.UTF_8);
        String signature = Signature.header(secrets, clock.instant().getEpochSecond(), body);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Slipway-Event", taken.kind().type());
        headers.put("Slipway-Event-Id", taken.event().toString());
        headers.put("Slipway-Delivery", taken.id().toString());
        headers.put("Slipway-Attempt", Integer.toString(taken.attempts() + 1));
        headers.put(Signature.HEADER, signature);
        URI address = URI.create(stored.webhook().url());
        WebhookSender.Result result = sender.post(address, headers, body);
        return finish(stored, taken, begun, request(stored.webhook(), address, headers), result, secrets);
    }

    /** The query may hold a secret of the receiver's, the signature is one of ours: neither is kept. */
    private static String request(Webhook webhook, URI address, Map<String, String> headers) {
        StringBuilder text = new StringBuilder("POST ")
                .append(webhook.receiver())
                .append(address.getRawPath() == null ? "" : address.getRawPath())
                .append(address.getRawQuery() == null ? "" : "?" + MASK)
                .append("\nContent-Type: application/json\n");
        headers.forEach((name, value) -> text.append(name)
                .append(": ")
                .append(name.equals(Signature.HEADER) ? value.replaceAll("v1=[0-9a-f]+", "v1=" + MASK) : value)
                .append("\n"));
        return text.toString();
    }

    private boolean finish(
            StoredWebhook stored,
            Taken taken,
            long begun,
            String request,
            WebhookSender.Result result,
            List<String> secrets) {
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Duration pause = Pauses.after(taken.attempts() + 1, properties);
        AttemptResults.Attempted attempted = switch (result) {
            case WebhookSender.NoAnswer no -> new AttemptResults.Attempted(took, request, null, "", no.reason());
            case WebhookSender.Answered answered ->
                new AttemptResults.Attempted(
                        took, request, answered.status(), masked(answered.text(), secrets), failure(answered.status()));
        };
        if (result instanceof WebhookSender.Answered answered
                && answered.retryAfter() != null
                && answered.retryAfter().compareTo(pause) > 0) {
            pause = answered.retryAfter();
        }
        return results.finish(
                stored.webhook().environment().account(), taken, attempted, pause, properties.giveUpAfter());
    }

    private static @Nullable String failure(int status) {
        if (status >= 200 && status < 300) {
            return null;
        }
        return status >= 300 && status < 400
                ? "The receiver answered " + status
                        + ", a redirect; redirects are not followed. Enter the final address."
                : "The receiver answered " + status + ".";
    }

    private static String masked(String answer, List<String> secrets) {
        String text = answer.replace("\u0000", "");
        for (String secret : secrets) {
            text = text.replace(secret, MASK);
        }
        // also those of before, which are not at hand any more
        return text.replaceAll("whsec_[A-Za-z0-9_-]{20,}", MASK).replaceAll("v1=[0-9a-f]{64}", "v1=" + MASK);
    }
}
