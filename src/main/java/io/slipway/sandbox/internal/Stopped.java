package io.slipway.sandbox.internal;

/** Somebody else decided otherwise about a sandbox: the work ends quietly, without having changed anything. */
class Stopped extends RuntimeException {

    Stopped(String message) {
        super(message);
    }
}
