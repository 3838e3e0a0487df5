package io.slipway.definition.document;

import io.slipway.common.InvalidInput;
import io.slipway.definition.value.ConversionRule;
import org.jspecify.annotations.Nullable;

/** Reads what becomes of values that do not convert. */
final class RuleReader {

    private RuleReader() {}

    /**
     * The rule; null: it was reported why there is none.
     *
     * @param shape of what it is in
     */
    static @Nullable ConversionRule read(Properties p, DocumentShape shape) {
        p.only(shape.names());
        String word = p.textOrNull("rule");
        try {
            return switch (word == null ? "" : word) {
                case "refuse" -> new ConversionRule.Refuse();
                case "make-empty" -> new ConversionRule.MakeEmpty();
                case "fixed-value" -> {
                    String text = p.value("canonicalText");
                    if (text == null) {
                        p.problem("canonicalText", "The value they become is missing.");
                    }
                    yield text == null ? null : new ConversionRule.FixedValue(text);
                }
                case "cut-to-fit" -> {
                    ConversionRule otherwise = otherwise(p);
                    yield otherwise == null ? null : new ConversionRule.CutToFit(otherwise);
                }
                case "date-pattern" -> {
                    ConversionRule otherwise = otherwise(p);
                    yield otherwise == null ? null : new ConversionRule.DatePattern(p.text("pattern", ""), otherwise);
                }
                default -> {
                    p.problem("rule", "A rule is refuse, make-empty, fixed-value, cut-to-fit or date-pattern.");
                    yield null;
                }
            };
        } catch (InvalidInput bad) {
            p.problem(bad.place(), String.valueOf(bad.getMessage()));
            return null;
        }
    }

    private static @Nullable ConversionRule otherwise(Properties p) {
        Properties.Element element = p.element("otherwise");
        if (element == null) {
            return ConversionRule.DEFAULT;
        }
        if (!element.node().isObject()) {
            p.problem(element, "A rule is needed here, such as {\"rule\": \"make-empty\"}.");
            return null;
        }
        return read(p.of(element), DocumentShape.RULE);
    }
}
