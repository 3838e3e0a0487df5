package io.slipway.storage.internal;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Small pieces of SQL that several statements share. */
final class Sql {

    /** Not a backslash, whose meaning depends on the session's sql_mode. */
    private static final char ESCAPE = '!';

    private static final long NO_ID = -1;

    private Sql() {}

    /** A value as a parameter. */
    @SuppressWarnings("unchecked")
    static Field<Object> value(Object value) {
        Object parameter = StoredValue.parameter(value);
        return (Field<Object>) (Field<?>) DSL.val(parameter);
    }

    /** Whether a text contains another, as the column's collation compares (without regard to case and accents). */
    static Condition contains(Field<Object> column, String text) {
        return column.like("%" + escaped(text) + "%", ESCAPE);
    }

    /** Whether a text starts with another. */
    static Condition startsWith(Field<Object> column, String text) {
        return column.like(escaped(text) + "%", ESCAPE);
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** The first characters of a text. */
    @SuppressWarnings("unchecked")
    static Field<Object> start(Field<Object> text, int characters) {
        return (Field<Object>) (Field<?>) DSL.function("left", String.class, text, DSL.inline(characters));
    }

    /** Place of a value in a list, from 1; 0: not in it, or NULL. */
    @SuppressWarnings("unchecked")
    static Field<Object> placeIn(Field<Object> value, Iterable<Long> list) {
        java.util.List<Field<?>> arguments = new java.util.ArrayList<>();
        arguments.add(value);
        list.forEach(each -> arguments.add(DSL.inline(each)));
        if (arguments.size() == 1) {
            arguments.add(DSL.inline(NO_ID));
        }
        return (Field<Object>) (Field<?>) DSL.function("field", Long.class, arguments.toArray(Field[]::new));
    }
}
