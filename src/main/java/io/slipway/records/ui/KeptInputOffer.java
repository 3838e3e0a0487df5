package io.slipway.records.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.records.ui.KeptInput.Kept;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Input kept from an earlier visit: first an offer to put it back, then what could not be put back. */
class KeptInputOffer extends Div {

    private final transient Consumer<KeptInput> restore;
    private transient @Nullable KeptInput undecided;

    KeptInputOffer(Consumer<KeptInput> restore) {
        this.restore = restore;
        addClassName("kept-input");
        setVisible(false);
    }

    boolean isUndecided() {
        return undecided != null;
    }

    Optional<KeptInput> undecided() {
        return Optional.ofNullable(undecided);
    }

    /**
     * @param when it was kept, in words
     */
    void offer(KeptInput input, String when) {
        undecided = input;
        Button back = new Button("Restore", click -> {
            decide();
            restore.accept(input);
        });
        back.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_SMALL);
        Button discard = new Button("Discard", click -> decide());
        discard.addThemeVariants(ButtonVariant.LUMO_SMALL);
        Span words = new Span("We kept what you had typed here (" + when + ").");
        Div note = new Div(words, back, discard);
        note.addClassNames("note", "note-info");
        note.getElement().setAttribute("role", "status");
        removeAll();
        add(note);
        setVisible(true);
    }

    private void decide() {
        undecided = null;
        removeAll();
        setVisible(false);
    }

    /** Shows what could not be put back. */
    void showLost(List<Kept> lost) {
        if (!lost.isEmpty()) {
            showOnly("The app has changed, and this no longer fits into the form. What you had typed:", lost);
        }
    }

    /** Shows what had been typed, to be copied. */
    void showOnly(String why, List<Kept> fields) {
        removeAll();
        add(new KeptText(why, fields));
        setVisible(true);
    }
}
