package io.slipway.integration;

import java.util.Locale;

/**
 * The kinds of problems the API answers with. Each has an address that never changes and at which it is explained, so
 * that programs can tell problems apart without reading sentences.
 */
public enum ProblemType {
    NOT_SIGNED_IN(
            401,
            "Not signed in",
            "The call carries no API token, or one that is unknown, expired or revoked, or whose owner may no longer sign"
                    + " in. Send the header “Authorization: Bearer slw_…” with a token that a Super Admin made in My"
                    + " Account → API tokens."),
    SCOPE_MISSING(
            403,
            "The token may not do this",
            "The token lacks the scope this call needs. Scopes are chosen when a token is made and do not change; make"
                    + " another token."),
    NOT_ALLOWED(
            403,
            "Not allowed",
            "The token's owner may not do this: a token never may do more than its owner. Give the owner the permission, or"
                    + " use a token of somebody who has it."),
    NOT_FOUND(
            404,
            "Not found",
            "There is nothing at this address, or it is not yours to see. The two are not told apart on purpose."),
    METHOD_NOT_SUPPORTED(
            405,
            "Method not supported",
            "The address is right but not for this method. The header Allow lists those it has."),
    NOT_ACCEPTABLE(406, "Not acceptable", "The answer is JSON; let the header Accept allow application/json."),
    IDEMPOTENCY_IN_PROGRESS(
            409,
            "This call is under way",
            "Another call with the same Idempotency-Key has not been answered yet. Wait as long as Retry-After says and"
                    + " repeat it with the same key: you will get its answer."),
    IDEMPOTENCY_OUTCOME_UNKNOWN(
            409,
            "What became of the first call is unknown",
            "A call with this Idempotency-Key broke off, and what it began does not stand in one transaction. Look whether"
                    + " it happened; if not, call again with a new key."),
    CHANGED_MEANWHILE(
            409,
            "Changed meanwhile",
            "Somebody else changed the same thing since it was read. Read it again, then repeat the change."),
    CONFLICT(
            409,
            "Not possible as things are",
            "The call is right, but what there is stands in its way. The detail says what and what to do."),
    WOULD_DELETE(
            409,
            "Something would be removed",
            "The document lacks resources that are there. Each entry of “errors” names one. Add them to the document, or say"
                    + " allowDelete=true."),
    STRUCTURE_LOCKED(
            409,
            "The structure is read-only",
            "Production is built in the promotable sandbox as long as there is one. “sandbox” is its id: make the change"
                    + " there and promote it."),
    BUSY(
            409,
            "In use",
            "Somebody or something else is changing the structure, or must not see it changed now. Repeat the call later."),
    NOT_READY(
            409,
            "Not ready",
            "The environment is being created, refreshed or discarded. Repeat the call when it is ready."),
    CONFIRMATION_NEEDED(
            409, "Confirm it by its name", "Something will be lost. “expected” is what has to be sent as “confirm”."),
    UNSETTLED(
            409,
            "Collisions are to be settled",
            "Sandbox and production changed the same in ways that exclude each other. “collisions” lists them; say for each"
                    + " what is to be kept."),
    ALREADY_RUNNING(
            409,
            "Another run is under way",
            "There is one promotion or restore at a time. “run” is the id of the one that is not over."),
    PLAN_CHANGED(
            409,
            "The plan is no longer right",
            "The sandbox or production changed since the plan was read. Read it again, look at it, and start that one."),
    NOTHING_TO_PROMOTE(409, "Nothing to promote", "The sandbox has no changes that production does not have."),
    CHECKS_FAILED(
            409,
            "Checks stand in the way",
            "At least one check found what must be corrected first. Each entry of “errors” is one, with what to do."),
    TOO_LATE(409, "Too late", "It has gone too far to be stopped, or is over already."),
    IN_USE(409, "Still needed", "It is in use at the moment, or needed by something that is not over."),
    STILL_LINKED(
            409,
            "Records still link to it",
            "The record can't be deleted while others link to it. The problem lists from where; unlink or delete those"
                    + " first."),
    CURSOR_TOO_OLD(
            410,
            "The cursor is too old",
            "The changes after this cursor are no longer kept. Read the records anew, then go on with the cursor of a fresh"
                    + " start (changes without a cursor)."),
    VERSION_MISMATCH(
            412,
            "It was changed meanwhile",
            "If-Match (in a batch “version”) names an older version of the record or definition than there is now. Read it"
                    + " again, then repeat the change with its new ETag."),
    BODY_TOO_LARGE(413, "The body is too large", "Send less at once; the detail says how much is possible."),
    MEDIA_TYPE_NOT_SUPPORTED(
            415, "Media type not supported", "Send the body as the detail says, mostly application/json."),
    MALFORMED_BODY(
            400,
            "The body can't be read",
            "The body is not JSON, is nested too deeply, has a name twice, or is not of the form this call takes. The detail"
                    + " says where."),
    INVALID_PARAMETER(
            400, "A parameter can't be taken", "A part of the address or a header has a value that can't be taken."),
    INVALID_CURSOR(
            400,
            "Not a cursor of this list",
            "The cursor is damaged or was made for another table, environment, filter or order. Start without a cursor."),
    INVALID_INPUT(
            422,
            "A value can't be taken",
            "At least one value can't be taken. Each entry of “errors” names the place (a JSON pointer into the body), the"
                    + " field and what to do. Nothing was written unless the answer says otherwise."),
    DATA_IN_THE_WAY(
            422,
            "Values stand in the way",
            "Values of records do not fit what is to become of their fields. Each entry of “errors” says which and how many."
                    + " Correct the records, or choose what is to happen with such values."),
    BACKUP_DAMAGED(
            422,
            "Not a sound backup",
            "The backup is not complete, not what it was when it was written, or no backup at all. The detail says what is"
                    + " wrong."),
    UNKNOWN_FIELD(
            422,
            "Unknown field",
            "The body or a parameter names a field there is none of. Names are API names or ids; see the list of fields of"
                    + " the table."),
    IDEMPOTENCY_KEY_REUSED(
            422,
            "The key was used for another call",
            "The Idempotency-Key came with another address or body before. Use a new key for each call."),
    PRECONDITION_REQUIRED(
            428,
            "If-Match is missing",
            "Changes and deletions need the header If-Match with the record's ETag, or * for whatever version there is."),
    RATE_LIMITED(
            429,
            "Too many calls",
            "The token has used up what it may call for now. Wait as long as Retry-After says. RateLimit-Limit,"
                    + " RateLimit-Remaining and RateLimit-Reset tell how much is left."),
    INTERNAL(
            500,
            "Something went wrong here",
            "This is a fault of Slipway, not of the call. Tell your administrator the requestId: the log says more."),
    ENVIRONMENT_LOCKED(
            503,
            "The account is locked for a moment",
            "A promotion or restore is being put in force. Nothing of the call was written. Repeat it as it is after the"
                    + " seconds of Retry-After; with an Idempotency-Key of the same value where it has one. “run” and"
                    + " “expectedEnd” tell what is under way. Status, promotions and backups go on answering."),
    UNAVAILABLE(
            503,
            "Not available for a moment",
            "The database can't be reached or is overloaded. Repeat the call later.");

    /** Beginning of the addresses at which problems are explained. */
    public static final String ADDRESS = "/problems/";

    private final int status;
    private final String title;
    private final String meaning;

    ProblemType(int status, String title, String meaning) {
        this.status = status;
        this.title = title;
        this.meaning = meaning;
    }

    /** The last part of the address, for example {@code not-found}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The address that names the type in problems. */
    public String address() {
        return ADDRESS + code();
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }

    /** The same words for every problem of the type. */
    public String title() {
        return title;
    }

    /** What it means and what to do, for people. */
    public String meaning() {
        return meaning;
    }
}
