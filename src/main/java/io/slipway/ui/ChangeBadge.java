package io.slipway.ui;

import com.vaadin.flow.component.html.Span;

/** What happened to something, as word, sign and colour: never as colour alone. */
public class ChangeBadge extends Span {

    /** What happened. */
    public enum Change {
        ADDED("+", "Added", "badge-success"),
        MODIFIED("~", "Modified", "badge-info"),
        REMOVED("−", "Removed", "badge-danger");

        private final String sign;
        private final String word;
        private final String className;

        Change(String sign, String word, String className) {
            this.sign = sign;
            this.word = word;
            this.className = className;
        }

        /** Sign and word, for plain text. */
        public String inWords() {
            return sign + " " + word;
        }
    }

    public ChangeBadge(Change change) {
        addClassNames("badge", "change-badge", change.className);
        setText(change.inWords());
    }
}
