package io.slipway.storage.internal;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.SQLDialect;
import org.jooq.conf.ParamType;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Component;

/**
 * Runs what jOOQ renders. Only rendering is jOOQ's part: statements run on the transaction open on this thread, and
 * values go to the driver as java.time and other plain types, which no time zone of the machine can shift.
 */
@Component
class SqlRunner {

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final JdbcTemplate jdbc;
    private final DSLContext dsl = DSL.using(
            SQLDialect.MARIADB, new Settings().withExecuteLogging(false).withRenderSchema(true));

    SqlRunner(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Where statements begin. */
    DSLContext dsl() {
        return dsl;
    }

    /** The rows of a query. */
    <T> List<T> list(Query query, RowMapper<T> mapper) {
        return list(query.getSQL(ParamType.INDEXED), query.getBindValues(), mapper);
    }

    /** The rows of a query whose text was rendered before. */
    <T> List<T> list(String text, List<? extends @Nullable Object> values, RowMapper<T> mapper) {
        return jdbc.query(text, binder(values), mapper);
    }

    /** Runs a statement; returns how many rows it changed. */
    int run(Query query) {
        return jdbc.update(query.getSQL(ParamType.INDEXED), binder(query.getBindValues()));
    }

    /** Runs a statement whose text was rendered before; returns how many rows it changed. */
    int run(String text, List<? extends @Nullable Object> values) {
        return jdbc.update(text, binder(values));
    }

    /** Runs one statement for each list of values, in few round trips. */
    void runEach(String text, List<? extends List<? extends @Nullable Object>> values) {
        if (values.size() == 1) {
            run(text, values.getFirst());
            return;
        }
        jdbc.batchUpdate(text, values, 1000, (prepared, row) -> bind(prepared, row));
    }

    private static PreparedStatementSetter binder(List<? extends @Nullable Object> values) {
        return statement -> bind(statement, values);
    }

    /** By the type's own setter where there is one: the driver would try its codecs one after the other. */
    private static void bind(PreparedStatement statement, List<? extends @Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            int place = i + 1;
            switch (values.get(i)) {
                case null -> statement.setNull(place, Types.NULL);
                case String text -> statement.setString(place, text);
                case Long number -> statement.setLong(place, number);
                case byte[] bytes -> statement.setBytes(place, bytes);
                case BigDecimal number -> statement.setBigDecimal(place, number);
                case Boolean yes -> statement.setBoolean(place, yes);
                case Integer number -> statement.setInt(place, number);
                case Object other -> statement.setObject(place, other);
            }
        }
    }
}
