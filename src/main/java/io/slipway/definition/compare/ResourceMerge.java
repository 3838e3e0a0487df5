package io.slipway.definition.compare;

import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Merges one resource property by property. */
final class ResourceMerge {

    private static final List<String> SETTINGS = List.of("kind", "required", "unique", "defaultValue");

    private final PropertyMerge merge;

    ResourceMerge(PropertyMerge merge) {
        this.merge = merge;
    }

    /** The three states are of the same type. */
    Resource of(Resource base, Resource sandbox, Resource production) {
        return switch (sandbox) {
            case Table s when base instanceof Table b && production instanceof Table p -> table(b, s, p);
            case Relationship s
            when base instanceof Relationship b && production instanceof Relationship p -> relationship(b, s, p);
            case Field s when base instanceof Field b && production instanceof Field p -> field(b, s, p);
            case Form s when base instanceof Form b && production instanceof Form p -> form(b, s, p);
            case View s when base instanceof View b && production instanceof View p -> view(b, s, p);
            case App s when base instanceof App b && production instanceof App p -> app(b, s, p);
            case Role s when base instanceof Role b && production instanceof Role p -> role(b, s, p);
            case UserGroup s
            when base instanceof UserGroup b && production instanceof UserGroup p ->
                new UserGroup(
                        s.id(),
                        merge.pick("name", b.name(), s.name(), p.name()),
                        merge.set(b.roles(), s.roles(), p.roles()));
            default ->
                throw new IllegalArgumentException("Resource " + sandbox.id() + " is of different types on the sides");
        };
    }

    private Table table(Table b, Table s, Table p) {
        return new Table(
                s.id(),
                merge.pick("name", b.name(), s.name(), p.name()),
                merge.pick("description", b.description(), s.description(), p.description()),
                merge.reference("titleField", b.titleField(), s.titleField(), p.titleField()));
    }

    private Relationship relationship(Relationship b, Relationship s, Relationship p) {
        return new Relationship(
                s.id(),
                merge.pick("name", b.name(), s.name(), p.name()),
                merge.pick("cardinality", b.cardinality(), s.cardinality(), p.cardinality()),
                merge.pick("from", b.from(), s.from(), p.from()),
                merge.pick("to", b.to(), s.to(), p.to()));
    }

    private Field field(Field b, Field s, Field p) {
        Field merged = new Field(
                s.id(),
                merge.pick("table", b.table(), s.table(), p.table()),
                merge.pick("name", b.name(), s.name(), p.name()),
                new KindMerge(merge).of(b.kind(), s.kind(), p.kind()),
                merge.pick("rank", b.rank(), s.rank(), p.rank()),
                merge.pick("required", b.required(), s.required(), p.required()),
                merge.pick("unique", b.unique(), s.unique(), p.unique()),
                merge.pick("defaultValue", b.defaultValue(), s.defaultValue(), p.defaultValue()),
                merge.pick("help", b.help(), s.help(), p.help()));
        return FieldRules.suits(merged) ? merged : withSettings(merged, b, s, p);
    }

    /** Each side's settings suit each other, but mixed they don't: one side's go in as they are. */
    private Field withSettings(Field merged, Field b, Field s, Field p) {
        Settlement side =
                merge.chooseTogether("settings", "type, required, unique and default", SETTINGS, List.of(b, s, p));
        Field kept = side == Settlement.KEEP_SANDBOX ? s : p;
        return new Field(
                merged.id(),
                merged.table(),
                merged.name(),
                kept.kind(),
                merged.rank(),
                kept.required(),
                kept.unique(),
                kept.defaultValue(),
                merged.help());
    }

    private Form form(Form b, Form s, Form p) {
        return new Form(
                s.id(),
                merge.pick("table", b.table(), s.table(), p.table()),
                merge.pick("name", b.name(), s.name(), p.name()),
                merge.list("items", b.items(), s.items(), p.items(), Form.Item::field));
    }

    private View view(View b, View s, View p) {
        return new View(
                s.id(),
                merge.pick("table", b.table(), s.table(), p.table()),
                merge.pick("name", b.name(), s.name(), p.name()),
                merge.list("columns", b.columns(), s.columns(), p.columns(), Function.identity()),
                merge.list("filters", b.filters(), s.filters(), p.filters(), Function.identity()),
                merge.pick("sorts", b.sorts(), s.sorts(), p.sorts()),
                merge.reference("form", b.form(), s.form(), p.form()));
    }

    private App app(App b, App s, App p) {
        return new App(
                s.id(),
                merge.pick("name", b.name(), s.name(), p.name()),
                merge.pick("description", b.description(), s.description(), p.description()),
                merge.pick("icon", b.icon(), s.icon(), p.icon()),
                merge.list("tables", b.tables(), s.tables(), p.tables(), Function.identity()),
                merge.list("views", b.views(), s.views(), p.views(), Function.identity()));
    }

    private Role role(Role b, Role s, Role p) {
        TreeMap<ResourceId, Permission> tables = new TreeMap<>(merge.map("tables", b.tables(), s.tables(), p.tables()));
        return new Role(
                s.id(),
                merge.pick("name", b.name(), s.name(), p.name()),
                merge.set(b.apps(), s.apps(), p.apps()),
                tables);
    }
}
