package io.slipway.storage.internal;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The condition that a record contains a text somewhere people can read one: texts, choice labels, auto-numbers. */
final class SearchCondition {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private SearchCondition() {}

    /** The condition on the table under an alias; a table without anything to search has no record that fits. */
    static Condition of(StoredTable table, String alias, String search) {
        List<Condition> places = new ArrayList<>();
        for (StoredField field : table.fields().values()) {
            in(field, alias, search).ifPresent(places::add);
        }
        return places.isEmpty() ? DSL.falseCondition() : DSL.or(places);
    }

    private static Optional<Condition> in(StoredField field, String alias, String search) {
        return switch (field.kind()) {
            case FieldKind.ShortText k -> text(field, alias, search);
            case FieldKind.LongText k -> text(field, alias, search);
            case FieldKind.Email k -> text(field, alias, search);
            case FieldKind.Phone k -> text(field, alias, search);
            case FieldKind.Url k -> text(field, alias, search);
            case FieldKind.SingleChoice k -> choice(field, alias, labelled(k.choices(), search));
            case FieldKind.MultiChoice k -> choices(field, alias, labelled(k.choices(), search));
            case FieldKind.AutoNumber k -> number(field, alias, k, search);
            case FieldKind.WholeNumber k -> Optional.empty();
            case FieldKind.DecimalNumber k -> Optional.empty();
            case FieldKind.Money k -> Optional.empty();
            case FieldKind.Percent k -> Optional.empty();
            case FieldKind.Date k -> Optional.empty();
            case FieldKind.DateTime k -> Optional.empty();
            case FieldKind.Time k -> Optional.empty();
            case FieldKind.YesNo k -> Optional.empty();
            // Names of people and titles of other tables' records may be more than the searcher may see.
            case FieldKind.User k -> Optional.empty();
            case FieldKind.Link k -> Optional.empty();
        };
    }

    private static Optional<Condition> text(StoredField field, String alias, String search) {
        return Optional.of(Sql.contains(field.in(alias), search));
    }

    private static List<Field<Object>> labelled(List<Choice> choices, String search) {
        String wanted = plain(search);
        return choices.stream()
                .filter(choice -> !wanted.isEmpty() && plain(choice.label()).contains(wanted))
                .map(choice -> Sql.value(choice.id()))
                .toList();
    }

    /** Without case and accents, as the database compares texts. */
    private static String plain(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }

    private static Optional<Condition> choice(StoredField field, String alias, List<Field<Object>> ids) {
        return ids.isEmpty() ? Optional.empty() : Optional.of(field.in(alias).in(ids));
    }

    private static Optional<Condition> choices(StoredField field, String alias, List<Field<Object>> ids) {
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(StoredTable.idIn(alias)
                .in(DSL.select(DSL.field(DSL.name("s", "record_id"), byte[].class))
                        .from(field.sideTable("s"))
                        .where(DSL.field(DSL.name("s", "value"), Object.class).in(ids))));
    }

    private static Optional<Condition> number(
            StoredField field, String alias, FieldKind.AutoNumber kind, String search) {
        String prefix = kind.prefix();
        String digits = !prefix.isEmpty() && search.regionMatches(true, 0, prefix, 0, prefix.length())
                ? search.substring(prefix.length())
                : search;
        return digits.matches("[0-9]{1,18}")
                ? Optional.of(field.in(alias).eq(Sql.value(Long.parseLong(digits))))
                : Optional.empty();
    }
}
