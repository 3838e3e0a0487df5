package io.slipway.definition;

import io.slipway.common.Text;

/**
 * One choice of a single or multi choice field. Records hold its id, so renaming a choice moves no data.
 *
 * @param id positive, unique in its field, never reused there
 * @param label what people see
 */
public record Choice(long id, String label) {

    public Choice {
        label = Text.name("choice", label);
        if (id <= 0) {
            throw new IllegalArgumentException("A choice id is positive, not " + id);
        }
    }
}
