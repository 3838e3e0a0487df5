package io.slipway.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of views without a browser, with Karibu: an {@link IntegrationTest} in which each test method has a fresh UI
 * and session. Who is signed in is whom the test puts into the {@code SecurityContextHolder}, or names by
 * {@code @WithMockUser}; navigate with {@code UI.getCurrent().navigate(...)} or {@code UI.getCurrent().navigate(View.class)}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@IntegrationTest
@ExtendWith(UiTestExtension.class)
public @interface UiTest {}
