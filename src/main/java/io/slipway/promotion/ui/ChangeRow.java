package io.slipway.promotion.ui;

import io.slipway.ui.ChangeBadge.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of the tree of changes: an app, table, field or other resource, a property of it, or a heading.
 *
 * @param key tells rows apart that look the same
 * @param kind the type in a word, "property", or empty for a heading
 * @param change what happened to it; null: nothing, it only leads to what is below
 * @param own what a change of it may do
 */
record ChangeRow(
        String key,
        String object,
        String kind,
        String note,
        @Nullable Change change,
        String production,
        String sandbox,
        Risk own,
        List<ChangeRow> children) {

    ChangeRow {
        children = List.copyOf(children);
    }

    /** The worst of it and all below. */
    Risk risk() {
        return children.stream().map(ChangeRow::risk).reduce(own, Risk::or);
    }

    /** The row with those below that lead to a match; empty: none does. Below a match everything stays. */
    Optional<ChangeRow> only(Predicate<ChangeRow> wanted) {
        if (wanted.test(this)) {
            return Optional.of(this);
        }
        List<ChangeRow> kept =
                children.stream().flatMap(child -> child.only(wanted).stream()).toList();
        return kept.isEmpty()
                ? Optional.empty()
                : Optional.of(new ChangeRow(key, object, kind, note, change, production, sandbox, own, kept));
    }

    /** Whether the checks have found something about it. */
    boolean isRisky() {
        return own != Risk.NONE && own != Risk.UNKNOWN;
    }

    /** Both sides in one line; empty when there is nothing to compare. */
    String sides() {
        return production.isEmpty() && sandbox.isEmpty() ? "" : production + " → " + sandbox;
    }

    boolean isProperty() {
        return kind.equals(ChangeRows.PROPERTY);
    }
}
