package io.slipway.promotion.ui.waiting;

import io.slipway.promotion.Lockout;
import io.slipway.ui.WaitingPage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the waiting page says. */
final class WaitingWords {

    private WaitingWords() {}

    static WaitingPage.Notice notice(Lockout lockout, String runs, Instant now) {
        boolean restore = lockout.kind() == io.slipway.promotion.Run.Kind.RESTORE;
        String title = restore ? "A backup is being restored" : "Changes are being put in force";
        String reason = (restore
                        ? "Your account is being brought back to an earlier state. Nobody can work in it"
                        : "Your apps are being updated. Nobody can work in them")
                + " for a moment, so that nothing gets lost or half done. What you had typed into a form is kept and"
                + " offered to you again.";
        return new WaitingPage.Notice(
                title,
                reason,
                step(lockout),
                until(lockout, now),
                List.of(),
                new WaitingPage.Link("Super Admins: see how far it is", runs + lockout.run()));
    }

    static String step(Lockout lockout) {
        return switch (lockout.state()) {
            case LOCKING -> "Waiting for the last records being saved";
            case SECURING -> "Completing the backup";
            case FLIPPING -> "Putting the changes in force";
            case VERIFYING -> "Making sure that everything is right";
            case ROLLING_BACK -> "Going back to what was before";
            case NEEDS_ATTENTION -> "A Super Admin has been asked how to go on";
            case CHECKING, PREPARING, UNLOCKING, SUCCEEDED, ROLLED_BACK, CANCELED -> "Opening again";
        };
    }

    /** The expected end, unless it has passed or depends on a person. */
    static @Nullable Instant until(Lockout lockout, Instant now) {
        Instant end = lockout.expectedEnd();
        return lockout.waitsForDecision() || end == null || end.isBefore(now) ? null : end;
    }
}
