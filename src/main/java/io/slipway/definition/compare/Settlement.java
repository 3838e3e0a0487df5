package io.slipway.definition.compare;

/** How a person settles a collision. */
public enum Settlement {
    /** As the sandbox has it. */
    KEEP_SANDBOX("Keep sandbox"),
    /** As production has it. */
    KEEP_PRODUCTION("Keep production");

    private final String label;

    Settlement(String label) {
        this.label = label;
    }

    /** The words people see. */
    public String label() {
        return label;
    }
}
