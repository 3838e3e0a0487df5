package io.slipway.promotion.ui;

import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.ConversionRule;
import java.util.Arrays;
import java.util.List;

/** The ways to treat values that do not convert, as people choose them. */
enum RuleKind {
    REFUSE("Stop the promotion", "Nothing is promoted while there are such values."),
    MAKE_EMPTY("Make them empty", "Such values are lost; their records stay."),
    FIXED("Use one value for all of them", "Such values are replaced."),
    PATTERN("Read them by a date pattern", "For dates written in another form, for example dd/MM/yyyy."),
    CUT("Cut what does not fit", "Texts lose their end, numbers their last decimals, dates their time of day.");

    private final String label;
    private final String help;

    RuleKind(String label, String help) {
        this.label = label;
        this.help = help;
    }

    String label() {
        return label;
    }

    String help() {
        return help;
    }

    static RuleKind of(ConversionRule rule) {
        return switch (rule) {
            case ConversionRule.Refuse refuse -> REFUSE;
            case ConversionRule.MakeEmpty empty -> MAKE_EMPTY;
            case ConversionRule.FixedValue fixed -> FIXED;
            case ConversionRule.DatePattern pattern -> PATTERN;
            case ConversionRule.CutToFit cut -> CUT;
        };
    }

    /** What to do with values even a pattern or a cut does not help. */
    static ConversionRule otherwise(ConversionRule rule) {
        return switch (rule) {
            case ConversionRule.DatePattern pattern -> pattern.otherwise();
            case ConversionRule.CutToFit cut -> cut.otherwise();
            case ConversionRule.Refuse refuse -> refuse;
            case ConversionRule.MakeEmpty empty -> empty;
            case ConversionRule.FixedValue fixed -> fixed;
        };
    }

    /** Whether it leaves some values to another rule. */
    boolean isFirstTry() {
        return this == PATTERN || this == CUT;
    }

    static List<RuleKind> suiting(Field before, Field after) {
        return Arrays.stream(values()).filter(kind -> kind.suits(before, after)).toList();
    }

    private boolean suits(Field before, Field after) {
        return switch (this) {
            case REFUSE, FIXED -> true;
            case MAKE_EMPTY -> !after.required();
            case PATTERN -> isText(before.kind()) && isTemporal(after.kind());
            case CUT -> canCut(before.kind(), after.kind());
        };
    }

    private static boolean isText(FieldKind kind) {
        return kind instanceof FieldKind.ShortText || kind instanceof FieldKind.LongText;
    }

    private static boolean isTemporal(FieldKind kind) {
        return kind instanceof FieldKind.Date || kind instanceof FieldKind.DateTime || kind instanceof FieldKind.Time;
    }

    private static boolean canCut(FieldKind before, FieldKind after) {
        boolean number = after instanceof FieldKind.WholeNumber
                || after instanceof FieldKind.DecimalNumber
                || after instanceof FieldKind.Money
                || after instanceof FieldKind.Percent;
        return after instanceof FieldKind.ShortText
                || number
                || after instanceof FieldKind.Date && before instanceof FieldKind.DateTime;
    }
}
