package io.slipway.definition.value;

import io.slipway.common.RecordId;
import io.slipway.definition.FieldKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what people type and what CSV files hold. */
final class TypedText {

    private static final Set<String> YES = Set.of("yes", "y", "true", "1", "on");
    private static final Set<String> NO = Set.of("no", "n", "false", "0", "off");

    private TypedText() {}

    static Parsed parse(FieldKind kind, String typed, ZoneId zone) {
        String text = stripped(typed);
        if (text.isEmpty()) {
            return Parsed.NOTHING;
        }
        return switch (Shape.of(kind)) {
            case TEXT -> new Parsed.Ok(kind instanceof FieldKind.LongText ? ValueRules.lineEnds(typed) : text);
            case WHOLE -> TypedNumber.whole(text);
            case EXACT -> TypedNumber.exact(kind, text);
            case DATE -> TypedTime.date(text);
            case INSTANT -> TypedTime.instant(text, zone);
            case TIME -> TypedTime.time(text);
            case YES_NO -> yesNo(text);
            case CHOICE -> ChoiceText.one(((FieldKind.SingleChoice) kind).choices(), text);
            case CHOICES -> ChoiceText.many(((FieldKind.MultiChoice) kind).choices(), text);
            case USER -> user(text);
            case AUTO -> auto((FieldKind.AutoNumber) kind, text);
            case LINK -> link(text);
        };
    }

    /** Without white space around it; no-break spaces and a byte order mark count as white space. */
    static String stripped(String typed) {
        int start = 0;
        int end = typed.length();
        while (start < end && isSpace(typed.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(typed.charAt(end - 1))) {
            end--;
        }
        return typed.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF';
    }

    private static Parsed yesNo(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return new Parsed.Ok(Boolean.TRUE);
        }
        return NO.contains(word) ? new Parsed.Ok(Boolean.FALSE) : CanonicalText.bad(text, "yes or no");
    }

    private static Parsed user(String text) {
        return CanonicalText.parse(new FieldKind.User(), text) instanceof Parsed.Ok ok
                ? ok
                : CanonicalText.bad(text, "a user's number; choose somebody from the list");
    }

    private static Parsed auto(FieldKind.AutoNumber kind, String text) {
        String number =
                text.startsWith(kind.prefix()) ? text.substring(kind.prefix().length()) : text;
        return CanonicalText.parse(kind, number) instanceof Parsed.Ok ok
                ? ok
                : CanonicalText.bad(text, "a number such as " + ShownText.auto(kind, 1));
    }

    private static Parsed link(String text) {
        List<RecordId> found = new ArrayList<>();
        for (String part : text.split("[,;\\s]+")) {
            try {
                found.add(RecordId.parse(part));
            } catch (IllegalArgumentException e) {
                return CanonicalText.bad(part, "a record id");
            }
        }
        boolean many = found.size() > 1 || text.endsWith(",");
        return found.isEmpty() ? Parsed.NOTHING : new Parsed.Ok(many ? List.copyOf(found) : found.getFirst());
    }
}
