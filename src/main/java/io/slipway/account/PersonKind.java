package io.slipway.account;

/** What somebody may do in the account as a whole. */
public enum PersonKind {
    /** Promotes, backs up, restores, manages people; may do all an App Admin may. */
    SUPER_ADMIN("Super Admin"),
    /** Builds apps and sees all records. */
    APP_ADMIN("App Admin"),
    /** Works with records, as far as roles allow. */
    USER("User");

    private final String label;

    PersonKind(String label) {
        this.label = label;
    }

    /** The words people see. */
    public String label() {
        return label;
    }
}
