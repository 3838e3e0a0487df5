package io.slipway.shell;

import io.slipway.shell.PersonAuthentication.TooManyAttempts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the sign-in page with the reason, which never tells whether the e-mail address is known. */
final class SignInFailure implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        String reason = problem instanceof TooManyAttempts many
                ? SignInView.WAIT + "=" + many.until().toEpochMilli()
                : SignInView.ERROR;
        response.sendRedirect(request.getContextPath() + "/" + SignInView.PATH + "?" + reason);
    }
}
