package io.slipway.shell;

import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.account.NotAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;

/** Something that is not there, or not for this person; the answer is the same for both. */
@ParentLayout(MainLayout.class)
@PageTitle("Not yours to see · Slipway")
@AnonymousAllowed
public class NotAllowedView extends ErrorPage implements HasErrorParameter<NotAllowed> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotAllowed> parameter) {
        String message = parameter.getCaughtException().getMessage();
        show(VaadinIcon.LOCK, "You can’t go there", Objects.requireNonNullElse(message, ""));
        return HttpServletResponse.SC_FORBIDDEN;
    }
}
