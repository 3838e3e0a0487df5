package io.slipway.webhook.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.environment.Environment;
import io.slipway.storage.StoredRecord;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.Webhook;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What is sent, as JSON. Written once when the event is queued, so that every attempt sends the same. */
final class Bodies {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Bodies() {}

    /** A record's event; {@code record} is null for a deletion. */
    static String record(
            Environment environment,
            Definition definition,
            Webhook webhook,
            UUID event,
            Delivery.Kind kind,
            Instant at,
            RecordId id,
            @Nullable StoredRecord record,
            Set<ResourceId> changed) {
        Map<String, @Nullable Object> body = head(environment, webhook, event, kind, at);
        body.put("table", table(definition, webhook.table()));
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id.toString());
        if (record != null) {
            json.put("version", record.version());
            json.put("createdAt", record.createdAt().toString());
            json.put("updatedAt", record.updatedAt().toString());
            json.put("fields", fields(definition, webhook, record));
        }
        body.put("record", json);
        if (kind == Delivery.Kind.UPDATED) {
            body.put(
                    "changedFields",
                    shown(definition, webhook).stream()
                            .map(Field::id)
                            .filter(changed::contains)
                            .map(ResourceId::toString)
                            .toList());
        }
        return JSON.writeValueAsString(body);
    }

    /** A whole table's event. */
    static String table(Environment environment, Definition definition, Webhook webhook, UUID event, Instant at) {
        Map<String, @Nullable Object> body = head(environment, webhook, event, Delivery.Kind.TABLE_CHANGED, at);
        body.put("table", table(definition, webhook.table()));
        return JSON.writeValueAsString(body);
    }

    /** A test, with the names and kinds of what would be sent. */
    static String test(Environment environment, Definition definition, Webhook webhook, UUID event, Instant at) {
        Map<String, @Nullable Object> body = head(environment, webhook, event, Delivery.Kind.TEST, at);
        body.put("table", table(definition, webhook.table()));
        Map<String, Object> fields = new TreeMap<>();
        shown(definition, webhook)
                .forEach(field -> fields.put(
                        field.id().toString(),
                        Map.of("name", field.name(), "kind", field.kind().label())));
        body.put("fields", fields);
        return JSON.writeValueAsString(body);
    }

    private static Map<String, @Nullable Object> head(
            Environment environment, Webhook webhook, UUID event, Delivery.Kind kind, Instant at) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("id", event.toString());
        body.put("type", kind.type());
        body.put("at", at.toString());
        body.put(
                "environment",
                Map.of(
                        "id",
                        environment.id().toString(),
                        "name",
                        environment.name(),
                        "production",
                        environment.isProduction()));
        body.put("webhook", Map.of("id", webhook.id().toString(), "name", webhook.name()));
        return body;
    }

    private static Map<String, Object> table(Definition definition, ResourceId table) {
        return Map.of(
                "id",
                table.toString(),
                "name",
                definition.find(Table.class, table).map(Table::name).orElse(""));
    }

    private static Map<String, Object> fields(Definition definition, Webhook webhook, StoredRecord record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : shown(definition, webhook)) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>();
            json.put("name", field.name());
            json.put("value", ValueJson.of(field.kind(), record.value(field.id())));
            fields.put(field.id().toString(), json);
        }
        return fields;
    }

    /** The fields a webhook sends that are there, in the table's order. */
    private static List<Field> shown(Definition definition, Webhook webhook) {
        return definition.fields(webhook.table()).stream()
                .filter(field -> webhook.fields().isEmpty() || webhook.fields().contains(field.id()))
                .toList();
    }
}
