package io.slipway.promotion.internal;

import io.slipway.promotion.RunState;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Where a run goes when something fails: before the flip committed back, after it forward, and at last to a person. */
@Component
class RunFailures {

    private static final Logger LOG = LoggerFactory.getLogger(RunFailures.class);
    // going back is tried so often before a person is asked
    private static final int BACK_ATTEMPTS = 6;

    private final RunStore runs;
    private final RunMails mails;

    RunFailures(RunStore runs, RunMails mails) {
        this.runs = runs;
        this.mails = mails;
    }

    /**
     * After a step did not succeed.
     *
     * @param attempts how many have failed in this owner's hands, this one included
     */
    void after(RunContext context, Throwable failure, int attempts) {
        LOG.warn("Run {} failed in {}", context.id(), context.state(), failure);
        switch (context.state()) {
            case CHECKING, PREPARING, LOCKING, SECURING, FLIPPING, VERIFYING -> giveUp(context, reason(failure));
            case UNLOCKING -> {
                context.failed("finish", reason(failure));
                pause();
            }
            case ROLLING_BACK -> {
                context.failed("rollback", reason(failure));
                if (attempts == BACK_ATTEMPTS) {
                    context.move(RunState.NEEDS_ATTENTION);
                    mails.needsAttention(runs.get(context.account(), context.id()));
                } else {
                    pause();
                }
            }
            case SUCCEEDED, ROLLED_BACK, CANCELED, NEEDS_ATTENTION ->
                throw new IllegalStateException("A run that is over can't fail", failure);
        }
    }

    /** Turns back because a person asked for it. */
    void stop(RunContext context) {
        String why = "Stopped on request.";
        runs.fail(context.account(), context.id(), context.epoch(), why);
        context.note("cancel", why);
        context.move(RunState.ROLLING_BACK);
    }

    /** Turns back. Guarded: an owner that was overtaken finds out here, before it undoes anything. */
    void giveUp(RunContext context, String why) {
        runs.fail(context.account(), context.id(), context.epoch(), why);
        context.failed("failed", why);
        context.move(RunState.ROLLING_BACK);
    }

    /** What a failure says to people. */
    static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
    }
}
