package io.slipway.records.ui;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.data.binder.HasValidator;
import com.vaadin.flow.data.binder.ValidationResult;
import com.vaadin.flow.data.binder.ValueContext;
import io.slipway.definition.value.Parsed;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An input made of one Vaadin field.
 *
 * @param <C> the field
 * @param <V> its type of value
 */
final class Input<C extends AbstractField<C, V> & Focusable<C> & HasValidationProperties & HasValidator<V>, V>
        implements FieldEditor {

    private final C field;
    private final Function<V, Parsed> read;
    private final Function<Object, V> present;
    private final String unreadable;
    private @Nullable Object shown;
    private @Nullable V shownAs;

    /**
     * @param read makes of what is in the (not empty) field a value
     * @param present makes of a value what is to be in the field
     * @param unreadable what to say when the browser could not make sense of what was typed
     */
    Input(C field, Function<V, Parsed> read, Function<Object, V> present, String unreadable) {
        this.field = field;
        this.read = read;
        this.present = present;
        this.unreadable = unreadable;
        this.shownAs = field.getValue();
    }

    @Override
    public Component component() {
        return field;
    }

    @Override
    public Parsed read() {
        V value = field.getValue();
        ValidationResult check = field.getDefaultValidator().apply(value, new ValueContext());
        if (check.isError() && field.isEmpty()) {
            return new Parsed.Bad(unreadable);
        }
        if (Objects.equals(value, shownAs)) {
            return new Parsed.Ok(shown);
        }
        return field.isEmpty() ? Parsed.NOTHING : read.apply(value);
    }

    @Override
    public void show(@Nullable Object value) {
        type(value);
        shown = value;
        shownAs = field.getValue();
    }

    @Override
    public void type(@Nullable Object value) {
        if (value == null) {
            field.clear();
        } else {
            field.setValue(present.apply(value));
        }
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        field.setReadOnly(readOnly);
    }

    @Override
    public void setError(@Nullable String message) {
        field.setErrorMessage(message);
        field.setInvalid(message != null);
    }

    @Override
    public boolean hasError() {
        return field.isInvalid();
    }

    @Override
    public void focus() {
        field.focus();
    }

    @Override
    public void onChange(Runnable listener) {
        field.addValueChangeListener(change -> listener.run());
    }
}
