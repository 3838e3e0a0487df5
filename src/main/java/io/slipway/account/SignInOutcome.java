package io.slipway.account;

import java.time.Instant;

/** What came of an attempt to sign in. */
public sealed interface SignInOutcome {

    /** E-mail address and password are right. */
    record SignedIn(SignInTicket ticket, Actor.Person person) implements SignInOutcome {}

    /** They are not, or the person is disabled: the same answer for all, so that nobody learns who exists. */
    record Refused() implements SignInOutcome {}

    /** Too many attempts for this e-mail address or from this address: nothing was compared. */
    record Throttled(Instant until) implements SignInOutcome {}
}
