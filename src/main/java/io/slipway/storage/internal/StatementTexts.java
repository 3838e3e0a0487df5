package io.slipway.storage.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * Remembers the texts of the statements that are run again and again for a table: to render one takes longer than to send
 * it. A text holds no values, only places for them.
 */
@Component
class StatementTexts {

    private static final String IDS = "@ids@";
    private static final int MOST_SHAPES = 500;

    // Weak keys are compared by identity: one form of a table is one object (StoredTables).
    private final Cache<StoredTable, Map<Object, String>> known =
            Caffeine.newBuilder().weakKeys().maximumSize(2000).build();

    /**
     * The text of a statement over a table.
     *
     * @param shape tells it from other statements over this table; must not refer to the table's form itself
     */
    String of(StoredTable table, Object shape, Supplier<? extends Query> statement) {
        Map<Object, String> shapes = known.get(table, fresh -> new ConcurrentHashMap<>());
        String text = shapes.get(shape);
        if (text == null) {
            text = statement.get().getSQL(ParamType.INDEXED);
            if (shapes.size() < MOST_SHAPES) {
                shapes.put(shape, text);
            }
        }
        return text;
    }

    /** Stands for a list of ids in a text that {@link #withIds} completes. */
    static Condition amongIds(Field<byte[]> id) {
        return DSL.condition("{0} in (" + IDS + ")", id);
    }

    /** The text with places for so many ids. */
    static String withIds(String text, int count) {
        return text.replace(IDS, "?" + ", ?".repeat(count - 1));
    }
}
