package io.slipway.integration;

import io.slipway.account.TokenScope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a token needs to call an endpoint, and whether the endpoint works while the account is locked. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface Needs {

    /** The scope the token must have. */
    TokenScope value();

    /** What happens while a promotion or restore keeps the account locked. */
    WhileLocked whileLocked() default WhileLocked.REFUSED;

    /** What happens to a call while the account is locked. */
    enum WhileLocked {
        /** 503 with Retry-After. For whatever touches records or definitions. */
        REFUSED,
        /** As always. For status, runs and backups. */
        ANSWERED
    }
}
