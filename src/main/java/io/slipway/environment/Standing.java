package io.slipway.environment;

/** An environment together with its gate, as both were at one moment: read in one statement, without a lock. */
public record Standing(Environment environment, Gate gate) {}
