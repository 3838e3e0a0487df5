package io.slipway.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test in a real browser against a real server on a free port. A test method takes a
 * {@link com.microsoft.playwright.Page} as parameter; it is fresh, and its addresses begin at the server's root, so that
 * {@code page.navigate("/login")} works. A picture of a failed test's page is left in {@code target/screenshots}.
 *
 * <p>Name such classes {@code *IT}: they run after packaging. Without a Chromium on the machine they fail and say what to
 * do. Another browser program: {@code SLIPWAY_TEST_BROWSER}; none of these tests: {@code -Dslipway.browser-tests=off}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@Tag("browser")
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = TestDatabase.Initializer.class)
@ExtendWith(BrowserTestExtension.class)
public @interface BrowserTest {}
