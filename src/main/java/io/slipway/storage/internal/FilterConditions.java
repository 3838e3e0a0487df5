package io.slipway.storage.internal;

import io.slipway.common.InvalidInput;
import io.slipway.common.RecordId;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** One filter of a view as a condition on the table that stands in the statement under an alias. */
final class FilterConditions {

    private FilterConditions() {}

    /**
     * @throws InvalidInput when the value can't be read as one of the field's kind, or can't be compared so
     */
    static Condition of(StoredField field, String alias, View.Filter filter) {
        View.Comparison comparison = filter.comparison();
        if (comparison == View.Comparison.EMPTY) {
            return empty(field, alias);
        }
        if (comparison == View.Comparison.NOT_EMPTY) {
            return empty(field, alias).not();
        }
        Object value = read(field, filter.value());
        if (value == null) {
            return compareWithNothing(field, alias, comparison);
        }
        return field.side() ? ofSide(field, alias, comparison, value) : ofColumn(field, alias, comparison, value);
    }

    private static @Nullable Object read(StoredField field, @Nullable String text) {
        return switch (ValueText.parse(field.kind(), text == null ? "" : text)) {
            case Parsed.Ok ok -> ok.value();
            case Parsed.Bad bad ->
                throw new InvalidInput("filter", "“" + field.field().name() + "”: " + bad.reason());
        };
    }

    private static Condition compareWithNothing(StoredField field, String alias, View.Comparison comparison) {
        return switch (comparison) {
            case EQUALS, EMPTY -> empty(field, alias);
            case NOT_EQUALS, NOT_EMPTY -> empty(field, alias).not();
            case CONTAINS, STARTS_WITH -> DSL.noCondition();
            case LESS, AT_MOST, GREATER, AT_LEAST ->
                throw new InvalidInput(
                        "filter", "“" + field.field().name() + "” is compared with nothing. Give a value.");
        };
    }

    private static Condition empty(StoredField field, String alias) {
        return field.side()
                ? DSL.notExists(DSL.selectOne().from(field.sideTable("s")).where(ofRecord(alias)))
                : field.in(alias).isNull();
    }

    private static Condition ofRecord(String alias) {
        return DSL.field(DSL.name("s", "record_id"), byte[].class).eq(StoredTable.idIn(alias));
    }

    private static Condition ofColumn(StoredField field, String alias, View.Comparison comparison, Object wanted) {
        Field<Object> column = field.in(alias);
        Field<Object> value = Sql.value(wanted);
        return switch (comparison) {
            case EQUALS -> column.eq(value);
            case NOT_EQUALS -> column.ne(value).or(column.isNull());
            case CONTAINS -> Sql.contains(column, text(field, wanted));
            case STARTS_WITH -> Sql.startsWith(column, text(field, wanted));
            case LESS -> ordered(field, column.lt(value));
            case AT_MOST -> ordered(field, column.le(value));
            case GREATER -> ordered(field, column.gt(value));
            case AT_LEAST -> ordered(field, column.ge(value));
            case EMPTY, NOT_EMPTY -> throw new IllegalStateException("Has no value: " + comparison);
        };
    }

    private static String text(StoredField field, Object wanted) {
        if (wanted instanceof String text) {
            return text;
        }
        throw impossible(field);
    }

    private static Condition ordered(StoredField field, Condition condition) {
        FieldKind kind = field.kind();
        boolean hasNoOrder = kind instanceof FieldKind.YesNo
                || kind instanceof FieldKind.SingleChoice
                || kind instanceof FieldKind.User
                || kind instanceof FieldKind.Link;
        if (hasNoOrder) {
            throw impossible(field);
        }
        return condition;
    }

    private static InvalidInput impossible(StoredField field) {
        return new InvalidInput("filter", "“" + field.field().name() + "” can't be compared in this way.");
    }

    private static Condition ofSide(StoredField field, String alias, View.Comparison comparison, Object wanted) {
        List<?> values = wanted instanceof Collection<?> many ? List.copyOf(many) : List.of(wanted);
        return switch (comparison) {
            case EQUALS -> exactly(field, alias, values);
            case NOT_EQUALS -> exactly(field, alias, values).not();
            case CONTAINS ->
                DSL.and(values.stream().map(value -> has(field, alias, value)).toList());
            case STARTS_WITH, LESS, AT_MOST, GREATER, AT_LEAST -> throw impossible(field);
            case EMPTY, NOT_EMPTY -> throw new IllegalStateException("Has no value: " + comparison);
        };
    }

    private static Condition exactly(StoredField field, String alias, List<?> values) {
        Field<Integer> howMany =
                DSL.field(DSL.selectCount().from(field.sideTable("s")).where(ofRecord(alias)));
        return howMany.eq(values.size())
                .and(DSL.and(
                        values.stream().map(value -> has(field, alias, value)).toList()));
    }

    /** Whether a field with many values has this one. */
    static Condition has(StoredField field, String alias, Object value) {
        return DSL.exists(DSL.selectOne()
                .from(field.sideTable("s"))
                .where(ofRecord(alias))
                .and(DSL.field(DSL.name("s", "value"), Object.class).eq(Sql.value(value))));
    }

    /** Whether a link field points to a record. */
    static Condition linksTo(StoredField field, String alias, RecordId target) {
        return field.side() ? has(field, alias, target) : field.in(alias).eq(Sql.value(target));
    }
}
