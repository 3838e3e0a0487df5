package io.slipway.records.ui;

import com.vaadin.flow.component.Component;
import io.slipway.definition.value.Parsed;
import org.jspecify.annotations.Nullable;

/** The input for one field of a record. */
interface FieldEditor {

    /** What is put on the page. */
    Component component();

    /** What is in it, in the Java type of the field's kind; Bad when that can't be read as such. */
    Parsed read();

    /** Shows a value; reading it unchanged gives back exactly this one, whatever the input can express. */
    void show(@Nullable Object value);

    /** Puts in a value as if the person had typed it. */
    void type(@Nullable Object value);

    void setReadOnly(boolean readOnly);

    /** Says beside the input what is wrong; null: nothing. */
    void setError(@Nullable String message);

    boolean hasError();

    void focus();

    /** Runs something after each change by the person. */
    void onChange(Runnable listener);
}
