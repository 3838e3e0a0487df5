package io.slipway.account.internal;

import io.slipway.common.AccountId;
import io.slipway.common.db.Schemas;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The schema of each account's fixed tables: made, brought up to date, dropped. */
@Component
class AccountSchemas {

    private static final String CHARACTERS = " CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci";

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    AccountSchemas(DataSource dataSource, JdbcClient jdbc) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
    }

    /** Makes the schema if it is missing and runs the migrations it has not seen. Safe to repeat, also on two nodes. */
    void migrate(AccountId account) {
        String schema = Schemas.of(account);
        jdbc.sql("CREATE SCHEMA IF NOT EXISTS " + schema + CHARACTERS).update();
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(false)
                .locations("classpath:db/account")
                // steps made side by side may come together in any order; an account that has the later has the rest
                // too
                .outOfOrder(true)
                .load()
                .migrate();
    }

    /** Drops the account's schema and those of its environments. */
    void drop(AccountId account) {
        String schema = Schemas.of(account);
        List<String> all = jdbc.sql("""
                SELECT schema_name FROM information_schema.schemata
                WHERE schema_name = :schema OR LEFT(schema_name, :length) = :environments""")
                .param("schema", schema)
                .param("length", schema.length() + 2)
                .param("environments", schema + "_e")
                .query((row, number) -> row.getString(1))
                .list();
        all.forEach(name -> jdbc.sql("DROP SCHEMA IF EXISTS " + name).update());
    }
}
