package io.slipway.definition.value;

import static io.slipway.definition.value.ValueRules.when;

import io.slipway.common.Text;
import io.slipway.definition.FieldKind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which texts a field takes. */
final class TextRules {

    static final int EMAIL_LIMIT = 254;
    static final int PHONE_LIMIT = 50;
    static final int URL_LIMIT = 2_000;

    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@<>\"(),:;\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}.-]*[\\p{L}\\p{N}\\p{M}])?");
    private static final Pattern PHONE = Pattern.compile("[+(]?[0-9][0-9 ()./\\-#*,;+]*( ?(ext\\.?|x) ?[0-9]+)?");
    private static final Pattern URL = Pattern.compile(
            "https?://([^\\s/?#@<>\"]+@)?(\\[[0-9a-fA-F:.]+\\]|[\\p{L}\\p{N}]([\\p{L}\\p{N}\\p{M}._-]*[\\p{L}\\p{N}\\p{M}.])?)(:[0-9]{1,5})?([/?#][^\\s<>\"]*)?",
            Pattern.CASE_INSENSITIVE);

    private TextRules() {}

    static Optional<String> line(Object value, int limit) {
        if (!(value instanceof String text)) {
            return Optional.of("A text is needed here.");
        }
        if (text.chars().anyMatch(Character::isISOControl) || Text.hasLoneSurrogate(text)) {
            return Optional.of(
                    text.indexOf('\n') >= 0
                            ? "This text has one line only; use a long text field for more."
                            : "This has invisible control characters. Type it again.");
        }
        return tooLong(text, limit);
    }

    static Optional<String> lines(Object value) {
        if (!(value instanceof String text)) {
            return Optional.of("A text is needed here.");
        }
        if (text.chars().anyMatch(sign -> sign != '\n' && sign != '\t' && Character.isISOControl(sign))
                || Text.hasLoneSurrogate(text)) {
            return Optional.of("This has invisible control characters. Type it again.");
        }
        return tooLong(text, FieldKind.LongText.LIMIT);
    }

    static Optional<String> email(Object value) {
        return line(value, EMAIL_LIMIT)
                .or(() ->
                        when(!isEmail((String) value), "This is not an e-mail address; write it as name@example.com."));
    }

    private static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches()
                && !text.contains("..")
                && !text.startsWith(".")
                && !text.contains(".@")
                && !text.contains("-.");
    }

    static Optional<String> phone(Object value) {
        return line(value, PHONE_LIMIT)
                .or(() -> when(
                        !PHONE.matcher((String) value).matches(),
                        "This is not a telephone number; write it as +49 30 1234567."));
    }

    static Optional<String> url(Object value) {
        return line(value, URL_LIMIT)
                .or(() -> when(
                        !URL.matcher((String) value).matches(),
                        "This is not a web address; write it as https://example.com."));
    }

    private static Optional<String> tooLong(String text, int limit) {
        int length = text.codePointCount(0, text.length());
        return when(length > limit, "This has " + length + " characters; at most " + limit + " are possible.");
    }
}
