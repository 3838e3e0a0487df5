package io.slipway.shell;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.ui.SignedOut;
import jakarta.servlet.http.HttpServletResponse;

/** A page was asked for with a sign-in that has just ended: it loads itself anew, which leads to the sign-in and back. */
@PageTitle("Signed out · Slipway")
@AnonymousAllowed
public class SignedOutView extends ErrorPage implements HasErrorParameter<SignedOut> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<SignedOut> parameter) {
        show(VaadinIcon.SIGN_OUT, "Your sign-in has ended", "Sign in again to go on where you were.");
        event.getUI().getPage().reload();
        return HttpServletResponse.SC_UNAUTHORIZED;
    }
}
