package io.slipway.testing;

import com.github.mvysny.fakeservlet.FakeHttpSession;
import com.github.mvysny.fakeservlet.FakeRequest;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.Routes;
import com.github.mvysny.kaributesting.v10.spring.MockSpringServlet;
import com.vaadin.flow.component.UI;
import kotlin.jvm.functions.Function0;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.ApplicationContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Puts a Vaadin that lives in memory around each test method. */
class UiTestExtension implements BeforeEachCallback, AfterEachCallback {

    /** Looking for views takes a while, and they do not change. */
    private static final class Views {
        static final Routes ALL = new Routes().autoDiscoverViews("io.slipway");
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        ApplicationContext context = SpringExtension.getApplicationContext(test);
        Function0<UI> freshUi = UI::new;
        MockVaadin.setMockRequestFactory(UiTestExtension::request);
        MockVaadin.setup(freshUi, new MockSpringServlet(Views.ALL, context, freshUi));
    }

    /** As behind Spring Security: a request is that of whoever the context names. */
    private static FakeRequest request(FakeHttpSession session) {
        FakeRequest request = new FakeRequest(session);
        request.setUserPrincipalInt(SecurityContextHolder.getContext().getAuthentication());
        return request;
    }

    @Override
    public void afterEach(ExtensionContext test) {
        MockVaadin.tearDown();
        SecurityContextHolder.clearContext();
    }
}
