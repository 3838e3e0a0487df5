package io.slipway.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import io.slipway.account.ChangedMeanwhile;
import io.slipway.account.NotAllowed;
import io.slipway.common.InvalidInput;
import io.slipway.environment.GateClosed;
import io.slipway.ui.SignedOut;
import io.slipway.ui.Toast;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an act on a page ends in when no view has caught it. What services refuse is said in their words; anything else is
 * a bug, logged under a number that the person sees too.
 */
class PageErrors implements ErrorHandler {

    private static final Logger log = LoggerFactory.getLogger(PageErrors.class);

    @Override
    public void error(ErrorEvent event) {
        Throwable error = event.getThrowable();
        UI ui = UI.getCurrent();
        switch (meant(error)) {
            case SignedOut signedOut -> {
                if (ui != null) {
                    ui.getPage().reload();
                }
            }
            case NotAllowed refused -> say(ui, refused);
            case InvalidInput refused -> say(ui, refused);
            case ChangedMeanwhile refused -> say(ui, refused);
            case GateClosed refused -> say(ui, refused);
            default -> {
                String number = ErrorNumbers.next();
                log.error("Unexpected error {} on a page", number, error);
                if (ui != null) {
                    Toast.failure("This did not work, and it is our mistake. Nothing half done was kept. "
                            + "Tell your Super Admin the number " + number + ".");
                }
            }
        }
    }

    /** The refusal in a chain of causes, or the error itself. */
    private static Throwable meant(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SignedOut
                    || cause instanceof NotAllowed
                    || cause instanceof InvalidInput
                    || cause instanceof ChangedMeanwhile
                    || cause instanceof GateClosed) {
                return cause;
            }
        }
        return error;
    }

    private static void say(UI ui, Throwable refusal) {
        if (ui != null) {
            Toast.failure(Objects.requireNonNullElse(refusal.getMessage(), "This did not work."));
        }
    }
}
