package io.slipway.integration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * While the account is locked, calls of this endpoint are kept for tokens that asked for it, answered 202 and done
 * afterwards, in order. Whoever adds it teaches {@code integration.records.QueuedWrites} to do the call.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Queued {}
