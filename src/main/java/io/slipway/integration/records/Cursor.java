package io.slipway.integration.records;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ListCursor;
import io.slipway.storage.PageMark;

/** Cursors of lists of records and of their changes. */
final class Cursor {

    private Cursor() {}

    /** What a cursor belongs to. */
    static String list(EnvironmentId environment, ResourceId table, String kind) {
        return environment + "/" + table + "/" + kind;
    }

    static String write(String list, String place) {
        return ListCursor.write(list, place);
    }

    /**
     * The place in a list of records.
     *
     * @throws ApiProblem when it is no cursor of this list
     */
    static PageMark mark(String list, String cursor) {
        try {
            return PageMark.parse(ListCursor.read(list, cursor));
        } catch (IllegalArgumentException e) {
            throw ListCursor.damaged();
        }
    }

    /**
     * The place in a list of changes.
     *
     * @throws ApiProblem when it is no cursor of this list
     */
    static long position(String list, String cursor) {
        try {
            return Long.parseLong(ListCursor.read(list, cursor));
        } catch (NumberFormatException e) {
            throw ListCursor.damaged();
        }
    }
}
