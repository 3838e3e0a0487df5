package io.slipway.definition.value;

import io.slipway.common.Sha256;
import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What counts as equal in a unique field, in one place for check, form and import. Texts are equal when they are the
 * same after Unicode normalisation (NFKC), without regard to upper and lower case, outer white space and the amount of
 * white space between words; numbers when their amounts are; everything else when its canonical text is.
 */
public final class UniqueKey {

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Z}]+");

    private UniqueKey() {}

    /**
     * The 32 bytes (SHA-256 of the UTF-8 normalised form) that two equal values share; null when there is no value to
     * compare.
     */
    public static byte @Nullable [] of(FieldKind kind, @Nullable Object value) {
        if (value == null || ValueRules.isEmpty(value)) {
            return null;
        }
        String form = normalised(kind, value);
        return form.isEmpty() ? null : Sha256.bytes(form.getBytes(StandardCharsets.UTF_8));
    }

    private static String normalised(FieldKind kind, Object value) {
        return switch (value) {
            case String text -> folded(text);
            case BigDecimal number ->
                number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            default -> ValueText.canonical(kind, value);
        };
    }

    /** Upper case first, so that ß and SS are equal; normalised again, because folding may compose characters. */
    private static String folded(String text) {
        String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
        String folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return SPACES.matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip();
    }
}
