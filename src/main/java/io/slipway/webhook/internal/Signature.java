package io.slipway.webhook.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How a receiver knows that an event is ours and fresh: {@code t=<Unix seconds>,v1=<HMAC-SHA256 in hex>}. */
final class Signature {

    static final String HEADER = "Slipway-Signature";

    private Signature() {}

    /** One signature per secret, the newest first. */
    static String header(List<String> secrets, long seconds, byte[] body) {
        return "t=" + seconds
                + secrets.stream()
                        .map(secret -> ",v1=" + sign(secret, seconds, body))
                        .collect(Collectors.joining());
    }

    /** The HMAC-SHA256 of {@code <seconds>.<body>} under the secret's UTF-8 bytes. */
    static String sign(String secret, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((seconds + ".").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }
}
