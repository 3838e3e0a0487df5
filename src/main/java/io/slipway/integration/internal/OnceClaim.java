package io.slipway.integration.internal;

import java.util.Map;

/** What is known of a call with an Idempotency-Key when it comes in. */
public sealed interface OnceClaim {

    /** Nobody has done it: do it. */
    record Mine(OnceCall call) implements OnceClaim {}

    /** It was done; this was the answer. */
    record Answered(int status, Map<String, String> headers, byte[] body) implements OnceClaim {}

    /**
     * An upload with this key was taken; this was the answer, if this one is the same.
     *
     * @param fingerprint of the one that was taken: {@link OnceKey.Upload#fingerprint}
     */
    record Uploaded(byte[] fingerprint, Answered answer) implements OnceClaim {}

    /** Somebody is doing it. */
    record UnderWay() implements OnceClaim {}

    /** It broke off, and what it did is not known. */
    record Unknown() implements OnceClaim {}

    /** The key came with another address or body before. */
    record OtherCall() implements OnceClaim {}
}
