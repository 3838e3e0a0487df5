package io.slipway.common.db;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The one way to run a transaction: READ COMMITTED, and, when asked, again from the start after an error that another
 * transaction caused (1205 lock wait, 1213 deadlock, 1020 record changed since read), bounded by time.
 */
@Component
public class Transactions {

    private static final Set<Integer> CAUSED_BY_OTHERS = Set.of(1205, 1213, 1020);
    private static final Duration RETRY_FOR = Duration.ofSeconds(8);

    private final TransactionTemplate write;
    private final TransactionTemplate read;
    private final Clock clock;

    Transactions(PlatformTransactionManager manager, Clock clock) {
        this.clock = clock;
        this.write = new TransactionTemplate(manager);
        write.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.read = new TransactionTemplate(manager);
        read.setPropagationBehavior(TransactionDefinition.PROPAGATION_SUPPORTS);
        read.setReadOnly(true);
    }

    /** One transaction; joins the one already open on this thread. */
    public <T extends @Nullable Object> T once(Supplier<T> work) {
        return write.execute(status -> work.get());
    }

    /**
     * Work that only reads, all of it over one connection; takes part in the transaction already open on this thread.
     * Without one there is none: in READ COMMITTED each statement sees what is committed when it begins, in a transaction
     * or not, so that one would add its round trips, and locks that keep DDL waiting, but nothing else.
     */
    public <T extends @Nullable Object> T reading(Supplier<T> work) {
        return read.execute(status -> work.get());
    }

    /** One transaction that is rolled back whatever comes of it: what would happen, seen without doing it. */
    public void rolledBack(Runnable work) {
        write.executeWithoutResult(status -> {
            status.setRollbackOnly();
            work.run();
        });
    }

    /**
     * One transaction, run again as a whole while others get in its way. The work must have no effect outside the
     * database, because it may run more than once.
     */
    public <T extends @Nullable Object> T retrying(Supplier<T> work) {
        Instant giveUp = clock.instant().plus(RETRY_FOR);
        long pause = 2;
        while (true) {
            try {
                return once(work);
            } catch (RuntimeException e) {
                if (!isCausedByOthers(e) || clock.instant().isAfter(giveUp)) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        pause + ThreadLocalRandom.current().nextLong(pause)));
                pause = Math.min(pause * 2, 100);
            }
        }
    }

    /** Whether an error says only that another transaction was in the way. */
    public static boolean isCausedByOthers(Throwable error) {
        return CAUSED_BY_OTHERS.contains(errorCode(error));
    }

    /** MariaDB's error number in a chain of causes, or 0. */
    public static int errorCode(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() != 0) {
                return sql.getErrorCode();
            }
        }
        return 0;
    }
}
