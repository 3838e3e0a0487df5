package io.slipway.imports.internal;

import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.imports.Inspection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the table that is there already whose records a column names. Its name has to say so, by the table and its unique
 * field ("Customer e-mail") or by what is a key anywhere ("Badge no."), and its values have to be there: two lists of
 * e-mail addresses are no link.
 */
final class KnownKeys {

    private final Definition definition;
    private final Evidence evidence;

    /** Whether the values of a column are those of a unique field. */
    interface Evidence {
        boolean holds(int file, Inspection.Column column, Field key);
    }

    /**
     * A unique field whose values a column has.
     *
     * @param rest the words of the column's name before those that only say which field it is; may be empty
     */
    record Named(ResourceId table, ResourceId key, List<String> rest) {}

    private record Candidate(Field key, int agreement, int tail) {}

    KnownKeys(Definition definition, Evidence evidence) {
        this.definition = definition;
        this.evidence = evidence;
    }

    /** The best of the keys that fit in name and values. */
    Optional<Named> namedBy(int file, Inspection.Column column) {
        List<String> words = Words.of(column.name());
        return definition
                .all(Field.class)
                .filter(Field::unique)
                .filter(field -> column.filled() > 0 && FileShape.sameForm(field.kind(), column))
                .map(field -> candidate(field, words))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(Candidate::agreement).reversed())
                .filter(candidate -> evidence.holds(file, column, candidate.key()))
                .findFirst()
                .map(candidate -> new Named(
                        candidate.key().table(),
                        candidate.key().id(),
                        words.subList(0, words.size() - candidate.tail())));
    }

    private Optional<Candidate> candidate(Field key, List<String> column) {
        List<String> own = Words.of(key.name());
        List<String> table =
                Words.singular(Words.of(definition.get(Table.class, key.table()).name()));
        boolean saysTable = own.size() > table.size() && startsWith(own, table);
        if (saysTable || own.size() > 1 && FileShape.isKeyName(own)) {
            int tail = saysTable ? own.size() - table.size() : 1;
            return endsWith(column, own) ? Optional.of(new Candidate(key, own.size(), tail)) : Optional.empty();
        }
        List<String> full = new ArrayList<>(table);
        full.addAll(own);
        return endsWith(column, full) ? Optional.of(new Candidate(key, full.size(), own.size())) : Optional.empty();
    }

    private static boolean startsWith(List<String> words, List<String> start) {
        return words.subList(0, start.size()).equals(start);
    }

    private static boolean endsWith(List<String> words, List<String> end) {
        return words.size() >= end.size()
                && words.subList(words.size() - end.size(), words.size()).equals(end);
    }
}
