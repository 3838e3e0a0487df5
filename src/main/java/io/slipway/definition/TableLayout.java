package io.slipway.definition;

import io.slipway.common.ResourceId;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The live generations that carry a table's data in one environment. Part of the definition of a revision: moving the
 * head moves everything.
 *
 * @param table the table
 * @param generation the table's live generation: records are in {@code t_<table>_<generation>}
 * @param columns per field its live generation: in column {@code c_<field>_<generation>}, or, for multi choice and
 *     many-to-many links, in side table {@code s_<field>_<generation>}
 * @param keys per unique field the generation of its key column {@code k_<field>_<generation>}
 */
public record TableLayout(
        ResourceId table, long generation, SortedMap<ResourceId, Long> columns, SortedMap<ResourceId, Long> keys) {

    public TableLayout {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    }
}
