package io.slipway.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.shared.Registration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets a page look again by itself, as often as it wants at the moment, and only while it is shown. */
public final class LookAgain {

    private static final int NEVER = -1;

    private final Component page;
    private int pause = NEVER;
    private @Nullable Registration listening;

    private LookAgain(Component page) {
        this.page = page;
    }

    /**
     * For a page, which looks again not before it asks for it.
     *
     * @param look called on the page
     */
    public static LookAgain on(Component page, Runnable look) {
        LookAgain again = new LookAgain(page);
        page.addAttachListener(attach -> {
            again.listening = attach.getUI().addPollListener(poll -> look.run());
            attach.getUI().setPollInterval(again.pause);
        });
        page.addDetachListener(detach -> {
            Objects.requireNonNull(again.listening).remove();
            detach.getUI().setPollInterval(NEVER);
        });
        return again;
    }

    /** Looks again after so many milliseconds each time, until something else is said. */
    public void every(int milliseconds) {
        rest(milliseconds);
    }

    /** Looks no more, until something else is said. */
    public void stop() {
        rest(NEVER);
    }

    private void rest(int milliseconds) {
        pause = milliseconds;
        page.getUI().ifPresent(ui -> ui.setPollInterval(milliseconds));
    }
}
