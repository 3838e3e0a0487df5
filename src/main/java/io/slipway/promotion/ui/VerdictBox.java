package io.slipway.promotion.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;

/** The verdict first: one sentence, why, and one thing to do. */
class VerdictBox extends Div {

    private final Paragraph sentence = new Paragraph();
    private final Paragraph more = new Paragraph();
    private final Div actions = new Div();
    private final ProgressBar progress = new ProgressBar();

    VerdictBox() {
        addClassName("verdict");
        sentence.addClassName("verdict-sentence");
        actions.addClassName("verdict-actions");
        progress.setIndeterminate(true);
        Div words = new Div(sentence, more);
        words.addClassName("verdict-words");
        words.getElement().setAttribute("role", "status");
        add(words, actions, progress);
    }

    /** Something is being done that takes a while. */
    final void busy(String what) {
        show("neutral", what, "");
        progress.setVisible(true);
        progress.getElement().setAttribute("aria-label", what);
    }

    final void show(String tone, String text, String why, Component... acts) {
        getElement().setAttribute("data-tone", tone);
        sentence.setText(text);
        more.setText(why);
        more.setVisible(!why.isEmpty());
        actions.removeAll();
        actions.add(acts);
        actions.setVisible(acts.length > 0);
        progress.setVisible(false);
    }
}
