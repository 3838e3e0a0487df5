package io.slipway.records.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Locale;

/** Leads to the address written in a field: a page, a mailbox or a telephone, and never to anything else. */
class ValueLink extends Anchor {

    private final String scheme;

    /**
     * @param scheme put before what is written; empty: it has to be a web address itself
     */
    ValueLink(TextField field, String scheme, String words) {
        this.scheme = scheme;
        Icon icon = (scheme.isEmpty() ? VaadinIcon.EXTERNAL_LINK : VaadinIcon.ARROW_RIGHT).create();
        icon.getElement().setAttribute("aria-hidden", "true");
        add(icon);
        addClassName("value-link");
        setAriaLabel(words);
        setTitle(words);
        if (scheme.isEmpty()) {
            setTarget(AnchorTarget.BLANK);
            getElement().setAttribute("rel", "noopener noreferrer");
        }
        setVisible(false);
        field.addValueChangeListener(change -> lead(change.getValue()));
    }

    private void lead(String text) {
        String address = text.strip();
        boolean usable = scheme.isEmpty() ? isWeb(address) : !address.isEmpty() && !address.contains("?");
        setVisible(usable);
        if (usable) {
            setHref(scheme + (scheme.equals("tel:") ? address.replaceAll("[^0-9+*#,;]", "") : address));
        }
    }

    private static boolean isWeb(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("https://") || lower.startsWith("http://");
    }
}
