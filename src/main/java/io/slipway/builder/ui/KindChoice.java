package io.slipway.builder.ui;

import io.slipway.definition.FieldKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of field one can choose, in the order and groups in which they are offered. */
enum KindChoice {
    TEXT("Text", "Words on one line", "Text", new FieldKind.ShortText(100)),
    LONG_TEXT("Long text", "Notes of any length, on many lines", "Text", new FieldKind.LongText()),
    EMAIL("E-mail", "An e-mail address", "Text", new FieldKind.Email()),
    PHONE("Phone", "A telephone number, as typed", "Text", new FieldKind.Phone()),
    URL("URL", "The address of a web page", "Text", new FieldKind.Url()),
    INTEGER("Integer", "A whole number, within bounds if you like", "Numbers", new FieldKind.WholeNumber(null, null)),
    DECIMAL("Decimal", "A number with decimal places", "Numbers", new FieldKind.DecimalNumber(2)),
    CURRENCY("Currency", "An amount of money in one currency", "Numbers", new FieldKind.Money("EUR")),
    PERCENT("Percent", "A share of a hundred", "Numbers", new FieldKind.Percent(1)),
    AUTO_NUMBER("Auto-number", "A number given by itself, such as T-0001", "Numbers", new FieldKind.AutoNumber("", 4)),
    DATE("Date", "A day", "Date and time", new FieldKind.Date()),
    DATE_TIME("Date-time", "A moment, shown in each reader’s time zone", "Date and time", new FieldKind.DateTime()),
    TIME("Time", "A time of day", "Date and time", new FieldKind.Time()),
    YES_NO("Yes/no", "A box to tick", "Choices", new FieldKind.YesNo()),
    SINGLE_CHOICE("Single choice", "One of a list you write", "Choices", new FieldKind.SingleChoice(List.of())),
    MULTI_CHOICE("Multi choice", "Any number of a list you write", "Choices", new FieldKind.MultiChoice(List.of())),
    USER("User", "Somebody of this account", "People and records", new FieldKind.User()),
    LINK("Link", "Records of this or another table", "People and records", null);

    private final String label;
    private final String explanation;
    private final String group;
    private final @Nullable FieldKind initial;

    KindChoice(String label, String explanation, String group, @Nullable FieldKind initial) {
        this.label = label;
        this.explanation = explanation;
        this.group = group;
        this.initial = initial;
    }

    String label() {
        return label;
    }

    String explanation() {
        return explanation;
    }

    String group() {
        return group;
    }

    /** The kind with its usual options; null for links, which need a table. */
    @Nullable
    FieldKind initial() {
        return initial;
    }

    static KindChoice of(FieldKind kind) {
        return switch (kind) {
            case FieldKind.ShortText k -> TEXT;
            case FieldKind.LongText k -> LONG_TEXT;
            case FieldKind.Email k -> EMAIL;
            case FieldKind.Phone k -> PHONE;
            case FieldKind.Url k -> URL;
            case FieldKind.WholeNumber k -> INTEGER;
            case FieldKind.DecimalNumber k -> DECIMAL;
            case FieldKind.Money k -> CURRENCY;
            case FieldKind.Percent k -> PERCENT;
            case FieldKind.AutoNumber k -> AUTO_NUMBER;
            case FieldKind.Date k -> DATE;
            case FieldKind.DateTime k -> DATE_TIME;
            case FieldKind.Time k -> TIME;
            case FieldKind.YesNo k -> YES_NO;
            case FieldKind.SingleChoice k -> SINGLE_CHOICE;
            case FieldKind.MultiChoice k -> MULTI_CHOICE;
            case FieldKind.User k -> USER;
            case FieldKind.Link k -> LINK;
        };
    }
}
