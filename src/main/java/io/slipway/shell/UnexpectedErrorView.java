package io.slipway.shell;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A page that broke: logged under a number that the person sees too, and nothing of the inside is shown. */
@ParentLayout(MainLayout.class)
@PageTitle("Something broke · Slipway")
@AnonymousAllowed
public class UnexpectedErrorView extends ErrorPage implements HasErrorParameter<Exception> {

    private static final Logger log = LoggerFactory.getLogger(UnexpectedErrorView.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        String number = ErrorNumbers.next();
        log.error("Unexpected error {} at {}", number, event.getLocation().getPath(), parameter.getCaughtException());
        show(
                VaadinIcon.BUG,
                "This page broke, and it is our mistake",
                "Nothing half done was kept. Try again; if it stays, tell your Super Admin the number " + number + ".");
        return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
    }
}
