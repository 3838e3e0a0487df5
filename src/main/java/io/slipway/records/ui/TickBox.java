package io.slipway.records.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.Checkbox;
import io.slipway.definition.value.Parsed;
import org.jspecify.annotations.Nullable;

/** A yes or no that must be answered: not ticked is no, also where nothing was answered before. */
final class TickBox implements FieldEditor {

    private final Checkbox box;

    TickBox(Checkbox box) {
        this.box = box;
    }

    @Override
    public Component component() {
        return box;
    }

    @Override
    public Parsed read() {
        return new Parsed.Ok(box.getValue());
    }

    @Override
    public void show(@Nullable Object value) {
        box.setValue(Boolean.TRUE.equals(value));
    }

    @Override
    public void type(@Nullable Object value) {
        show(value);
    }

    @Override
    public void setReadOnly(boolean readOnly) {
        box.setReadOnly(readOnly);
    }

    @Override
    public void setError(@Nullable String message) {
        box.setErrorMessage(message);
        box.setInvalid(message != null);
    }

    @Override
    public boolean hasError() {
        return box.isInvalid();
    }

    @Override
    public void focus() {
        box.focus();
    }

    @Override
    public void onChange(Runnable listener) {
        box.addValueChangeListener(change -> listener.run());
    }
}
