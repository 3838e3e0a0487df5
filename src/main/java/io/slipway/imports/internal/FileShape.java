package io.slipway.imports.internal;

import io.slipway.definition.FieldKind;
import io.slipway.imports.ImportJob;
import io.slipway.imports.Inspection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of a file look like among the files that come in with it: which one tells its rows apart, and which
 * name rows of other files.
 *
 * @param key the column that tells the rows apart; empty: none does
 */
record FileShape(ImportJob.File file, String name, List<String> words, Optional<Inspection.Column> key) {

    private static final Set<String> KEY_WORDS =
            Set.of("id", "no", "nr", "number", "code", "key", "uuid", "sku", "isbn");

    /** The shapes of the files of an import. */
    static List<FileShape> of(List<ImportJob.File> files) {
        List<List<String>> names =
                files.stream().map(file -> Words.singular(Words.of(base(file)))).toList();
        return files.stream().map(file -> of(file, names)).toList();
    }

    private static String base(ImportJob.File file) {
        return file.name().replaceFirst("(?i)\\.(csv|tsv|txt)$", "");
    }

    private static FileShape of(ImportJob.File file, List<List<String>> names) {
        String name = base(file);
        List<String> words = Words.of(name);
        Optional<Inspection.Column> key = file.inspection().columns().stream()
                .filter(Inspection.Column::unique)
                .filter(column -> isKeyName(Words.of(column.name())) && canBeKey(column.kind()))
                .filter(column -> !isKeyOfAnother(Words.of(column.name()), Words.singular(words), names))
                .min(Comparator.comparingInt(Inspection.Column::index));
        return new FileShape(file, name, words, key);
    }

    /** In film_category.csv, film_id may well be unique, but it names a film. */
    private static boolean isKeyOfAnother(List<String> column, List<String> own, List<List<String>> names) {
        List<String> whose = column.subList(0, column.size() - 1);
        return !whose.equals(own) && names.contains(whose);
    }

    /** Whether a name with such a last word is a key wherever it is met. */
    static boolean isKeyName(List<String> words) {
        return !words.isEmpty() && KEY_WORDS.contains(words.getLast());
    }

    private static boolean canBeKey(FieldKind kind) {
        return kind instanceof FieldKind.WholeNumber || kind instanceof FieldKind.ShortText;
    }

    /** The words of the table's name, the last in the singular. */
    List<String> one() {
        return Words.singular(words);
    }

    /**
     * Whether a column of some file names rows of this one: it is called like the key, perhaps with words before.
     *
     * @return how many words agree; 0: it does not
     */
    int namedBy(Inspection.Column column) {
        if (key.isEmpty() || !sameForm(key.get().kind(), column)) {
            return 0;
        }
        return agreement(Words.of(column.name()), Words.of(key.get().name()), one());
    }

    /**
     * How many words at the end of a column's name are those of a key, or of a table and its key.
     *
     * @param table words of the table's name, the last in the singular
     */
    static int agreement(List<String> column, List<String> key, List<String> table) {
        List<String> full = key;
        if (key.size() == 1) {
            full = new ArrayList<>(table);
            full.addAll(key);
        }
        if (full.size() > column.size() || full.size() < 2) {
            return 0;
        }
        List<String> end = column.subList(column.size() - full.size(), column.size());
        return end.equals(full) ? full.size() : 0;
    }

    /** Whether a column's values look like those of a key; an empty column may be anything. */
    static boolean sameForm(FieldKind key, Inspection.Column column) {
        return column.filled() == 0
                || key.getClass().equals(column.kind().getClass())
                || key instanceof FieldKind.ShortText && column.kind() instanceof FieldKind.SingleChoice;
    }
}
