package io.slipway.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/**
 * Says at the page's lower edge what came of an act. Success is announced politely and goes by itself; failure
 * interrupts and stays until it is closed, because people read slowly what they did not expect.
 */
public final class Toast {

    private static final int SHORT = 5_000;
    private static final int TIME_TO_UNDO = 10_000;

    private Toast() {}

    /** It worked. */
    public static Notification success(String text) {
        return show(text, SHORT, NotificationVariant.SUCCESS, false);
    }

    /** Something to know. */
    public static Notification info(String text) {
        return show(text, SHORT, NotificationVariant.INFO, false);
    }

    /** It did not work; the text says why and what to do. */
    public static Notification failure(String text) {
        Notification toast = show(text, 0, NotificationVariant.ERROR, true);
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> toast.close());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        close.setAriaLabel("Close");
        toast.add(close);
        return toast;
    }

    /** It worked, and can be taken back for ten seconds. */
    public static Notification undoable(String text, Runnable undo) {
        Notification toast = show(text, TIME_TO_UNDO, NotificationVariant.SUCCESS, false);
        Button button = new Button("Undo", click -> {
            toast.close();
            undo.run();
        });
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        toast.add(button);
        return toast;
    }

    private static Notification show(String text, int duration, NotificationVariant variant, boolean assertive) {
        Notification toast = new Notification();
        Span words = new Span(text);
        words.addClassName("toast-text");
        toast.add(words);
        toast.setDuration(duration);
        toast.setPosition(Notification.Position.BOTTOM_START);
        toast.addThemeVariants(variant);
        toast.setAssertive(assertive);
        toast.open();
        return toast;
    }
}
