package io.slipway.backup.internal;

import io.slipway.account.Actor;
import io.slipway.account.Memberships;
import io.slipway.common.AccountId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.storage.ColumnType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Manifests as far as they are known while a backup is being taken. */
@Component
class Drafts {

    private final Memberships memberships;
    private final Clock clock;

    Drafts(Memberships memberships, Clock clock) {
        this.memberships = memberships;
        this.clock = clock;
    }

    /** The manifest of a backup whose base has been read. */
    Manifest base(BackupRows.New backup, Definition definition, long position, List<Chunk> chunks) {
        Instant now = clock.instant();
        SortedMap<ResourceId, Long> records = new TreeMap<>();
        chunks.stream()
                .filter(chunk -> chunk.file().kind() == ChunkName.Kind.TABLE)
                .forEach(chunk -> records.merge(new ResourceId(chunk.file().id()), chunk.rows(), Long::sum));
        return new Manifest(
                Manifest.FORMAT,
                backup.id(),
                backup.environment(),
                definition.revision(),
                backup.kind(),
                backup.name(),
                backup.notes(),
                backup.by(),
                now,
                now,
                position,
                List.copyOf(definition.resources().values()),
                List.copyOf(definition.layouts().values()),
                contents(definition, records),
                chunks,
                new TreeMap<>(),
                groups(backup.environment().account(), definition));
    }

    private static List<Manifest.Content> contents(Definition definition, SortedMap<ResourceId, Long> records) {
        List<Manifest.Content> contents = new ArrayList<>();
        definition.all(Table.class).forEach(table -> {
            List<Manifest.Column> columns = new ArrayList<>();
            List<Manifest.Column> sides = new ArrayList<>();
            definition.layout(table.id()).columns().keySet().forEach(id -> {
                Field field = definition.get(Field.class, id);
                ColumnType type = ColumnType.of(field, definition);
                (type.side() ? sides : columns)
                        .add(new Manifest.Column(id, field.name(), field.kind().label(), type.sql()));
            });
            contents.add(new Manifest.Content(
                    table.id(), table.name(), records.getOrDefault(table.id(), 0L), columns, sides));
        });
        return contents;
    }

    /** Who is in which group of the definition now. */
    SortedMap<ResourceId, SortedSet<UserId>> groups(AccountId account, Definition definition) {
        Actor.House house = new Actor.House(account, "Backup");
        SortedMap<ResourceId, SortedSet<UserId>> groups = new TreeMap<>();
        definition
                .all(UserGroup.class)
                .forEach(group -> groups.put(group.id(), new TreeSet<>(memberships.members(house, group.id()))));
        return groups;
    }
}
