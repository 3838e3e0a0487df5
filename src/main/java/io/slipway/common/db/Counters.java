package io.slipway.common.db;

import io.slipway.common.AccountId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Numbers that are never given twice, not even after a rollback of what they were given for: each is committed by itself
 * before it is handed out (INV-4).
 */
@Component
public class Counters {

    private final AccountSql sql;
    private final TransactionTemplate alone;

    Counters(AccountSql sql, PlatformTransactionManager manager) {
        this.sql = sql;
        this.alone = new TransactionTemplate(manager);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        alone.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    }

    /** One fresh number of an account's counter. */
    public long next(AccountId account, String counter) {
        return take(account, counter, 1);
    }

    /** From now on no number up to this one is given. */
    public void skip(AccountId account, String counter, long upTo) {
        alone.executeWithoutResult(status -> sql.in(
                        account, "UPDATE {a}.counter SET next_value = GREATEST(next_value, :next) WHERE name = :name")
                .param("next", upTo + 1)
                .param("name", counter)
                .update());
    }

    /** The first of {@code count} fresh numbers that follow each other. */
    public long take(AccountId account, String counter, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("At least one number, not " + count);
        }
        Long first = alone.execute(status -> {
            int found = sql.in(
                            account,
                            "UPDATE {a}.counter SET next_value = LAST_INSERT_ID(next_value) + :count WHERE name = :name")
                    .param("count", count)
                    .param("name", counter)
                    .update();
            if (found != 1) {
                throw new IllegalStateException("There is no counter " + counter);
            }
            return sql.in(account, "SELECT LAST_INSERT_ID()").query(Long.class).single();
        });
        if (first == null) {
            throw new IllegalStateException("The counter " + counter + " gave no number");
        }
        return first;
    }
}
