package io.slipway.promotion.ui;

import com.vaadin.flow.component.UI;
import io.slipway.promotion.Promotions.StartOutcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the confirmation knows of the page it was opened from. */
interface Promoting {

    /** What people call the sandbox. */
    String sandboxName();

    /** Whether people stay signed in over a promotion. */
    boolean keepsSignIns();

    /** Where the mail about the outcome goes. */
    String mailTo();

    /**
     * Starts the promotion of exactly what was reviewed, in the background.
     *
     * @param answer told under the page's lock
     * @param failed likewise, when it was not even asked
     */
    void start(UI ui, Reviewed reviewed, @Nullable String typedName, Consumer<StartOutcome> answer, Runnable failed);

    /** Shows how things stand now. */
    void lookAgain();
}
