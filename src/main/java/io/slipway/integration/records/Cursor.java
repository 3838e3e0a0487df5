package io.slipway.integration.records;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.Sha256;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import io.slipway.storage.PageMark;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in a list, as a text callers hand back as they got it. It says which list it belongs to and carries a sum, so
 * that one that was made for another list or was damaged is noticed.
 */
final class Cursor {

    private static final int SUM_LENGTH = 8;

    private Cursor() {}

    /** What a cursor belongs to. */
    static String list(EnvironmentId environment, ResourceId table, String kind) {
        return environment + "/" + table + "/" + kind;
    }

    static String write(String list, String place) {
        String content = list + "\n" + place;
        String whole = Sha256.hex(content).substring(0, SUM_LENGTH) + content;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place.
     *
     * @throws ApiProblem when it is no cursor of this list
     */
    static String read(String list, String cursor) {
        String whole;
        try {
            whole = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("The cursor is damaged.");
        }
        if (whole.length() < SUM_LENGTH
                || !Sha256.hex(whole.substring(SUM_LENGTH)).startsWith(whole.substring(0, SUM_LENGTH))) {
            throw refused("The cursor is damaged.");
        }
        String content = whole.substring(SUM_LENGTH);
        int line = content.indexOf('\n');
        if (line < 0 || !content.substring(0, line).equals(list)) {
            throw refused("The cursor was made for another list: another environment, table, filter or order.");
        }
        return content.substring(line + 1);
    }

    /** As {@link #read}, for lists of records. */
    static PageMark mark(String list, String cursor) {
        try {
            return PageMark.parse(read(list, cursor));
        } catch (IllegalArgumentException e) {
            throw refused("The cursor is damaged.");
        }
    }

    /** As {@link #read}, for lists of changes. */
    static long position(String list, String cursor) {
        try {
            return Long.parseLong(read(list, cursor));
        } catch (NumberFormatException e) {
            throw refused("The cursor is damaged.");
        }
    }

    private static ApiProblem refused(String detail) {
        return ApiProblem.of(ProblemType.INVALID_CURSOR)
                .detail(detail)
                .field("cursor")
                .fix("Hand cursors back as you got them, to the same address; or start without one.")
                .exception();
    }
}
