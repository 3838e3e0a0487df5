package io.slipway.definition.value;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.slipway.common.InvalidInput;

/** What becomes of values that do not convert by themselves when a field's kind changes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "rule")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ConversionRule.Refuse.class, name = "refuse"),
    @JsonSubTypes.Type(value = ConversionRule.MakeEmpty.class, name = "make-empty"),
    @JsonSubTypes.Type(value = ConversionRule.FixedValue.class, name = "fixed-value"),
    @JsonSubTypes.Type(value = ConversionRule.CutToFit.class, name = "cut-to-fit"),
    @JsonSubTypes.Type(value = ConversionRule.DatePattern.class, name = "date-pattern")
})
public sealed interface ConversionRule {

    /** The rule as long as nobody has chosen another: one such value stops everything. */
    ConversionRule DEFAULT = new Refuse();

    /** One such value stops everything. */
    record Refuse() implements ConversionRule {}

    /** Such values are given up: the field is empty afterwards. */
    record MakeEmpty() implements ConversionRule {}

    /**
     * Such values become this one.
     *
     * @param canonicalText of the new kind, see {@link ValueText}
     */
    record FixedValue(String canonicalText) implements ConversionRule {}

    /**
     * Such values lose what does not fit: long texts their end, numbers their last decimals (rounded half up), dates
     * with a time their time of day (in UTC).
     *
     * @param otherwise for values that do not convert even so
     */
    record CutToFit(ConversionRule otherwise) implements ConversionRule {}

    /**
     * Texts that hold a date, date-time or time in another form than the usual ones.
     *
     * @param pattern as for {@link java.time.format.DateTimeFormatter}, for example {@code dd/MM/yyyy}; month names in
     *     English; date-times without an offset are in UTC
     * @param otherwise for values that do not match the pattern either
     */
    record DatePattern(String pattern, ConversionRule otherwise) implements ConversionRule {
        public DatePattern {
            if (!PatternTime.possible(pattern)) {
                throw new InvalidInput(
                        "pattern", "“" + pattern + "” is not a date pattern; try dd/MM/yyyy or MM/dd/yyyy HH:mm.");
            }
        }
    }
}
