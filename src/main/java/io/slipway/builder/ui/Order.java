package io.slipway.builder.ui;

import io.slipway.builder.DefinitionChange;
import io.slipway.definition.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Moves one of a list up or down. */
final class Order {

    private static final long RANK_STEP = 1000;

    private Order() {}

    /** The list with one entry exchanged with the one before (-1) or after it (1). */
    static <T> List<T> moved(List<T> list, int index, int by) {
        List<T> copy = new ArrayList<>(list);
        Collections.swap(copy, index, index + by);
        return copy;
    }

    /** What moves a field: the two change ranks, unless these don't tell them apart; then all get new ones. */
    static List<DefinitionChange> movedFields(List<Field> fields, int index, int by) {
        Field one = fields.get(index);
        Field other = fields.get(index + by);
        if (one.rank() != other.rank()) {
            return List.of(Bench.put(one.withRank(other.rank())), Bench.put(other.withRank(one.rank())));
        }
        List<DefinitionChange> changes = new ArrayList<>();
        List<Field> wanted = moved(fields, index, by);
        for (int i = 0; i < wanted.size(); i++) {
            changes.add(Bench.put(wanted.get(i).withRank((i + 1) * RANK_STEP)));
        }
        return changes;
    }
}
