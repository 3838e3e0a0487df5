package io.slipway.sandbox.internal;

/** What is needed can't be had at present. The message is for people. */
class NotNow extends RuntimeException {

    NotNow(String message) {
        super(message);
    }
}
