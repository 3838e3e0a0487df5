package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import org.springframework.stereotype.Component;

/** Counters of auto-number fields. A number is taken inside the writing transaction, so writers of one field queue. */
@Component
class JdbcAutoNumbers {

    private final AccountSql sql;
    private final Transactions transactions;

    JdbcAutoNumbers(AccountSql sql, Transactions transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** Takes numbers; returns the first. */
    long take(EnvironmentId environment, ResourceId field, int count) {
        // The server remembers the number per connection, so all statements need the same one.
        return transactions.once(() -> takeOnOneConnection(environment, field, count));
    }

    /** Makes sure that the next number is at least this one. */
    void raise(EnvironmentId environment, ResourceId field, long next) {
        sql.in(
                        environment,
                        "INSERT INTO {e}.auto_number (field_id, next_value) VALUES (?, ?)"
                                + " ON DUPLICATE KEY UPDATE next_value = GREATEST(next_value, VALUES(next_value))")
                .params(field.value(), next)
                .update();
    }

    private long takeOnOneConnection(EnvironmentId environment, ResourceId field, int count) {
        while (advance(environment, field, count) == 0) {
            sql.in(environment, "INSERT IGNORE INTO {e}.auto_number (field_id, next_value) VALUES (?, 1)")
                    .param(field.value())
                    .update();
        }
        return sql.in(environment, "SELECT LAST_INSERT_ID()").query(Long.class).single();
    }

    private int advance(EnvironmentId environment, ResourceId field, int count) {
        return sql.in(
                        environment,
                        "UPDATE {e}.auto_number SET next_value = LAST_INSERT_ID(next_value) + ? WHERE field_id = ?")
                .params(count, field.value())
                .update();
    }
}
