package io.slipway.common;

import java.util.List;
import java.util.Objects;

/**
 * Somebody's input that can't be taken, with the place and what to do. The message is shown to people as it is.
 */
public class InvalidInput extends RuntimeException {

    private final String place;
    private final transient List<InvalidInput> others;

    /**
     * @param place the property at fault, for example "name" or "defaultValue"
     */
    public InvalidInput(String place, String message) {
        super(message);
        this.place = place;
        this.others = List.of();
    }

    /** A fault of several in the same input; see {@link Faults}. */
    InvalidInput(InvalidInput first, List<InvalidInput> others) {
        super(Objects.requireNonNull(first.getMessage()), first);
        this.place = first.place;
        this.others = List.copyOf(others);
    }

    /** The property at fault. */
    public String place() {
        return place;
    }

    /** What else is wrong with the same input, if more than one thing was found; each without others. */
    public List<InvalidInput> others() {
        return others;
    }
}
