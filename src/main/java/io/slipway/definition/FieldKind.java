package io.slipway.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a field holds. The Java type of a value in memory is given with each kind; {@code null} is "no value" for all but
 * the kinds with lists, whose empty list is "no value".
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FieldKind.ShortText.class, name = "text"),
    @JsonSubTypes.Type(value = FieldKind.LongText.class, name = "long-text"),
    @JsonSubTypes.Type(value = FieldKind.WholeNumber.class, name = "integer"),
    @JsonSubTypes.Type(value = FieldKind.DecimalNumber.class, name = "decimal"),
    @JsonSubTypes.Type(value = FieldKind.Money.class, name = "currency"),
    @JsonSubTypes.Type(value = FieldKind.Percent.class, name = "percent"),
    @JsonSubTypes.Type(value = FieldKind.Date.class, name = "date"),
    @JsonSubTypes.Type(value = FieldKind.DateTime.class, name = "date-time"),
    @JsonSubTypes.Type(value = FieldKind.Time.class, name = "time"),
    @JsonSubTypes.Type(value = FieldKind.YesNo.class, name = "yes-no"),
    @JsonSubTypes.Type(value = FieldKind.SingleChoice.class, name = "single-choice"),
    @JsonSubTypes.Type(value = FieldKind.MultiChoice.class, name = "multi-choice"),
    @JsonSubTypes.Type(value = FieldKind.Email.class, name = "email"),
    @JsonSubTypes.Type(value = FieldKind.Phone.class, name = "phone"),
    @JsonSubTypes.Type(value = FieldKind.Url.class, name = "url"),
    @JsonSubTypes.Type(value = FieldKind.User.class, name = "user"),
    @JsonSubTypes.Type(value = FieldKind.AutoNumber.class, name = "auto-number"),
    @JsonSubTypes.Type(value = FieldKind.Link.class, name = "link")
})
public sealed interface FieldKind {

    /** Text of one line, a {@link String} of at most {@code maxLength} (1 to 100) characters (code points). */
    record ShortText(int maxLength) implements FieldKind {
        public ShortText {
            if (maxLength < 1 || maxLength > 100) {
                throw new InvalidInput("maxLength", "A text has 1 to 100 characters at most; use long text for more.");
            }
        }
    }

    /** Text of many lines, a {@link String} of at most 100,000 characters. */
    record LongText() implements FieldKind {
        public static final int LIMIT = 100_000;
    }

    /** A {@link Long}; {@code min} and {@code max} are inclusive, null: no bound. */
    record WholeNumber(@Nullable Long min, @Nullable Long max) implements FieldKind {
        public WholeNumber {
            if (min != null && max != null && min > max) {
                throw new InvalidInput("min", "The smallest value is larger than the largest one.");
            }
        }
    }

    /** A {@link BigDecimal} with {@code scale} (0 to 10) decimals and at most 20 digits before the point. */
    record DecimalNumber(int scale) implements FieldKind {
        public DecimalNumber {
            if (scale < 0 || scale > 10) {
                throw new InvalidInput("scale", "A decimal has 0 to 10 decimal places.");
            }
        }
    }

    /** A {@link BigDecimal} amount in one currency (ISO 4217), with as many decimals as the currency has. */
    record Money(String code) implements FieldKind {
        public Money {
            code = code.strip().toUpperCase(Locale.ROOT);
            try {
                Currency.getInstance(code);
            } catch (IllegalArgumentException e) {
                throw new InvalidInput("code", "\"" + code + "\" is no currency code; try EUR or USD.");
            }
        }

        /** Decimals of the currency: 2 for EUR, 0 for JPY. */
        @JsonIgnore
        public int scale() {
            return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        }
    }

    /** A {@link BigDecimal}, 12.5 meaning 12.5 %, with {@code scale} (0 to 6) decimals. */
    record Percent(int scale) implements FieldKind {
        public Percent {
            if (scale < 0 || scale > 6) {
                throw new InvalidInput("scale", "A percentage has 0 to 6 decimal places.");
            }
        }
    }

    /** A {@link java.time.LocalDate} from 0001-01-01 to 9999-12-31, without zone. */
    record Date() implements FieldKind {}

    /** An {@link java.time.Instant} in milliseconds, from year 1 to 9999; shown in the viewer's zone. */
    record DateTime() implements FieldKind {}

    /** A {@link java.time.LocalTime} in seconds, without zone. */
    record Time() implements FieldKind {}

    /** A {@link Boolean}. */
    record YesNo() implements FieldKind {}

    /** The {@link Long} id of one choice. */
    record SingleChoice(List<Choice> choices) implements FieldKind {
        public SingleChoice {
            choices = checked(choices);
        }
    }

    /** A {@link List} of {@link Long} choice ids, in the order of the choices. */
    record MultiChoice(List<Choice> choices) implements FieldKind {
        public MultiChoice {
            choices = checked(choices);
        }
    }

    /** An e-mail address, a {@link String} of at most 254 characters. */
    record Email() implements FieldKind {}

    /** A telephone number as typed, a {@link String} of at most 50 characters. */
    record Phone() implements FieldKind {}

    /** An http(s) address, a {@link String} of at most 2,000 characters. */
    record Url() implements FieldKind {}

    /** The {@link Long} id of a user of the account. */
    record User() implements FieldKind {}

    /**
     * A {@link Long} given once when the record is made, increasing, gaps possible; shown as prefix and zero-padded
     * number.
     */
    record AutoNumber(String prefix, int digits) implements FieldKind {
        public AutoNumber {
            prefix = prefix.strip();
            if (prefix.codePointCount(0, prefix.length()) > 20) {
                throw new InvalidInput("prefix", "The prefix has at most 20 characters.");
            }
            if (digits < 1 || digits > 12) {
                throw new InvalidInput("digits", "The number is padded to 1 to 12 digits.");
            }
        }
    }

    /**
     * A link of the field's table (the relationship's {@code from}) to the relationship's {@code to}: a
     * {@link io.slipway.common.RecordId}, or for many-to-many a {@link List} of them.
     */
    record Link(ResourceId relationship) implements FieldKind {}

    /** The words people see, for example "Single choice". */
    default String label() {
        return switch (this) {
            case ShortText kind -> "Text";
            case LongText kind -> "Long text";
            case WholeNumber kind -> "Integer";
            case DecimalNumber kind -> "Decimal";
            case Money kind -> "Currency";
            case Percent kind -> "Percent";
            case Date kind -> "Date";
            case DateTime kind -> "Date-time";
            case Time kind -> "Time";
            case YesNo kind -> "Yes/no";
            case SingleChoice kind -> "Single choice";
            case MultiChoice kind -> "Multi choice";
            case Email kind -> "E-mail";
            case Phone kind -> "Phone";
            case Url kind -> "URL";
            case User kind -> "User";
            case AutoNumber kind -> "Auto-number";
            case Link kind -> "Link";
        };
    }

    private static List<Choice> checked(List<Choice> choices) {
        Set<Long> ids = new HashSet<>();
        Set<String> labels = new HashSet<>();
        for (Choice choice : choices) {
            if (!ids.add(choice.id())) {
                throw new InvalidInput("choices", "Two choices have the id " + choice.id() + ".");
            }
            if (!labels.add(choice.label().toLowerCase(Locale.ROOT))) {
                throw new InvalidInput("choices", "There are two choices \"" + choice.label() + "\".");
            }
        }
        if (choices.size() > 500) {
            throw new InvalidInput("choices", "A field has at most 500 choices; use a table and a link for more.");
        }
        return List.copyOf(choices);
    }
}
