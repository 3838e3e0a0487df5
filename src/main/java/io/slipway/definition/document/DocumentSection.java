package io.slipway.definition.document;

import io.slipway.definition.ResourceType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The lists of resources a document has. */
public enum DocumentSection {
    TABLES("tables", ResourceType.TABLE, false),
    RELATIONSHIPS("relationships", ResourceType.RELATIONSHIP, true),
    FIELDS("fields", ResourceType.FIELD, true),
    FORMS("forms", ResourceType.FORM, true),
    VIEWS("views", ResourceType.VIEW, true),
    APPS("apps", ResourceType.APP, false),
    ROLES("roles", ResourceType.ROLE, false),
    USER_GROUPS("userGroups", ResourceType.USER_GROUP, false);

    /** Sections of the document itself, in their order. */
    static final List<DocumentSection> OUTER = List.of(TABLES, APPS, ROLES, USER_GROUPS);

    /** Sections of a table, in their order. */
    static final List<DocumentSection> OF_TABLE = List.of(FIELDS, RELATIONSHIPS, FORMS, VIEWS);

    private final String key;
    private final ResourceType type;
    private final boolean inTable;

    DocumentSection(String key, ResourceType type, boolean inTable) {
        this.key = key;
        this.type = type;
        this.inTable = inTable;
    }

    /** The property's name, for example {@code userGroups}. */
    public String key() {
        return key;
    }

    /** What the section lists. */
    public ResourceType type() {
        return type;
    }

    /** Whether the section is one of each table, not of the document. */
    public boolean inTable() {
        return inTable;
    }

    /** The section of a type. */
    public static DocumentSection of(ResourceType type) {
        return switch (type) {
            case TABLE -> TABLES;
            case RELATIONSHIP -> RELATIONSHIPS;
            case FIELD -> FIELDS;
            case FORM -> FORMS;
            case VIEW -> VIEWS;
            case APP -> APPS;
            case ROLE -> ROLES;
            case USER_GROUP -> USER_GROUPS;
        };
    }

    /** The section of a key; upper and lower case do not count, nor does a hyphen. */
    public static Optional<DocumentSection> parse(String key) {
        String wanted = key.replace("-", "").toLowerCase(Locale.ROOT);
        for (DocumentSection section : values()) {
            if (section.key.toLowerCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(section);
            }
        }
        return Optional.empty();
    }
}
