package io.slipway.storage.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.TableLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Remembers the physical form of the tables of definitions lately used. */
@Component
class StoredTables {

    // Weak keys are compared by identity, which is enough: definitions are themselves kept per environment and
    // revision.
    private final Cache<Definition, Map<TableLayout, StoredTable>> known =
            Caffeine.newBuilder().weakKeys().maximumSize(500).build();

    /** The live form of a table. */
    StoredTable live(Definition definition, ResourceId table) {
        return of(definition, definition.layout(table));
    }

    /** A form of a table. */
    StoredTable of(Definition definition, TableLayout layout) {
        return known.get(definition, fresh -> new ConcurrentHashMap<>())
                .computeIfAbsent(layout, asked -> StoredTable.of(definition, asked));
    }
}
