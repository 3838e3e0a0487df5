package io.slipway.storage.internal;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One part of an order.
 *
 * @param reader how its value is read from a row
 */
record SortTerm(Field<Object> expression, boolean descending, Reader reader) {

    /** Reads the value from the column of a row. */
    interface Reader {
        @Nullable
        Object read(ResultSet row, String column) throws SQLException;
    }

    OrderField<Object> order() {
        return order(expression);
    }

    /** The same order of another expression with the same values. */
    OrderField<Object> order(Field<Object> same) {
        return descending ? same.desc() : same.asc();
    }

    /** The condition of having this very value. */
    Condition same(@Nullable Object value) {
        return value == null ? expression.isNull() : expression.eq(Sql.value(value));
    }

    /** The condition of standing after this value; MariaDB takes NULL for the smallest. */
    Condition after(@Nullable Object value) {
        if (value == null) {
            return descending ? DSL.falseCondition() : expression.isNotNull();
        }
        return descending ? expression.lt(Sql.value(value)).or(expression.isNull()) : expression.gt(Sql.value(value));
    }
}
