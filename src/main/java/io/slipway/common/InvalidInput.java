package io.slipway.common;

/**
 * Somebody's input that can't be taken, with the place and what to do. The message is shown to people as it is.
 */
public class InvalidInput extends RuntimeException {

    private final String place;

    /**
     * @param place the property at fault, for example "name" or "defaultValue"
     */
    public InvalidInput(String place, String message) {
        super(message);
        this.place = place;
    }

    /** The property at fault. */
    public String place() {
        return place;
    }
}
