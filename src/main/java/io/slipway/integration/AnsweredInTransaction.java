package io.slipway.integration;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This POST writes in one transaction and calls {@link ApiCaller#answerInTransaction} in it. So a call that broke off
 * before has written nothing, and may simply be done again.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface AnsweredInTransaction {}
