package io.slipway.bench;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** New rows and changes of the big table, said the way each server wants to hear them. */
final class Rows {

    private final BigTable big;
    private final List<ResourceId> fields;
    private final Map<RecordId, Integer> numbers = new HashMap<>();

    Rows(BigTable big) {
        this.big = big;
        this.fields = big.fieldIds();
        for (RecordId place : big.places) {
            numbers.put(place, numbers.size() + 1);
        }
    }

    /** A new row as Slipway takes it. */
    String ours(RandomGenerator random) {
        return "{\"fields\":" + json(big.values(random), false) + "}";
    }

    /** A batch of new rows as Slipway takes it. */
    String oursBatch(RandomGenerator random, int count) {
        StringBuilder text = new StringBuilder("{\"writes\":[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append("{\"op\":\"create\",\"fields\":");
            text.append(json(big.values(random), false)).append('}');
        }
        return text.append("]}").toString();
    }

    /** A new row as Directus takes it. */
    String peers(RandomGenerator random) {
        return json(big.values(random), true);
    }

    /** A batch of new rows as Directus takes it. */
    String peersBatch(RandomGenerator random, int count) {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(peers(random));
        }
        return text.append(']').toString();
    }

    /** New values of two fields. */
    String change(RandomGenerator random) {
        Map<ResourceId, Object> values = big.values(random);
        return "{\"f0\":\"" + values.get(fields.get(0)) + "\",\"f6\":" + values.get(fields.get(6)) + "}";
    }

    /** Sets the parameters of an INSERT. */
    void bind(PreparedStatement insert, int row, RandomGenerator random) throws SQLException {
        Map<ResourceId, Object> values = big.values(random);
        for (int i = 0; i < fields.size(); i++) {
            Object value = values.get(fields.get(i));
            insert.setObject(
                    row * fields.size() + i + 1,
                    switch (value) {
                        case RecordId place -> numbers.get(place);
                        case Instant instant -> java.time.LocalDateTime.ofInstant(instant, java.time.ZoneOffset.UTC);
                        case null -> null;
                        default -> value;
                    });
        }
    }

    private String json(Map<ResourceId, Object> values, boolean numbered) {
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < fields.size(); i++) {
            Object value = values.get(fields.get(i));
            text.append(i == 0 ? "\"f" : ",\"f").append(i).append("\":");
            switch (value) {
                case null -> text.append("null");
                case Boolean yes -> text.append(yes);
                case Long number -> text.append(number);
                case RecordId place when numbered -> text.append(numbers.get(place));
                // Texts of this table are words; nothing in them has to be escaped.
                default -> text.append('"').append(value).append('"');
            }
        }
        return text.append('}').toString();
    }
}
