package io.slipway.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.slipway.common.ResourceId;
import java.util.Set;

/**
 * A tracked definition element. Closed: a new kind must be compared, promoted, shown and checked. Resources are checked
 * and normalised when constructed, so that comparing is equality.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "resource")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Table.class, name = "table"),
    @JsonSubTypes.Type(value = Relationship.class, name = "relationship"),
    @JsonSubTypes.Type(value = Field.class, name = "field"),
    @JsonSubTypes.Type(value = Form.class, name = "form"),
    @JsonSubTypes.Type(value = View.class, name = "view"),
    @JsonSubTypes.Type(value = App.class, name = "app"),
    @JsonSubTypes.Type(value = Role.class, name = "role"),
    @JsonSubTypes.Type(value = UserGroup.class, name = "group")
})
public sealed interface Resource permits Table, Relationship, Field, Form, View, App, Role, UserGroup {

    /** Stable through renames and the same in every environment. */
    ResourceId id();

    /** What people call it. */
    String name();

    /** Its kind. */
    @JsonIgnore
    default ResourceType type() {
        return switch (this) {
            case Table table -> ResourceType.TABLE;
            case Relationship relationship -> ResourceType.RELATIONSHIP;
            case Field field -> ResourceType.FIELD;
            case Form form -> ResourceType.FORM;
            case View view -> ResourceType.VIEW;
            case App app -> ResourceType.APP;
            case Role role -> ResourceType.ROLE;
            case UserGroup group -> ResourceType.USER_GROUP;
        };
    }

    /** The resources without which this one can't exist. */
    @JsonIgnore
    Set<ResourceId> needs();
}
