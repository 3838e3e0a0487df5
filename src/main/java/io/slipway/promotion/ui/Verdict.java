package io.slipway.promotion.ui;

import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.ui.Shown;

/**
 * How a promotion stands, in one sentence, and the one thing to do next.
 *
 * @param tone one of the names the style sheet knows
 * @param more what else there is to say; may be empty
 */
record Verdict(String tone, String sentence, String more, Next next) {

    /** What to do next. */
    enum Next {
        PROMOTE,
        BRING_UP_TO_DATE,
        WATCH,
        NOTHING
    }

    static Verdict of(Reviewed reviewed) {
        if (reviewed.active() != null) {
            String kind = reviewed.active().kind().label();
            return new Verdict(
                    "info",
                    kind + " " + reviewed.active().id() + " is running",
                    "Another one can start when it is over.",
                    Next.WATCH);
        }
        if (reviewed.review().productionMoved()) {
            return moved(reviewed);
        }
        if (reviewed.review().nothingToPromote()) {
            return new Verdict(
                    "neutral",
                    "Nothing to promote",
                    "The sandbox is the same as production. Change something in it first.",
                    Next.NOTHING);
        }
        int errors = reviewed.checks(Severity.ERROR).size();
        if (errors > 0) {
            return new Verdict(
                    "danger",
                    "Blocked by " + Shown.count(errors, "check", "checks"),
                    "Nothing was changed. Settle what is listed below, then check again.",
                    Next.NOTHING);
        }
        return ready(reviewed);
    }

    private static Verdict moved(Reviewed reviewed) {
        int open =
                reviewed.pending() == null ? 0 : reviewed.pending().collisions().size();
        String more = open == 0
                ? "Production's changes do not touch the same things, so they go into the sandbox by themselves."
                : Shown.count(open, "thing was", "things were")
                        + " changed on both sides. Say for each which side is to be kept.";
        return new Verdict(
                "warning", "Production has changed: bring the sandbox up to date first", more, Next.BRING_UP_TO_DATE);
    }

    private static Verdict ready(Reviewed reviewed) {
        int losses = reviewed.checks(Severity.LOSS).size();
        return losses == 0
                ? new Verdict(
                        "success",
                        "Ready to promote",
                        "People will be locked out for a moment; nothing is lost.",
                        Next.PROMOTE)
                : new Verdict(
                        "warning",
                        "Ready to promote, but data will be lost",
                        "Look at " + (losses == 1 ? "what is" : "the " + losses + " findings")
                                + " marked “Data loss” first.",
                        Next.PROMOTE);
    }
}
