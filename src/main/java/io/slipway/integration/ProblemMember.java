package io.slipway.integration;

import java.util.EnumSet;
import java.util.Set;

/** What problems of some types tell besides what all tell. */
public enum ProblemMember {
    RUN(
            "run",
            Form.TEXT,
            "Id of the promotion or restore that keeps the account locked or is under way",
            ProblemType.ENVIRONMENT_LOCKED,
            ProblemType.ALREADY_RUNNING),
    EXPECTED_END("expectedEnd", Form.TIME, "When the lock is expected to end", ProblemType.ENVIRONMENT_LOCKED),
    EXPECTED("expected", Form.TEXT, "What has to be sent as “confirm”", ProblemType.CONFIRMATION_NEEDED),
    PENDING_CHANGES(
            "pendingChanges",
            Form.NUMBER,
            "How many pending changes of a sandbox would be lost",
            ProblemType.CONFIRMATION_NEEDED),
    SANDBOX("sandbox", Form.TEXT, "Id of the promotable sandbox to make the change in", ProblemType.STRUCTURE_LOCKED),
    COLLISIONS("collisions", Form.COLLISIONS, "What is to be settled", ProblemType.UNSETTLED),
    LINKS("links", Form.LINKS, "From where records still link to it", ProblemType.STILL_LINKED),
    REVISION("revision", Form.NUMBER, "The environment's revision now", ProblemType.VERSION_MISMATCH),
    LIMIT("limit", Form.NUMBER, "How many bytes a body may have here", ProblemType.BODY_TOO_LARGE),
    POINTER("pointer", Form.TEXT, "JSON pointer to where the body can't be read", ProblemType.MALFORMED_BODY),
    LINE("line", Form.NUMBER, "Line of the body, counted from 1", ProblemType.MALFORMED_BODY),
    COLUMN("column", Form.NUMBER, "Column of that line, counted from 1", ProblemType.MALFORMED_BODY);

    /** What the values are. */
    public enum Form {
        TEXT,
        /** ISO 8601 in UTC. */
        TIME,
        /** A whole number. */
        NUMBER,
        /** A list: per table and field how many records link. */
        LINKS,
        /** A list of what sandbox and production changed in ways that exclude each other. */
        COLLISIONS
    }

    private final String key;
    private final Form form;
    private final String meaning;
    private final Set<ProblemType> types;

    ProblemMember(String key, Form form, String meaning, ProblemType first, ProblemType... more) {
        this.key = key;
        this.form = form;
        this.meaning = meaning;
        this.types = EnumSet.of(first, more);
    }

    /** Its name in the problem. */
    public String key() {
        return key;
    }

    /** What its values are. */
    public Form form() {
        return form;
    }

    /** What it says, for people. */
    public String meaning() {
        return meaning;
    }

    /** Whether problems of a type may have it. */
    public boolean isOf(ProblemType type) {
        return types.contains(type);
    }
}
