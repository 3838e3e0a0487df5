package io.slipway.definition.value;

import io.slipway.definition.FieldKind;

/** What kinds have in common: the Java type of their values and how their text is read. */
enum Shape {
    /** A {@link String}. */
    TEXT,
    /** A {@link Long} that counts. */
    WHOLE,
    /** A {@link java.math.BigDecimal} with a fixed scale. */
    EXACT,
    /** A {@link java.time.LocalDate}. */
    DATE,
    /** An {@link java.time.Instant}. */
    INSTANT,
    /** A {@link java.time.LocalTime}. */
    TIME,
    /** A {@link Boolean}. */
    YES_NO,
    /** A {@link Long} that names a choice. */
    CHOICE,
    /** A list of {@link Long}s that name choices. */
    CHOICES,
    /** A {@link Long} that names a user. */
    USER,
    /** A {@link Long} given by the house. */
    AUTO,
    /** A {@link io.slipway.common.RecordId} or a list of them. */
    LINK;

    static Shape of(FieldKind kind) {
        return switch (kind) {
            case FieldKind.ShortText k -> TEXT;
            case FieldKind.LongText k -> TEXT;
            case FieldKind.Email k -> TEXT;
            case FieldKind.Phone k -> TEXT;
            case FieldKind.Url k -> TEXT;
            case FieldKind.WholeNumber k -> WHOLE;
            case FieldKind.DecimalNumber k -> EXACT;
            case FieldKind.Money k -> EXACT;
            case FieldKind.Percent k -> EXACT;
            case FieldKind.Date k -> DATE;
            case FieldKind.DateTime k -> INSTANT;
            case FieldKind.Time k -> TIME;
            case FieldKind.YesNo k -> YES_NO;
            case FieldKind.SingleChoice k -> CHOICE;
            case FieldKind.MultiChoice k -> CHOICES;
            case FieldKind.User k -> USER;
            case FieldKind.AutoNumber k -> AUTO;
            case FieldKind.Link k -> LINK;
        };
    }

    /** Decimal places of an {@link #EXACT} kind. */
    static int scale(FieldKind kind) {
        if (kind instanceof FieldKind.DecimalNumber decimal) {
            return decimal.scale();
        }
        if (kind instanceof FieldKind.Money money) {
            return money.scale();
        }
        if (kind instanceof FieldKind.Percent percent) {
            return percent.scale();
        }
        throw new IllegalArgumentException("Not a number with decimals: " + kind);
    }
}
