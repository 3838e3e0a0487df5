package io.slipway.storage;

import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import java.util.Map;

/**
 * The column that holds a field's values. Two kinds with the same column type need no new generation to change into each
 * other as long as every stored value stays valid. Every text column states its character set and collation, because
 * server defaults differ between 10.11, 11.4 and 11.8.
 *
 * @param sql the type as written in DDL
 * @param side whether the values are in a side table (multi choice, many-to-many), {@code sql} then being the type of
 *     its value column
 * @param indexed whether the column has an index of its own (links)
 */
public record ColumnType(String sql, boolean side, boolean indexed) {

    /** Character set and collation of all text people see. */
    public static final String TEXT = " CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci";

    private static ColumnType plain(String sql) {
        return new ColumnType(sql, false, false);
    }

    /** The column of a field in a definition. */
    public static ColumnType of(Field field, Definition definition) {
        return of(field, definition.resources());
    }

    /** The column of a field among resources. */
    public static ColumnType of(Field field, Map<ResourceId, ? extends Resource> resources) {
        return switch (field.kind()) {
            case FieldKind.ShortText text -> plain("VARCHAR(100)" + TEXT);
            case FieldKind.LongText text -> plain("MEDIUMTEXT" + TEXT);
            case FieldKind.WholeNumber number -> plain("BIGINT");
            case FieldKind.DecimalNumber number ->
                plain("DECIMAL(" + (20 + number.scale()) + "," + number.scale() + ")");
            case FieldKind.Money money -> plain("DECIMAL(" + (20 + money.scale()) + "," + money.scale() + ")");
            case FieldKind.Percent percent -> plain("DECIMAL(" + (20 + percent.scale()) + "," + percent.scale() + ")");
            case FieldKind.Date date -> plain("DATE");
            case FieldKind.DateTime dateTime -> plain("DATETIME(3)");
            case FieldKind.Time time -> plain("TIME");
            case FieldKind.YesNo yesNo -> plain("TINYINT(1)");
            case FieldKind.SingleChoice choice -> plain("BIGINT");
            case FieldKind.MultiChoice choice -> new ColumnType("BIGINT", true, false);
            case FieldKind.Email email -> plain("VARCHAR(254)" + TEXT);
            case FieldKind.Phone phone -> plain("VARCHAR(50)" + TEXT);
            case FieldKind.Url url -> plain("TEXT" + TEXT);
            case FieldKind.User user -> plain("BIGINT");
            case FieldKind.AutoNumber number -> plain("BIGINT");
            case FieldKind.Link link ->
                resources.get(link.relationship()) instanceof Relationship relationship
                                && relationship.cardinality() == Cardinality.MANY_TO_MANY
                        ? new ColumnType("BINARY(16)", true, false)
                        : new ColumnType("BINARY(16)", false, true);
        };
    }
}
