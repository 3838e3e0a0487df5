package io.slipway.integration.records;

import io.slipway.account.PersonDirectory;
import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.UserId;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Values of fields as JSON, and back without loss: texts, dates and decimals are texts, whole numbers numbers, yes/no true
 * and false, choices their labels (or ids), people their ids, links the ids of the records.
 */
@Component
class ApiValues {

    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,17}");
    /** Choices an answer names, so that it stays readable. */
    private static final int MOST_CHOICES = 20;

    private final PersonDirectory people;

    ApiValues(PersonDirectory people) {
        this.people = people;
    }

    /** A value as it goes out. */
    static Object write(FieldKind kind, Object value, boolean choiceIds) {
        return switch (kind) {
            case FieldKind.WholeNumber k -> value;
            case FieldKind.AutoNumber k -> value;
            case FieldKind.User k -> value;
            case FieldKind.YesNo k -> value;
            case FieldKind.SingleChoice k -> choice(k.choices(), value, choiceIds);
            case FieldKind.MultiChoice k ->
                ((Collection<?>) value)
                        .stream()
                                .map(each -> choice(k.choices(), each, choiceIds))
                                .toList();
            case FieldKind.Link k ->
                value instanceof Collection<?> many
                        ? many.stream().map(Object::toString).toList()
                        : value.toString();
            default -> ValueText.canonical(kind, value);
        };
    }

    private static Object choice(List<Choice> choices, Object id, boolean choiceIds) {
        return choiceIds
                ? id
                : choices.stream()
                        .filter(choice -> id.equals(choice.id()))
                        .findFirst()
                        .<Object>map(Choice::label)
                        .orElse(id);
    }

    /**
     * A value as it came in, in the Java type of the field's kind. Whether the field takes it says the record service.
     *
     * @param json as Jackson reads it: text, number, boolean, list, map or null
     */
    Parsed read(AccountId account, Field field, @Nullable Object json) {
        if (json == null) {
            return Parsed.NOTHING;
        }
        return switch (field.kind()) {
            case FieldKind.WholeNumber kind -> whole(kind, json);
            case FieldKind.AutoNumber kind -> whole(kind, json);
            case FieldKind.DecimalNumber kind -> exact(kind, json);
            case FieldKind.Money kind -> exact(kind, json);
            case FieldKind.Percent kind -> exact(kind, json);
            case FieldKind.YesNo kind ->
                json instanceof Boolean ? new Parsed.Ok(json) : bad("true or false is needed here.");
            case FieldKind.SingleChoice kind -> choice(kind.choices(), json);
            case FieldKind.MultiChoice kind ->
                each(json, "A list of choices is needed here.", one -> choice(kind.choices(), one));
            case FieldKind.User kind -> person(account, json);
            case FieldKind.Link kind ->
                json instanceof Collection<?> ? each(json, "", ApiValues::record) : record(json);
            default -> text(field.kind(), json);
        };
    }

    /** A value as it stands in a filter of an address, in the canonical text that filters take. */
    Parsed filter(AccountId account, Field field, String text) {
        Parsed value = switch (field.kind()) {
            case FieldKind.MultiChoice kind -> read(account, field, List.of(text.split(",")));
            case FieldKind.Link kind when text.contains(",") -> read(account, field, List.of(text.split(",")));
            case FieldKind.YesNo kind -> ValueText.parse(kind, text);
            default -> read(account, field, text);
        };
        return value instanceof Parsed.Ok ok && ok.value() != null
                ? new Parsed.Ok(ValueText.canonical(field.kind(), ok.value()))
                : value;
    }

    private static Parsed whole(FieldKind kind, Object json) {
        return switch (json) {
            case Integer number -> new Parsed.Ok(number.longValue());
            case Long number -> new Parsed.Ok(number);
            case BigInteger number -> bad("The number is too large.");
            case String text -> ValueText.parse(kind, text);
            default -> bad("A whole number is needed here.");
        };
    }

    private static Parsed exact(FieldKind kind, Object json) {
        return switch (json) {
            case Integer number -> new Parsed.Ok(BigDecimal.valueOf(number));
            case Long number -> new Parsed.Ok(BigDecimal.valueOf(number));
            case BigInteger number -> new Parsed.Ok(new BigDecimal(number));
            case BigDecimal number -> new Parsed.Ok(number);
            case String text -> ValueText.parse(kind, text);
            default -> bad("A number is needed here, best as a text such as \"12.50\".");
        };
    }

    private static Parsed text(FieldKind kind, Object json) {
        return json instanceof String text ? ValueText.parse(kind, text) : bad("A text is needed here.");
    }

    private static Parsed choice(List<Choice> choices, Object json) {
        Optional<Choice> found = switch (json) {
            case Integer id -> byId(choices, id.longValue());
            case Long id -> byId(choices, id);
            case String text ->
                choices.stream()
                        .filter(choice -> choice.label().equals(text))
                        .findFirst()
                        .or(() -> choices.stream()
                                .filter(choice -> choice.label().equalsIgnoreCase(text))
                                .findFirst())
                        .or(() -> DIGITS.matcher(text).matches()
                                ? byId(choices, Long.parseLong(text))
                                : Optional.empty());
            default -> Optional.empty();
        };
        if (json instanceof String text && text.isEmpty()) {
            return Parsed.NOTHING;
        }
        return found.<Parsed>map(choice -> new Parsed.Ok(choice.id())).orElseGet(() -> bad(noChoice(choices, json)));
    }

    private static String noChoice(List<Choice> choices, Object json) {
        String said = json instanceof String || json instanceof Number
                ? "“" + Shown.cut(json.toString()) + "” is none of the choices"
                : "One of the choices is needed here";
        String first = choices.stream()
                .limit(MOST_CHOICES)
                .map(choice -> "“" + choice.label() + "”")
                .collect(Collectors.joining(", "));
        String rest = choices.size() > MOST_CHOICES ? " and " + (choices.size() - MOST_CHOICES) + " more" : "";
        return said
                + (choices.isEmpty()
                        ? "; there are none."
                        : ": " + first + rest + ". Give the label or the id of one.");
    }

    private static Optional<Choice> byId(List<Choice> choices, long id) {
        return choices.stream().filter(choice -> choice.id() == id).findFirst();
    }

    private Parsed person(AccountId account, Object json) {
        Optional<UserId> found = switch (json) {
            case Integer id when id > 0 -> Optional.of(new UserId(id));
            case Long id when id > 0 -> Optional.of(new UserId(id));
            case String text when DIGITS.matcher(text).matches() -> Optional.of(UserId.parse(text));
            case String text
            when text.contains("@") -> people.byEmail(account, text).map(PersonDirectory.Entry::id);
            default -> Optional.empty();
        };
        if (json instanceof String text && text.isEmpty()) {
            return Parsed.NOTHING;
        }
        return found.<Parsed>map(id -> new Parsed.Ok(id.value()))
                .orElseGet(() -> bad("There is no such person. Give the id or the e-mail address of one."));
    }

    private static Parsed record(Object json) {
        if (json instanceof String text) {
            return text.isEmpty()
                    ? Parsed.NOTHING
                    : recordId(text).<Parsed>map(Parsed.Ok::new).orElseGet(ApiValues::noId);
        }
        return noId();
    }

    private static Parsed noId() {
        return bad("The id of a record (a UUID) is needed here.");
    }

    /** A record's id, in full. */
    static Optional<RecordId> recordId(String text) {
        return UUID.matcher(text).matches() ? Optional.of(RecordId.parse(text)) : Optional.empty();
    }

    private static Parsed each(Object json, String otherwise, Function<Object, Parsed> read) {
        if (!(json instanceof Collection<?> many)) {
            return bad(otherwise);
        }
        List<Object> values = new ArrayList<>();
        for (Object one : many) {
            Parsed parsed = one == null ? Parsed.NOTHING : read.apply(one);
            switch (parsed) {
                case Parsed.Ok ok when ok.value() != null -> values.add(ok.value());
                case Parsed.Ok ok -> {
                    return bad("A list with nothing at one of its places can't be taken.");
                }
                case Parsed.Bad bad -> {
                    return bad;
                }
            }
        }
        return new Parsed.Ok(List.copyOf(values));
    }

    private static Parsed bad(String reason) {
        return new Parsed.Bad(reason);
    }
}
