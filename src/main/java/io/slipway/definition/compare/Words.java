package io.slipway.definition.compare;

import io.slipway.definition.Field;
import io.slipway.definition.Permission;
import io.slipway.definition.View;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Small things in words. */
final class Words {

    static final String NOTHING = "nothing";

    private static final int SHORT = 120;

    private Words() {}

    static String quoted(String text) {
        String line = text.replace('\n', ' ');
        boolean tooLong = line.codePointCount(0, line.length()) > SHORT;
        return "“" + (tooLong ? line.substring(0, line.offsetByCodePoints(0, SHORT)) + "…" : line) + "”";
    }

    static String yesNo(boolean yes) {
        return yes ? "yes" : "no";
    }

    /** A default value as people see it. */
    static String value(Field field, @Nullable String canonical) {
        if (canonical == null) {
            return NOTHING;
        }
        return ValueText.parse(field.kind(), canonical) instanceof Parsed.Ok ok && ok.value() != null
                ? quoted(ValueText.show(field, ok.value(), ZoneOffset.UTC, Locale.ENGLISH))
                : quoted(canonical);
    }

    static String permission(Permission permission) {
        List<String> allowed = new ArrayList<>();
        if (permission.see()) {
            allowed.add("see");
        }
        if (permission.create()) {
            allowed.add("create");
        }
        if (permission.edit()) {
            allowed.add("edit");
        }
        if (permission.delete()) {
            allowed.add("delete");
        }
        return allowed.isEmpty() ? NOTHING : String.join(", ", allowed);
    }

    static String comparison(View.Comparison comparison) {
        return switch (comparison) {
            case EQUALS -> "is";
            case NOT_EQUALS -> "is not";
            case CONTAINS -> "contains";
            case STARTS_WITH -> "starts with";
            case LESS -> "is less than";
            case AT_MOST -> "is at most";
            case GREATER -> "is more than";
            case AT_LEAST -> "is at least";
            case EMPTY -> "is empty";
            case NOT_EMPTY -> "is not empty";
        };
    }
}
