package io.slipway.imports.internal;

import io.slipway.definition.Choice;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueRules;
import io.slipway.definition.value.ValueText;
import io.slipway.imports.Inspection;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at all values of one column and finds out what kind of field holds every one of them. */
final class ColumnScan {

    /** What the values of a column may still be, most special first. */
    private enum Kind {
        YES_NO,
        ZERO_ONE,
        WHOLE,
        DECIMAL,
        DATE,
        DATE_TIME,
        TIME,
        EMAIL,
        URL,
        PHONE
    }

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9].*");
    private static final Set<String> YES_NO = Set.of("yes", "no", "true", "false", "y", "n");
    private static final Set<String> PHONE = Set.of("phone", "telephone", "tel", "mobile", "fax", "cell");
    private static final Set<String> TEXT_NUMBERS = Set.of("zip", "postal", "postcode", "plz");
    private static final Set<String> FLAGS =
            Set.of("active", "is", "has", "flag", "enabled", "disabled", "deleted", "paid", "done", "closed");
    private static final int EXAMPLES = 5;
    private static final int MOST_DISTINCT = 60;
    private static final int MOST_CHOICES = 30;
    private static final int MOST_KEYS = 2_000_000;
    private static final ZoneId ANY_ZONE = ZoneOffset.UTC;

    private final int index;
    private final String name;
    private final Set<String> words;
    private final EnumSet<Kind> possible = EnumSet.allOf(Kind.class);
    private final Map<String, Integer> distinct = new LinkedHashMap<>();
    private final Map<String, Integer> parts = new LinkedHashMap<>();
    private final NearlyAll nearlyDates = new NearlyAll(value -> reads(new FieldKind.Date(), value));
    private final NearlyAll nearlyTimes = new NearlyAll(value -> reads(new FieldKind.DateTime(), value));
    private boolean fewDistinct = true;
    private boolean fewParts = true;
    private LongSet seen = new LongSet();
    private boolean unique = true;
    private long filled;
    private long listed;
    private int longest;
    private boolean manyLines;
    private int scale;

    ColumnScan(int index, String name) {
        this.index = index;
        this.name = name;
        this.words = Set.copyOf(Words.of(name));
    }

    /** Takes the next row's cell. */
    void add(String cell) {
        String value = cell.strip();
        if (value.isEmpty()) {
            return;
        }
        filled++;
        longest = Math.max(longest, value.codePointCount(0, value.length()));
        manyLines |= value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0;
        if (unique && !(seen.size() < MOST_KEYS && seen.add(LongSet.hash(value)))) {
            unique = false;
            seen = new LongSet();
        }
        nearlyDates.add(value);
        nearlyTimes.add(value);
        // A value seen before tells nothing new; in columns of few values that is nearly all of them.
        if (count(value)) {
            possible.removeIf(kind -> !fits(kind, value));
        }
    }

    /** Counts the value among the distinct ones; whether it has to be looked at. */
    private boolean count(String value) {
        boolean fresh = true;
        if (fewDistinct) {
            fresh = distinct.merge(value, 1, Integer::sum) == 1;
            fewDistinct = distinct.size() <= MOST_DISTINCT;
            if (!fewDistinct) {
                distinct.keySet().retainAll(first(EXAMPLES));
            }
        }
        if (fewParts) {
            countParts(value);
        }
        return fresh;
    }

    private void countParts(String value) {
        String[] split = value.split("[,;]", -1);
        if (split.length > 1) {
            listed++;
        }
        for (String part : split) {
            parts.merge(part.strip(), 1, Integer::sum);
        }
        fewParts = parts.size() <= MOST_CHOICES && parts.keySet().stream().allMatch(ColumnScan::isLabel);
    }

    private static boolean isLabel(String text) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= 60 && text.indexOf('\n') < 0;
    }

    private boolean fits(Kind kind, String value) {
        return switch (kind) {
            case YES_NO -> YES_NO.contains(value.toLowerCase(Locale.ROOT));
            case ZERO_ONE -> value.equals("0") || value.equals("1");
            case WHOLE -> WHOLE.matcher(value).matches();
            case DECIMAL -> fitsDecimal(value);
            case DATE -> reads(new FieldKind.Date(), value);
            case DATE_TIME -> reads(new FieldKind.DateTime(), value);
            case TIME -> reads(new FieldKind.Time(), value);
            case EMAIL -> reads(new FieldKind.Email(), value);
            case URL -> reads(new FieldKind.Url(), value);
            case PHONE -> reads(new FieldKind.Phone(), value);
        };
    }

    private boolean fitsDecimal(String value) {
        FieldKind widest = new FieldKind.DecimalNumber(10);
        if (LEADING_ZERO.matcher(value).matches() && !value.matches("-?0[.,].*")) {
            return false;
        }
        if (!(ValueText.parseTyped(widest, value, ANY_ZONE) instanceof Parsed.Ok ok
                && ok.value() instanceof BigDecimal number
                && ValueRules.check(widest, number).isEmpty())) {
            return false;
        }
        scale = Math.max(scale, number.stripTrailingZeros().scale());
        scale = Math.max(scale, written(value));
        return true;
    }

    /** Decimals as they are written, so that 1.50 gets two. */
    private static int written(String value) {
        int point = Math.max(value.lastIndexOf('.'), value.lastIndexOf(','));
        int decimals = point < 0 ? 0 : value.length() - point - 1;
        return decimals == 3 ? 0 : Math.min(10, decimals);
    }

    private static boolean reads(FieldKind kind, String value) {
        return ValueText.parseTyped(kind, value, ANY_ZONE) instanceof Parsed.Ok ok
                && ok.value() != null
                && ValueRules.check(kind, ok.value()).isEmpty();
    }

    /** What was found. */
    Inspection.Column result(long rows) {
        List<String> examples = distinct.keySet().stream()
                .limit(EXAMPLES)
                .map(value -> Words.cut(value, 60))
                .toList();
        FieldKind kind = filled == 0 ? text() : kind();
        String note = null;
        if (filled > 0 && possible.isEmpty()) {
            Optional<String> dates = nearlyDates.note("no date");
            Optional<String> times = nearlyTimes.note("no date-time");
            kind = dates.isPresent() ? new FieldKind.Date() : times.isPresent() ? new FieldKind.DateTime() : kind;
            note = dates.or(() -> times).orElse(null);
        }
        return new Inspection.Column(index, name, filled, unique && filled == rows && rows > 0, kind, examples, note);
    }

    private FieldKind kind() {
        if (possible.contains(Kind.YES_NO)) {
            return new FieldKind.YesNo();
        }
        if (possible.contains(Kind.ZERO_ONE) && words.stream().anyMatch(FLAGS::contains)) {
            return new FieldKind.YesNo();
        }
        if (words.stream().anyMatch(PHONE::contains) && possible.contains(Kind.PHONE)) {
            return new FieldKind.Phone();
        }
        boolean number = words.stream().noneMatch(TEXT_NUMBERS::contains);
        if (number && possible.contains(Kind.WHOLE)) {
            return new FieldKind.WholeNumber(null, null);
        }
        if (number && possible.contains(Kind.DECIMAL)) {
            return new FieldKind.DecimalNumber(scale);
        }
        if (possible.contains(Kind.DATE)) {
            return new FieldKind.Date();
        }
        if (possible.contains(Kind.DATE_TIME)) {
            return new FieldKind.DateTime();
        }
        if (possible.contains(Kind.TIME)) {
            return new FieldKind.Time();
        }
        if (possible.contains(Kind.EMAIL)) {
            return new FieldKind.Email();
        }
        return possible.contains(Kind.URL) ? new FieldKind.Url() : choicesOrText();
    }

    private FieldKind choicesOrText() {
        if (number(words)) {
            return text();
        }
        boolean lists = fewParts && listed * 10 >= filled && parts.size() <= distinct.size() && often(parts.size());
        if (lists && differ(parts.keySet())) {
            return new FieldKind.MultiChoice(choices(parts.keySet()));
        }
        boolean few = fewDistinct
                && distinct.size() <= MOST_CHOICES
                && often(distinct.size())
                && distinct.keySet().stream().allMatch(ColumnScan::isLabel);
        return few && differ(distinct.keySet()) ? new FieldKind.SingleChoice(choices(distinct.keySet())) : text();
    }

    private static boolean number(Set<String> words) {
        return words.stream().anyMatch(TEXT_NUMBERS::contains) || words.stream().anyMatch(PHONE::contains);
    }

    /** Whether so few values come up so often that somebody chose them from a list. */
    private boolean often(int values) {
        return filled >= 20 && filled >= 5L * values;
    }

    /** Choices are told apart without regard to case and white space. */
    private static boolean differ(Set<String> labels) {
        Set<String> folded = new LinkedHashSet<>();
        return labels.stream()
                .allMatch(label -> folded.add(label.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")));
    }

    private static List<Choice> choices(Set<String> labels) {
        List<Choice> choices = new ArrayList<>();
        for (String label : labels.stream().sorted().toList()) {
            choices.add(new Choice(choices.size() + 1L, label));
        }
        return choices;
    }

    private FieldKind text() {
        return longest <= 100 && !manyLines ? new FieldKind.ShortText(100) : new FieldKind.LongText();
    }

    private Set<String> first(int many) {
        Set<String> first = new LinkedHashSet<>();
        distinct.keySet().stream().limit(many).forEach(first::add);
        return first;
    }
}
