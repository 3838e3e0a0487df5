package io.slipway.promotion.internal;

import io.slipway.common.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what the flip will do while people still work, in a transaction that is rolled back: so under the lock little
 * happens for the first time in this process.
 */
@Component
class Rehearsal {

    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private final Transactions transactions;

    Rehearsal(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Only to be quicker later: what goes wrong here tells nothing, as people are writing meanwhile. */
    void of(RunContext context, RunWork work) {
        try {
            transactions.rolledBack(work::rehearse);
        } catch (RuntimeException e) {
            LOG.info(
                    "Run {} could not rehearse its flip: {}",
                    context.id(),
                    e.getClass().getSimpleName());
        }
    }
}
