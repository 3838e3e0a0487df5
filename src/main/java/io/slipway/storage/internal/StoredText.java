package io.slipway.storage.internal;

import io.slipway.common.RecordId;
import io.slipway.definition.FieldKind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** What the server's text (or the stored bytes of texts and record ids) means as a value. */
final class StoredText {

    private StoredText() {}

    /** The value in the Java type of its kind; of a multi-valued field, one of its values. */
    static Object value(FieldKind kind, byte[] cell) {
        return switch (kind) {
            case FieldKind.ShortText k -> text(cell);
            case FieldKind.LongText k -> text(cell);
            case FieldKind.Email k -> text(cell);
            case FieldKind.Phone k -> text(cell);
            case FieldKind.Url k -> text(cell);
            case FieldKind.WholeNumber k -> Long.valueOf(text(cell));
            case FieldKind.SingleChoice k -> Long.valueOf(text(cell));
            case FieldKind.MultiChoice k -> Long.valueOf(text(cell));
            case FieldKind.User k -> Long.valueOf(text(cell));
            case FieldKind.AutoNumber k -> Long.valueOf(text(cell));
            case FieldKind.DecimalNumber k -> new BigDecimal(text(cell));
            case FieldKind.Money k -> new BigDecimal(text(cell));
            case FieldKind.Percent k -> new BigDecimal(text(cell));
            case FieldKind.Date k -> LocalDate.parse(text(cell));
            case FieldKind.DateTime k ->
                LocalDateTime.parse(text(cell).replace(' ', 'T')).toInstant(ZoneOffset.UTC);
            case FieldKind.Time k -> LocalTime.parse(text(cell));
            case FieldKind.YesNo k -> Boolean.valueOf(!text(cell).equals("0"));
            case FieldKind.Link k -> RecordId.of(cell);
        };
    }

    private static String text(byte[] cell) {
        return new String(cell, StandardCharsets.UTF_8);
    }
}
