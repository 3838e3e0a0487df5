package io.slipway.storage.internal;

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
        return jdbc.query(query.getSQL(ParamType.INDEXED), binder(query.getBindValues()), mapper);
    }

    /** Runs a statement; returns how many rows it changed. */
    int run(Query query) {
        return jdbc.update(query.getSQL(ParamType.INDEXED), binder(query.getBindValues()));
    }

    /** Runs one statement for each list of values, in few round trips. The statement's own values are not used. */
    void runEach(Query statement, List<? extends List<? extends @Nullable Object>> values) {
        if (values.size() == 1) {
            jdbc.update(statement.getSQL(ParamType.INDEXED), binder(values.getFirst()));
            return;
        }
        jdbc.batchUpdate(statement.getSQL(ParamType.INDEXED), values, 1000, (prepared, row) -> bind(prepared, row));
    }

    private static PreparedStatementSetter binder(List<? extends @Nullable Object> values) {
        return statement -> bind(statement, values);
    }

    private static void bind(PreparedStatement statement, List<? extends @Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }
}
