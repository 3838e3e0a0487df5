package io.slipway.ui;

import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.shared.HasValidationProperties;
import io.slipway.account.ChangedMeanwhile;
import io.slipway.account.NotAllowed;
import io.slipway.common.InvalidInput;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Puts what a service refuses beside the fields it is about, and takes the focus to the first; what belongs to no field is said
 * above the form. Add it to the form, before the fields.
 */
public class FormErrors extends Div {

    private final Map<String, HasValidationProperties> fields = new LinkedHashMap<>();

    public FormErrors() {
        addClassName("form-errors");
        getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    /** Says which field stands for a place named by {@link InvalidInput#place()}. Its error goes when it is edited. */
    public FormErrors at(String place, HasValidationProperties field) {
        fields.put(place, field);
        if (field instanceof HasValue<?, ?> value) {
            value.addValueChangeListener(change -> field.setInvalid(false));
        }
        return this;
    }

    /**
     * Runs an act and shows why it was refused, if it was.
     *
     * @return whether it worked
     */
    public boolean attempt(Runnable act) {
        clear();
        try {
            act.run();
            return true;
        } catch (InvalidInput e) {
            // What is shown last takes the focus: that is the first of them
            e.others().reversed().forEach(other -> show(other.place(), message(other)));
            show(e.place(), message(e));
        } catch (NotAllowed | ChangedMeanwhile e) {
            showAbove(message(e));
        }
        return false;
    }

    /** Shows an error at a place, or above the form if no field stands for it. */
    public void show(String place, String message) {
        HasValidationProperties field = fields.get(place);
        if (field == null) {
            showAbove(message);
            return;
        }
        field.setErrorMessage(message);
        field.setInvalid(true);
        if (field instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }

    /** Forgets all errors. */
    public final void clear() {
        setVisible(false);
        setText("");
        fields.values().forEach(field -> field.setInvalid(false));
    }

    private void showAbove(String message) {
        setText(isVisible() ? message + " " + getText() : message);
        setVisible(true);
    }

    private static String message(RuntimeException e) {
        return Objects.requireNonNullElse(e.getMessage(), "This did not work.");
    }
}
