package io.slipway.account;

/** Somebody asked for what they may not do. The message is shown to them and tells nothing they may not know. */
public class NotAllowed extends RuntimeException {

    public NotAllowed(String message) {
        super(message);
    }
}
