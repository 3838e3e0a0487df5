package io.slipway.definition.document;

import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Makes resources of entries whose identities are known. */
final class ResourceReader {

    private static final long RANK_STEP = 1000;

    private final References references;
    private final KindReader kinds;
    private final ViewReader views;
    private final ToLongFunction<ResourceId> lastRank;
    private final boolean foreign;
    private final Map<ResourceId, Long> ranks = new TreeMap<>();

    /**
     * @param lastRank the place of the last field a table has now
     */
    ResourceReader(Index index, DocumentIds ids, ToLongFunction<ResourceId> lastRank, boolean foreign) {
        this.references = new References(index);
        this.kinds = new KindReader(references, ids);
        this.views = new ViewReader(references);
        this.lastRank = lastRank;
        this.foreign = foreign;
    }

    /** The resource; null: it was reported why there is none. */
    @Nullable
    Resource read(Entry entry, Map<ResourceId, Resource> built) {
        Properties p = entry.properties;
        Resource now = entry.old();
        String name = entry.name == null ? now == null ? "" : now.name() : entry.name;
        try {
            return switch (entry.section) {
                case TABLES -> table(entry, p, name, now instanceof Table t ? t : null);
                case RELATIONSHIPS -> relationship(entry, p, name, now instanceof Relationship r ? r : null);
                case FIELDS -> field(entry, p, name, now instanceof Field f ? f : null);
                case FORMS -> form(entry, p, name, now instanceof Form f ? f : null);
                case VIEWS -> views.read(entry, name, built, foreign);
                case APPS -> app(entry, p, name, now instanceof App a ? a : null);
                case ROLES -> role(entry, p, name, now instanceof Role r ? r : null);
                case USER_GROUPS -> group(entry, p, name, now instanceof UserGroup g ? g : null);
            };
        } catch (InvalidInput bad) {
            p.problem(bad.place(), String.valueOf(bad.getMessage()));
            return null;
        }
    }

    private Table table(Entry entry, Properties p, String name, @Nullable Table now) {
        ResourceId title = now == null ? null : now.titleField();
        if (p.has("titleField")) {
            title = references.one(p, "titleField", ResourceType.FIELD, entry.id());
        }
        return new Table(entry.id(), name, p.text("description", now == null ? "" : now.description()), title);
    }

    private @Nullable Relationship relationship(Entry entry, Properties p, String name, @Nullable Relationship now) {
        Cardinality cardinality = now == null ? null : now.cardinality();
        String word = p.textOrNull("cardinality");
        if (word != null) {
            cardinality = Words.parse(Cardinality.class, word).orElse(null);
        }
        if (cardinality == null) {
            p.problem("cardinality", "A cardinality is one of " + Words.all(Cardinality.class) + ".");
        }
        ResourceId to = p.has("to") || now == null ? references.needed(p, "to", ResourceType.TABLE, null) : now.to();
        return cardinality == null || to == null
                ? null
                : new Relationship(entry.id(), name, cardinality, table(entry), to);
    }

    private @Nullable Field field(Entry entry, Properties p, String name, @Nullable Field now) {
        ResourceId table = table(entry);
        FieldKind kind = kinds.read(p, table, now);
        Long rank = p.whole("rank", now == null ? null : Long.valueOf(now.rank()));
        if (rank == null) {
            long last = ranks.computeIfAbsent(table, lastRank::applyAsLong);
            rank = Math.min(last, Long.MAX_VALUE - RANK_STEP) + RANK_STEP;
        }
        ranks.merge(table, rank, Math::max);
        boolean required = p.yesNo("required", now != null && now.required());
        boolean unique = p.yesNo("unique", now != null && now.unique());
        String help = p.text("help", now == null ? "" : now.help());
        return kind == null
                ? null
                : new Field(entry.id(), table, name, kind, rank, required, unique, defaultValue(p, kind, now), help);
    }

    private @Nullable String defaultValue(Properties p, FieldKind kind, @Nullable Field now) {
        if (!p.has("defaultValue")) {
            return now == null ? null : now.defaultValue();
        }
        String value = ValueReader.canonical(kind, p, "defaultValue");
        if (foreign && value != null && kind instanceof FieldKind.User) {
            p.problem("defaultValue", "The people of another account are not here. Leave the default value out.");
        }
        return value;
    }

    private Form form(Entry entry, Properties p, String name, @Nullable Form now) {
        List<Properties> items = p.objects("items");
        if (items == null) {
            return new Form(entry.id(), table(entry), name, now == null ? List.of() : now.items());
        }
        List<Form.Item> read = new ArrayList<>();
        for (Properties item : items) {
            item.only(DocumentShape.ITEM.names());
            ResourceId field = references.needed(item, "field", ResourceType.FIELD, table(entry));
            boolean readOnly = item.yesNo("readOnly", false);
            String heading = item.text("heading", "");
            if (field != null) {
                read.add(new Form.Item(field, readOnly, heading));
            }
        }
        return new Form(entry.id(), table(entry), name, read);
    }

    private App app(Entry entry, Properties p, String name, @Nullable App now) {
        List<ResourceId> tables = references.many(p, "tables", ResourceType.TABLE, List.of());
        if (tables == null) {
            tables = now == null ? List.of() : now.tables();
        }
        List<ResourceId> shown = references.many(p, "views", ResourceType.VIEW, tables);
        if (shown == null) {
            shown = now == null ? List.of() : now.views();
        }
        return new App(
                entry.id(),
                name,
                p.text("description", now == null ? "" : now.description()),
                p.text("icon", now == null ? "" : now.icon()),
                tables,
                shown);
    }

    private Role role(Entry entry, Properties p, String name, @Nullable Role now) {
        List<ResourceId> apps = references.many(p, "apps", ResourceType.APP, List.of());
        SortedMap<ResourceId, Permission> permissions = now == null ? new TreeMap<>() : now.tables();
        List<Properties> tables = p.objects("tables");
        if (tables != null) {
            permissions = new TreeMap<>();
            for (Properties table : tables) {
                permission(table, permissions);
            }
        }
        Set<ResourceId> seen = apps == null ? now == null ? Set.of() : now.apps() : new HashSet<>(apps);
        return new Role(entry.id(), name, seen, permissions);
    }

    private void permission(Properties p, SortedMap<ResourceId, Permission> permissions) {
        p.only(DocumentShape.PERMISSION.names());
        ResourceId table = references.needed(p, "table", ResourceType.TABLE, null);
        boolean create = p.yesNo("create", false);
        boolean edit = p.yesNo("edit", false);
        boolean delete = p.yesNo("delete", false);
        boolean see = p.yesNo("see", create || edit || delete);
        if (!see && (create || edit || delete)) {
            p.problem("see", "Without see nothing else counts: say true, or leave the others out.");
        }
        if (table != null && permissions.put(table, new Permission(see, create, edit, delete)) != null) {
            p.problem("table", "This table is named twice.");
        }
    }

    private UserGroup group(Entry entry, Properties p, String name, @Nullable UserGroup now) {
        List<ResourceId> roles = references.many(p, "roles", ResourceType.ROLE, List.of());
        return new UserGroup(
                entry.id(), name, roles == null ? now == null ? Set.of() : now.roles() : new HashSet<>(roles));
    }

    private static ResourceId table(Entry entry) {
        return Objects.requireNonNull(entry.tableId());
    }
}
