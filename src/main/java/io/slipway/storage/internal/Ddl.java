package io.slipway.storage.internal;

import io.slipway.common.db.Transactions;
import io.slipway.storage.Evolution.Progress;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Runs DDL so that users never queue behind it: it waits at most a second for a table's metadata lock (a waiting ALTER
 * stops every new reader), then lets go, pauses and tries again (INV-3).
 */
@Component
class Ddl {

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    // algorithm not supported in this form, or the instant budget or row size of the table is used up
    private static final Set<Integer> NOT_THIS_WAY = Set.of(1845, 1846, 1118, 1117);
    private static final int ATTEMPTS = 40;

    private final JdbcOperations jdbc;

    Ddl(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Runs one statement, journalled before and after. */
    void run(String step, String statement, Progress progress) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("DDL would commit the open transaction: " + step);
        }
        progress.begin(step, statement);
        for (int attempt = 1; ; attempt++) {
            try {
                jdbc.execute("SET STATEMENT lock_wait_timeout = 1 FOR " + statement);
                break;
            } catch (DataAccessException e) {
                if (Transactions.errorCode(e) != LOCK_WAIT_TIMEOUT || attempt == ATTEMPTS) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.min(50L * attempt, 1000)));
            }
        }
        progress.done(step, statement);
    }

    /** Whether an error says that a table can't be changed in place and needs a new generation. */
    static boolean needsNewGeneration(DataAccessException error) {
        return NOT_THIS_WAY.contains(Transactions.errorCode(error));
    }
}
