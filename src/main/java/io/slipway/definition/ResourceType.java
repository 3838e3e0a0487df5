package io.slipway.definition;

/** The kinds of resource, in the order in which they depend on each other (later ones refer to earlier ones). */
public enum ResourceType {
    TABLE("Table"),
    RELATIONSHIP("Relationship"),
    FIELD("Field"),
    FORM("Form"),
    VIEW("View"),
    APP("App"),
    ROLE("Role"),
    USER_GROUP("User Group");

    private final String label;

    ResourceType(String label) {
        this.label = label;
    }

    /** The word people see. */
    public String label() {
        return label;
    }
}
