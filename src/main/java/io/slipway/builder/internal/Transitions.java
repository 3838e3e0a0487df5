package io.slipway.builder.internal;

import io.slipway.builder.EditOutcome.Problem;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import io.slipway.definition.value.Conversion;
import java.util.ArrayList;
import java.util.List;

/** Which states of a resource can follow each other. */
final class Transitions {

    private Transitions() {}

    static List<Problem> problems(Resource old, Resource wanted) {
        List<Problem> found = new ArrayList<>();
        if (old.type() != wanted.type()) {
            found.add(new Problem(
                    old.id(),
                    "",
                    "The id " + old.id() + " is a " + old.type().label() + ", not a "
                            + wanted.type().label() + "."));
            return found;
        }
        switch (wanted) {
            case Field now when old instanceof Field before -> field(before, now, found);
            case Relationship now when old instanceof Relationship before -> relationship(before, now, found);
            case Form now
            when old instanceof Form before -> sameTable(now, before.table().equals(now.table()), found);
            case View now
            when old instanceof View before -> sameTable(now, before.table().equals(now.table()), found);
            case Field now -> {}
            case Relationship now -> {}
            case Form now -> {}
            case View now -> {}
            case Table now -> {}
            case App now -> {}
            case Role now -> {}
            case UserGroup now -> {}
        }
        return found;
    }

    private static void field(Field before, Field now, List<Problem> found) {
        sameTable(now, before.table().equals(now.table()), found);
        if (!Conversion.possible(before.kind(), now.kind())) {
            found.add(new Problem(
                    now.id(),
                    "kind",
                    "A field of type " + before.kind().label() + " can't become "
                            + (before.kind().label().equals(now.kind().label())
                                    ? "one of another relationship"
                                    : now.kind().label())
                            + ". Add a new field instead, and remove this one when its values are no longer needed."));
        }
    }

    private static void relationship(Relationship before, Relationship now, List<Problem> found) {
        if (!before.from().equals(now.from())
                || !before.to().equals(now.to())
                || before.cardinality() != now.cardinality()) {
            found.add(new Problem(
                    now.id(),
                    "cardinality",
                    "A relationship keeps its tables and its cardinality. Add a new one instead."));
        }
    }

    private static void sameTable(Resource resource, boolean same, List<Problem> found) {
        if (!same) {
            found.add(new Problem(
                    resource.id(),
                    "table",
                    resource.type().label() + " “" + resource.name() + "” can't move to another table."));
        }
    }
}
