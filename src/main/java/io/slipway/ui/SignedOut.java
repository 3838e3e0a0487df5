package io.slipway.ui;

/** Whoever asked is not signed in, or no longer. The page leads to the sign-in and back. */
public class SignedOut extends RuntimeException {

    public SignedOut() {
        super("Your sign-in has ended. Sign in again to go on.");
    }
}
