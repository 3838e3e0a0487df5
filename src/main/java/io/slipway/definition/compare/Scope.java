package io.slipway.definition.compare;

import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;

/** Where a resource's name must be the only one of its type. */
final class Scope {

    private static final String ACCOUNT = "account";

    private Scope() {}

    static Object of(Resource resource) {
        return switch (resource) {
            case Field field -> field.table();
            case Form form -> form.table();
            case View view -> view.table();
            case Relationship relationship -> relationship.id();
            case Table table -> ACCOUNT;
            case App app -> ACCOUNT;
            case Role role -> ACCOUNT;
            case UserGroup group -> ACCOUNT;
        };
    }
}
