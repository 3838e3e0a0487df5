package io.slipway.account.internal;

import io.slipway.common.AccountId;
import io.slipway.common.db.Schemas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The schema of each account's fixed tables: made, brought up to date, dropped. */
@Component
class AccountSchemas {

    private static final Logger LOG = LoggerFactory.getLogger(AccountSchemas.class);
    private static final String CHARACTERS = " CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci";
    // a statement that names more tables than this gains nothing
    private static final int LOOKED_AT_TOGETHER = 100;

    private final DataSource dataSource;
    private final JdbcClient jdbc;

    AccountSchemas(DataSource dataSource, JdbcClient jdbc) {
        this.dataSource = dataSource;
        this.jdbc = jdbc;
    }

    /** Makes the schema if it is missing and runs the migrations it has not seen. Safe to repeat, also on two nodes. */
    void migrate(AccountId account) {
        migrated(account);
    }

    /**
     * Does the same for many. Flyway needs a few hundredths of a second for each schema even where there is nothing to do,
     * which at a start with a thousand accounts is half a minute in which nobody can work. So it is asked about the first;
     * those whose list of migrations is the same as that one's then, to the checksums, have nothing to do either.
     */
    void migrateAll(List<AccountId> accounts) {
        if (accounts.isEmpty()) {
            return;
        }
        String upToDate = migrated(accounts.getFirst());
        List<AccountId> others = accounts.subList(1, accounts.size());
        for (int start = 0; start < others.size(); start += LOOKED_AT_TOGETHER) {
            List<AccountId> together = others.subList(start, Math.min(others.size(), start + LOOKED_AT_TOGETHER));
            Set<Long> have = having(upToDate, together);
            together.stream().filter(account -> !have.contains(account.value())).forEach(this::migrate);
        }
    }

    /** Returns what {@link #having} compares: each migration there is with its checksum. */
    private String migrated(AccountId account) {
        String schema = Schemas.of(account);
        jdbc.sql("CREATE SCHEMA IF NOT EXISTS " + schema + CHARACTERS).update();
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(false)
                .locations("classpath:db/account")
                // steps made side by side may come together in any order; an account that has the later has the rest
                // too
                .outOfOrder(true)
                .load();
        flyway.migrate();
        return Stream.of(flyway.info().applied())
                .filter(info -> info.getVersion() != null)
                .sorted(Comparator.comparing(info -> info.getVersion().getVersion()))
                .map(AccountSchemas::line)
                .collect(Collectors.joining(","));
    }

    private static String line(MigrationInfo info) {
        return info.getVersion().getVersion() + "=" + info.getChecksum() + "+";
    }

    /** Which of the accounts have exactly these migrations; what can't be read is not among them. */
    private Set<Long> having(String migrations, List<AccountId> accounts) {
        List<String> looks = new ArrayList<>();
        for (AccountId account : accounts) {
            looks.add("SELECT " + account.value() + ", GROUP_CONCAT(version, '=', checksum, IF(success, '+', '-')"
                    + " ORDER BY version COLLATE utf8mb4_bin) FROM " + Schemas.of(account)
                    + ".flyway_schema_history WHERE version IS NOT NULL");
        }
        Set<Long> have = new HashSet<>();
        try {
            jdbc.sql(String.join(" UNION ALL ", looks)).query(row -> {
                if (migrations.equals(row.getString(2))) {
                    have.add(row.getLong(1));
                }
            });
        } catch (DataAccessException e) {
            // one without its schema or its list is enough: Flyway looks at each, and makes what is missing
            LOG.info("The accounts' schemas are looked at one by one: {}", e.getMessage());
        }
        return have;
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
