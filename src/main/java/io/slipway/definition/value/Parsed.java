package io.slipway.definition.value;

import org.jspecify.annotations.Nullable;

/** What came of reading or converting a value. */
public sealed interface Parsed {

    /** No value, which is a result too. */
    Parsed NOTHING = new Ok(null);

    /**
     * A value in the Java type of its {@link io.slipway.definition.FieldKind}; null: no value (also for kinds with
     * lists).
     */
    record Ok(@Nullable Object value) implements Parsed {}

    /**
     * It can't be read.
     *
     * @param reason a sentence for people that says what to write instead
     */
    record Bad(String reason) implements Parsed {}
}
