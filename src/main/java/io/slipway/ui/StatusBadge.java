package io.slipway.ui;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;

/** A state in a word, with an icon and a colour that say the same. */
public class StatusBadge extends Span {

    /** How it sounds. */
    public enum Tone {
        NEUTRAL(VaadinIcon.CIRCLE_THIN),
        INFO(VaadinIcon.INFO_CIRCLE_O),
        SUCCESS(VaadinIcon.CHECK),
        WARNING(VaadinIcon.WARNING),
        DANGER(VaadinIcon.CLOSE_CIRCLE_O);

        private final VaadinIcon icon;

        Tone(VaadinIcon icon) {
            this.icon = icon;
        }
    }

    public StatusBadge(String text, Tone tone) {
        this(text, tone, tone.icon);
    }

    public StatusBadge(String text, Tone tone, VaadinIcon icon) {
        addClassNames("badge", "badge-" + tone.name().toLowerCase(java.util.Locale.ROOT));
        Icon picture = icon.create();
        picture.getElement().setAttribute("aria-hidden", "true");
        add(picture, new Span(text));
    }
}
