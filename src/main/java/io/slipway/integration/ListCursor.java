package io.slipway.integration;

import io.slipway.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in a list, as a text callers hand back as they got it. It says which list it belongs to and carries a sum, so
 * that one that was made for another list or was damaged is noticed.
 */
public final class ListCursor {

    private static final int SUM_LENGTH = 8;

    private ListCursor() {}

    /**
     * @param list what the cursor belongs to, one line
     */
    public static String write(String list, String place) {
        String content = list + "\n" + place;
        String whole = Sha256.hex(content).substring(0, SUM_LENGTH) + content;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The place.
     *
     * @throws ApiProblem when it is no cursor of this list
     */
    public static String read(String list, String cursor) {
        String whole;
        try {
            whole = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
        if (whole.length() < SUM_LENGTH
                || !Sha256.hex(whole.substring(SUM_LENGTH)).startsWith(whole.substring(0, SUM_LENGTH))) {
            throw damaged();
        }
        String content = whole.substring(SUM_LENGTH);
        int line = content.indexOf('\n');
        if (line < 0 || !content.substring(0, line).equals(list)) {
            throw refused("The cursor was made for another list: another account, address, table, filter or order.");
        }
        return content.substring(line + 1);
    }

    /** The problem of a cursor whose place can't be read. */
    public static ApiProblem damaged() {
        return refused("The cursor is damaged.");
    }

    private static ApiProblem refused(String detail) {
        return ApiProblem.of(ProblemType.INVALID_CURSOR)
                .detail(detail)
                .field("cursor")
                .fix("Hand cursors back as you got them, to the same address; or start without one.")
                .exception();
    }
}
