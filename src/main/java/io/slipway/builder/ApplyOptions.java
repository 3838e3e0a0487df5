package io.slipway.builder;

import org.jspecify.annotations.Nullable;

/**
 * How a document is to be applied.
 *
 * @param dryRun only say what would be done
 * @param allowDelete whether resources may be removed that are there and not in the document
 * @param expectedRevision the environment's revision the document was made of: nothing is done at another one; null:
 *     not checked
 */
public record ApplyOptions(
        boolean dryRun, boolean allowDelete, @Nullable Long expectedRevision) {

    /** Do it, but remove nothing. */
    public static final ApplyOptions CAREFUL = new ApplyOptions(false, false, null);

    /** Only say what would be done. */
    public static final ApplyOptions DRY_RUN = new ApplyOptions(true, false, null);

    /** The same, removals allowed. */
    public ApplyOptions deleting() {
        return new ApplyOptions(dryRun, true, expectedRevision);
    }

    /** The same, only at a revision. */
    public ApplyOptions at(long revision) {
        return new ApplyOptions(dryRun, allowDelete, revision);
    }
}
