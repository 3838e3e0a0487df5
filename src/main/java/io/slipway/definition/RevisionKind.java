package io.slipway.definition;

/** What a revision did to its resource. */
public enum RevisionKind {
    ADD("Add", "+"),
    MODIFY("Modify", "~"),
    DELETE("Delete", "−");

    private final String label;
    private final String sign;

    RevisionKind(String label, String sign) {
        this.label = label;
        this.sign = sign;
    }

    /** The word people see. */
    public String label() {
        return label;
    }

    /** The sign shown beside the word, so that colour never stands alone. */
    public String sign() {
        return sign;
    }
}
