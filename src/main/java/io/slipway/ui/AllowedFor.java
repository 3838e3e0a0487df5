package io.slipway.ui;

import io.slipway.account.PersonKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which people may open a view; checked against the database at each navigation. Beside
 * {@link jakarta.annotation.security.PermitAll}, which says that one must be signed in. It keeps people off pages that
 * would show them nothing; what they may do is decided in the services.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AllowedFor {
    PersonKind[] value();
}
