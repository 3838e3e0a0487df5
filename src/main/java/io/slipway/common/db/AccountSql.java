package io.slipway.common.db;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Statements over an account's fixed tables. Write {@code {a}.table} for a table of the account's schema and
 * {@code {e}.table} for one of the environment's; values are always parameters.
 */
@Component
public class AccountSql {

    private final JdbcClient jdbc;

    AccountSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A statement over the account's schema. */
    public JdbcClient.StatementSpec in(AccountId account, String sql) {
        return jdbc.sql(resolve(account, sql));
    }

    /** A statement over the account's and one environment's schema. */
    public JdbcClient.StatementSpec in(EnvironmentId environment, String sql) {
        return jdbc.sql(resolve(environment, sql));
    }

    /** The statement's text with the account's schema in it. */
    public static String resolve(AccountId account, String sql) {
        return sql.replace("{a}", Schemas.of(account));
    }

    /** The statement's text with the account's and the environment's schema in it. */
    public static String resolve(EnvironmentId environment, String sql) {
        return resolve(environment.account(), sql).replace("{e}", Schemas.of(environment));
    }
}
