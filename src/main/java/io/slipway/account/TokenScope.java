package io.slipway.account;

/** What an API token may be used for; besides, it may never do more than its owner may. */
public enum TokenScope {
    READ("Read", "See records, definitions, environments, runs and backups."),
    WRITE("Write", "Create, change and delete records, and import files."),
    BUILD("Build", "Make and discard sandboxes, change definitions and webhooks."),
    PROMOTE("Promote", "Start, watch and stop promotions and restores."),
    BACKUP("Back up", "Take, verify, download and upload backups.");

    private final String label;
    private final String meaning;

    TokenScope(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** The words people see. */
    public String label() {
        return label;
    }

    /** What it allows, as a sentence for people. */
    public String meaning() {
        return meaning;
    }
}
