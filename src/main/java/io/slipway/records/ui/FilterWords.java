package io.slipway.records.ui;

import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import io.slipway.definition.View.Comparison;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filters in words: which ones make sense for a kind, and what they are called. */
final class FilterWords {

    private static final List<Comparison> EMPTINESS = List.of(Comparison.EMPTY, Comparison.NOT_EMPTY);
    private static final List<Comparison> TEXT =
            List.of(Comparison.CONTAINS, Comparison.STARTS_WITH, Comparison.EQUALS, Comparison.NOT_EQUALS);
    private static final List<Comparison> SAMENESS = List.of(Comparison.EQUALS, Comparison.NOT_EQUALS);
    private static final List<Comparison> SIZE = List.of(
            Comparison.EQUALS,
            Comparison.NOT_EQUALS,
            Comparison.AT_LEAST,
            Comparison.AT_MOST,
            Comparison.GREATER,
            Comparison.LESS);
    private static final List<Comparison> INSTANT =
            List.of(Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.GREATER, Comparison.LESS);

    private FilterWords() {}

    /** The comparisons that make sense for a kind, the most useful first. */
    static List<Comparison> possible(FieldKind kind) {
        List<Comparison> own = switch (kind) {
            case FieldKind.ShortText k -> TEXT;
            case FieldKind.LongText k -> TEXT;
            case FieldKind.Email k -> TEXT;
            case FieldKind.Phone k -> TEXT;
            case FieldKind.Url k -> TEXT;
            case FieldKind.WholeNumber k -> SIZE;
            case FieldKind.DecimalNumber k -> SIZE;
            case FieldKind.Money k -> SIZE;
            case FieldKind.Percent k -> SIZE;
            case FieldKind.AutoNumber k -> SIZE;
            case FieldKind.Date k -> SIZE;
            case FieldKind.Time k -> SIZE;
            case FieldKind.DateTime k -> INSTANT;
            case FieldKind.YesNo k -> List.of(Comparison.EQUALS);
            case FieldKind.SingleChoice k -> SAMENESS;
            case FieldKind.User k -> SAMENESS;
            case FieldKind.MultiChoice k -> List.of(Comparison.CONTAINS, Comparison.EQUALS);
            case FieldKind.Link k -> List.of(Comparison.EQUALS, Comparison.CONTAINS);
        };
        return Stream.concat(own.stream(), EMPTINESS.stream()).toList();
    }

    /**
     * Something to choose: one comparison, or two that make a range.
     *
     * @param words how it is said
     */
    record How(String words, List<Comparison> comparisons) {

        How {
            comparisons = List.copyOf(comparisons);
        }

        /** What the input for one of the comparisons is called. */
        String label(Comparison comparison) {
            if (comparisons.size() == 1) {
                return "Value";
            }
            return comparison == Comparison.AT_LEAST ? "From" : "To";
        }
    }

    /** What to choose from; of links, which of two depends on how many records they may name. */
    static List<How> offered(FieldKind kind, boolean many) {
        List<How> offered = new ArrayList<>();
        for (Comparison comparison : possible(kind)) {
            boolean other =
                    kind instanceof FieldKind.Link && comparison == (many ? Comparison.EQUALS : Comparison.CONTAINS);
            if (!other) {
                offered.add(new How(words(kind, comparison), List.of(comparison)));
            }
        }
        if (possible(kind).contains(Comparison.AT_LEAST)) {
            offered.addFirst(new How("is between", List.of(Comparison.AT_LEAST, Comparison.AT_MOST)));
        }
        return offered;
    }

    static boolean isAboutEmptiness(Comparison comparison) {
        return comparison == Comparison.EMPTY || comparison == Comparison.NOT_EMPTY;
    }

    /** How a comparison is said of a kind, without the value. */
    static String words(FieldKind kind, Comparison comparison) {
        boolean inTime =
                kind instanceof FieldKind.Date || kind instanceof FieldKind.DateTime || kind instanceof FieldKind.Time;
        return switch (comparison) {
            case EQUALS -> "is";
            case NOT_EQUALS -> "is not";
            case CONTAINS -> Display.isText(kind) ? "contains" : "includes";
            case STARTS_WITH -> "starts with";
            case LESS -> inTime ? "is before" : "is less than";
            case AT_MOST -> inTime ? "is at the latest" : "is at most";
            case GREATER -> inTime ? "is after" : "is more than";
            case AT_LEAST -> inTime ? "is at the earliest" : "is at least";
            case EMPTY -> "is empty";
            case NOT_EMPTY -> "is not empty";
        };
    }

    /** The whole filter as a sentence without its full stop: “Budget is at least 1,000.00 EUR”. */
    static String sentence(Field field, View.Filter filter, Display display, Names names) {
        String start = field.name() + " " + words(field.kind(), filter.comparison());
        Object value = value(field, filter);
        if (value == null) {
            return start;
        }
        String shown = Shortened.line(display.text(field, value, names), 60);
        return start + " " + (Display.isText(field.kind()) ? "“" + shown + "”" : shown);
    }

    /** The value a filter compares with; null when it has none or it can't be read. */
    static @Nullable Object value(Field field, View.Filter filter) {
        String text = filter.value();
        return text != null && ValueText.parse(field.kind(), text) instanceof Parsed.Ok ok ? ok.value() : null;
    }
}
