package io.slipway.definition;

/** How many records one record may be linked with. */
public enum Cardinality {
    /** Each record of the table links to at most one record of the target. */
    MANY_TO_ONE("many to one"),
    /** Any number on both sides. */
    MANY_TO_MANY("many to many");

    private final String label;

    Cardinality(String label) {
        this.label = label;
    }

    /** The words people see. */
    public String label() {
        return label;
    }
}
