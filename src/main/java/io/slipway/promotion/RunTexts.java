package io.slipway.promotion;

/** Runs and journal lines in sentences for people. */
public final class RunTexts {

    private RunTexts() {}

    /** The name of a step, 1 to 4. */
    public static String title(int step, Run.Kind kind) {
        return switch (step) {
            case 1 -> "Check";
            case 2 -> "Back up";
            case 3 -> kind == Run.Kind.PROMOTION ? "Promote" : "Restore";
            case 4 -> "Unlock & notify";
            default -> throw new IllegalArgumentException("There is no step " + step);
        };
    }

    /** What happens in a step, 1 to 4. */
    public static String explanation(int step, Run.Kind kind) {
        boolean promotion = kind == Run.Kind.PROMOTION;
        return switch (step) {
            case 1 -> "Everything that would stop it is looked for. People keep working.";
            case 2 ->
                (promotion
                                ? "What is new is built beside what is live, "
                                : "The backup is loaded beside what is live, ")
                        + "and production is backed up. People keep working.";
            case 3 ->
                "People are locked out for a moment: the last records are taken over and "
                        + (promotion ? "the changes" : "the restored data") + " put in force, or nothing is.";
            case 4 -> "Production is open again. The backup is completed and verified, and mail goes out.";
            default -> throw new IllegalArgumentException("There is no step " + step);
        };
    }

    /** What is going on or came of it, in one sentence. */
    public static String sentence(Run run) {
        return switch (run.state()) {
            case CHECKING -> "Looking for anything that would stop it. People keep working.";
            case PREPARING -> "Getting everything ready and backing up production. People keep working.";
            case LOCKING, SECURING, FLIPPING, VERIFYING -> "Production is locked while the changes are put in force.";
            case UNLOCKING -> "The changes are in force and production is open again. The backup is being completed.";
            case SUCCEEDED ->
                run.kind() == Run.Kind.PROMOTION
                        ? "The changes are in force, and production is open."
                        : "The backup is in force, and production is open.";
            case ROLLING_BACK -> "It can't go on. Production is being opened as it was before.";
            case ROLLED_BACK -> "It did not succeed. Production is open and exactly as it was before.";
            case CANCELED -> "It was stopped on request. Production is exactly as it was before.";
            case NEEDS_ATTENTION ->
                "It could neither be finished nor taken back by itself. Say how production is to open.";
        };
    }

    /** What a journal line says to people who watch; empty: nothing. */
    public static String of(JournalEntry entry) {
        boolean begins = entry.mark() == JournalEntry.Mark.BEGIN;
        return switch (entry.step()) {
            case "check" -> begins ? "Looking at production's data" : "";
            case "expand" -> begins ? "Building what is new, not yet visible" : "What is new is built, not yet visible";
            case "expand.copy" -> begins ? "Copying a table whose values change" : "A table is copied";
            case "try" -> "Everything new was tried on production's data";
            case "load", "materialise.load" -> begins ? "Loading the backup beside what is live" : "";
            case "materialise.verify" -> begins ? "Making sure that the backup is sound" : "";
            case "backup", "backup.snapshot", "backup.base" -> begins ? "Backing up production" : "";
            case "catch-up", "secure" -> entry.detail();
            case "lock" -> begins ? "Waiting for the last records being saved" : "Nobody writes any more";
            case "flip" -> begins ? "Putting the changes in force" : "";
            case "verify" -> entry.detail();
            case "unlock" -> begins ? "Opening production" : "Production is open";
            case "backup.ship" -> begins ? "Completing and verifying the backup" : "";
            default -> "";
        };
    }
}
