package io.slipway.account;

/** Event: a person was added, changed, enabled or disabled. Published in the transaction that does it. */
public record PersonChanged(Person person) {}
