package io.slipway.environment.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.Text;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Counters;
import io.slipway.common.db.Schemas;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.Standing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Environments as rows of {@code environment}, each with a schema of its own. */
@Component
class JdbcEnvironments implements Environments {

    private static final String SELECT =
            "SELECT number, kind, name, promotable, state, data_choice, created_by, created_at"
                    + " FROM {a}.environment ";

    private static final String STANDING = "SELECT e.number, e.kind, e.name, e.promotable, e.state, e.data_choice,"
            + " e.created_by, e.created_at, g.writes_open, g.revision, g.epoch, g.closed_by"
            + " FROM {a}.environment e JOIN {a}.gate g ON g.environment = e.number ";

    private final AccountSql sql;
    private final Transactions transactions;
    private final Counters counters;
    private final Clock clock;

    JdbcEnvironments(AccountSql sql, Transactions transactions, Counters counters, Clock clock) {
        this.sql = sql;
        this.transactions = transactions;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public Environment production(AccountId account) {
        return sql.in(account, SELECT + "WHERE kind = 'PRODUCTION'")
                .query((row, index) -> environment(account, row))
                .single();
    }

    @Override
    public Optional<Environment> find(EnvironmentId id) {
        return sql.in(id, SELECT + "WHERE number = :number")
                .param("number", id.number())
                .query((row, index) -> environment(id.account(), row))
                .optional();
    }

    @Override
    public Standing productionStanding(AccountId account) {
        return sql.in(account, STANDING + "WHERE e.kind = 'PRODUCTION'")
                .query((row, index) -> standing(account, row))
                .single();
    }

    @Override
    public Optional<Standing> standing(EnvironmentId id) {
        return sql.in(id, STANDING + "WHERE e.number = ?")
                .param(id.number())
                .query((row, index) -> standing(id.account(), row))
                .optional();
    }

    private static Standing standing(AccountId account, ResultSet row) throws SQLException {
        return new Standing(environment(account, row), JdbcGates.gate(row));
    }

    @Override
    public List<Environment> all(AccountId account) {
        return sql.in(account, SELECT + "ORDER BY kind, name, number")
                .query((row, index) -> environment(account, row))
                .list();
    }

    @Override
    public Optional<Environment> promotable(AccountId account) {
        return sql.in(account, SELECT + "WHERE only_one = 'PROMOTABLE' AND state <> 'DISCARDING'")
                .query((row, index) -> environment(account, row))
                .optional();
    }

    private static Environment environment(AccountId account, ResultSet row) throws SQLException {
        return new Environment(
                new EnvironmentId(account, row.getLong("number")),
                Environment.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                row.getBoolean("promotable"),
                Environment.State.valueOf(row.getString("state")),
                Environment.DataChoice.valueOf(row.getString("data_choice")),
                row.getString("created_by"),
                row.getObject("created_at", LocalDateTime.class).toInstant(ZoneOffset.UTC));
    }

    @Override
    public Environment create(
            AccountId account,
            Environment.Kind kind,
            String name,
            Environment.State state,
            Environment.DataChoice data,
            String createdBy) {
        String clean = Text.name("environment", name);
        requireUnused(account, clean, 0);
        EnvironmentId id = new EnvironmentId(account, counters.next(account, "environment"));
        createSchema(id);
        try {
            return transactions.once(() -> insert(id, kind, clean, state, data, createdBy));
        } catch (DuplicateKeyException e) {
            sql.in(id, "DROP DATABASE IF EXISTS {e}").update();
            throw nameUsed(clean);
        }
    }

    private Environment insert(
            EnvironmentId id,
            Environment.Kind kind,
            String name,
            Environment.State state,
            Environment.DataChoice data,
            String createdBy) {
        sql.in(
                        id,
                        "INSERT INTO {a}.environment (number, kind, name, state, data_choice, created_by, created_at)"
                                + " VALUES (:number, :kind, :name, :state, :data, :by, :at)")
                .param("number", id.number())
                .param("kind", kind.name())
                .param("name", name)
                .param("state", state.name())
                .param("data", data.name())
                .param("by", createdBy)
                .param("at", LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        insertRow(id, "INSERT INTO {a}.gate (environment, writes_open, revision, epoch) VALUES (:e, TRUE, 0, 1)");
        insertRow(id, "INSERT INTO {a}.structure_lease (environment) VALUES (:e)");
        insertRow(id, "INSERT INTO {a}.feed_sequencer (environment, last_position) VALUES (:e, 0)");
        return find(id).orElseThrow();
    }

    private void insertRow(EnvironmentId id, String statement) {
        sql.in(id, statement).param("e", id.number()).update();
    }

    private void createSchema(EnvironmentId id) {
        sql.in(id, "CREATE DATABASE IF NOT EXISTS {e} CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci")
                .update();
        for (String statement : fixedTables().split(";")) {
            if (!statement.isBlank()) {
                sql.in(id, statement).update();
            }
        }
    }

    private static String fixedTables() {
        try (InputStream script = JdbcEnvironments.class.getResourceAsStream("/db/environment.sql")) {
            if (script == null) {
                throw new IllegalStateException("db/environment.sql is not in the jar");
            }
            String text = new String(script.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.strip().startsWith("--")).reduce("", (a, b) -> a + "\n" + b);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void requireUnused(AccountId account, String name, long except) {
        boolean used = sql.in(account, "SELECT COUNT(*) FROM {a}.environment WHERE name = :name AND number <> :except")
                        .param("name", name)
                        .param("except", except)
                        .query(Long.class)
                        .single()
                > 0;
        if (used) {
            throw nameUsed(name);
        }
    }

    private static InvalidInput nameUsed(String name) {
        return new InvalidInput("name", "There is already an environment named \"" + name + "\". Choose another name.");
    }

    @Override
    public boolean move(EnvironmentId id, Environment.State from, Environment.State to) {
        return sql.in(id, "UPDATE {a}.environment SET state = :to WHERE number = :number AND state = :from")
                        .param("to", to.name())
                        .param("from", from.name())
                        .param("number", id.number())
                        .update()
                == 1;
    }

    @Override
    public void setPromotable(EnvironmentId id, boolean promotable) {
        try {
            sql.in(
                            id,
                            "UPDATE {a}.environment SET promotable = :promotable"
                                    + " WHERE number = :number AND kind = 'SANDBOX'")
                    .param("promotable", promotable)
                    .param("number", id.number())
                    .update();
        } catch (DuplicateKeyException e) {
            String other = promotable(id.account()).map(Environment::name).orElse("another sandbox");
            throw new InvalidInput(
                    "promotable",
                    "\"" + other + "\" is the promotable sandbox already; an account has one. Make that one not"
                            + " promotable, or discard it, first.");
        }
    }

    @Override
    public void rename(EnvironmentId id, String name) {
        String clean = Text.name("environment", name);
        requireUnused(id.account(), clean, id.number());
        try {
            sql.in(id, "UPDATE {a}.environment SET name = :name WHERE number = :number")
                    .param("name", clean)
                    .param("number", id.number())
                    .update();
        } catch (DuplicateKeyException e) {
            throw nameUsed(clean);
        }
    }

    @Override
    public void setData(EnvironmentId id, Environment.DataChoice data) {
        sql.in(id, "UPDATE {a}.environment SET data_choice = :data WHERE number = :number")
                .param("data", data.name())
                .param("number", id.number())
                .update();
    }

    @Override
    public void remove(EnvironmentId id) {
        boolean production = find(id).map(Environment::isProduction).orElse(false);
        if (production) {
            throw new InvalidInput("environment", "Production can't be removed.");
        }
        // without its gate nobody reads or writes it any more, whatever page they still have open
        insertRow(id, "DELETE FROM {a}.gate WHERE environment = :e");
        sql.in(id, "DROP DATABASE IF EXISTS " + Schemas.of(id)).update();
        transactions.retrying(() -> {
            for (String table : List.of(
                    "resource_revision",
                    "layout_revision",
                    "base_move",
                    "generation",
                    "structure_lease",
                    "structure_lease_note",
                    "feed_sequencer",
                    "feed_reader",
                    "draft")) {
                insertRow(id, "DELETE FROM {a}." + table + " WHERE environment = :e");
            }
            insertRow(id, "DELETE FROM {a}.conversion_choice WHERE sandbox = :e");
            insertRow(id, "DELETE FROM {a}.environment WHERE number = :e");
            return true;
        });
    }
}
