package io.slipway.promotion.ui.waiting;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import io.slipway.promotion.Lockout;
import io.slipway.promotion.Run;

/** Tells people at the lower edge of whatever page they are on that they will be locked out for a moment. */
class AheadNotice extends Notification {

    AheadNotice(Lockout ahead) {
        Span text = new Span((ahead.kind() == Run.Kind.RESTORE
                        ? "A backup is about to be restored."
                        : "Changes are about to be put in force.")
                + " You will be locked out for a moment; what you have typed is kept.");
        text.addClassName("toast-text");
        add(text);
        setDuration(0);
        setPosition(Position.BOTTOM_CENTER);
        addThemeVariants(NotificationVariant.WARNING);
    }
}
