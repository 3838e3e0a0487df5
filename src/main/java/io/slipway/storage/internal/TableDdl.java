package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Resource;
import io.slipway.definition.TableLayout;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueText;
import io.slipway.storage.ColumnType;
import io.slipway.storage.PhysicalNames;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Renders the DDL of user tables from ids, generation numbers and column types. Pure. */
final class TableDdl {

    private static final String OPTIONS =
            " ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci";
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private TableDdl() {}

    static String createTable(
            EnvironmentId environment, TableLayout layout, Map<ResourceId, ? extends Resource> resources) {
        List<String> lines = new ArrayList<>(List.of(
                "id BINARY(16) NOT NULL PRIMARY KEY",
                "version BIGINT NOT NULL",
                "created_at DATETIME(3) NOT NULL",
                "created_by BIGINT NULL",
                "updated_at DATETIME(3) NOT NULL",
                "updated_by BIGINT NULL"));
        layout.columns().forEach((id, generation) -> {
            Field field = field(resources, id);
            ColumnType type = ColumnType.of(field, resources);
            if (!type.side()) {
                String column = PhysicalNames.column(id, generation);
                lines.add(column + " " + type.sql() + " NULL");
                if (type.indexed()) {
                    lines.add("KEY " + column + " (" + column + ")");
                }
            }
        });
        layout.keys().forEach((id, generation) -> {
            String key = PhysicalNames.key(id, generation);
            lines.add(key + " BINARY(32) NULL");
            lines.add("UNIQUE KEY " + key + " (" + key + ")");
        });
        return "CREATE TABLE "
                + PhysicalNames.in(environment, PhysicalNames.table(layout.table(), layout.generation()))
                + " (" + String.join(", ", lines) + ")" + OPTIONS;
    }

    static String createSide(EnvironmentId environment, Field field, long generation, ColumnType type) {
        return "CREATE TABLE " + PhysicalNames.in(environment, PhysicalNames.side(field.id(), generation))
                + " (record_id BINARY(16) NOT NULL, value " + type.sql() + " NOT NULL, ord INT NOT NULL,"
                + " PRIMARY KEY (record_id, value), KEY value (value))" + OPTIONS;
    }

    static String addColumn(Field field, long generation, ColumnType type) {
        return "ADD COLUMN IF NOT EXISTS " + PhysicalNames.column(field.id(), generation) + " " + type.sql() + " NULL"
                + defaultClause(field);
    }

    /** What records that are already there have in a new column. */
    private static String defaultClause(Field field) {
        String text = field.defaultValue();
        if (text == null) {
            return "";
        }
        return switch (ValueText.parse(field.kind(), text)) {
            case Parsed.Ok ok -> ok.value() == null ? "" : " DEFAULT " + literal(ok.value());
            case Parsed.Bad bad -> "";
        };
    }

    /** A literal of a checked value. Texts are written as hexadecimal, so that nothing typed is ever part of SQL. */
    static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case String text -> "_utf8mb4 x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
            case BigDecimal decimal -> decimal.toPlainString();
            case Boolean yes -> yes ? "1" : "0";
            case Instant instant -> "'" + DATE_TIME.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "'";
            case io.slipway.common.RecordId id -> "x'" + HexFormat.of().formatHex(id.bytes()) + "'";
            case Long number -> number.toString();
            case java.time.LocalDate date -> "'" + date + "'";
            case java.time.LocalTime time -> "'" + time.format(DateTimeFormatter.ISO_LOCAL_TIME) + "'";
            default -> throw new IllegalArgumentException("No literal for " + value.getClass());
        };
    }

    static Field field(Map<ResourceId, ? extends Resource> resources, ResourceId id) {
        if (resources.get(id) instanceof Field field) {
            return field;
        }
        throw new IllegalStateException("Field " + id + " is in a layout but not in the definition");
    }

    /** Whether records already there get the field's default from the column itself. */
    static boolean hasColumnDefault(Field field) {
        return field.defaultValue() != null && !(field.kind() instanceof FieldKind.MultiChoice);
    }
}
