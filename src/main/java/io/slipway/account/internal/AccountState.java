package io.slipway.account.internal;

/** Where an account is in its life. */
enum AccountState {
    /** Its schema or its production may be missing; nobody can sign in. */
    CREATING,
    READY
}
