package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.UtcTime;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryDetail;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Deliveries as people look at them. */
@Component
class DeliveryRows {

    private static final String SELECT = """
            SELECT d.*, d.leased_until > UTC_TIMESTAMP(3) AS sending,
                d.chain IS NOT NULL AND EXISTS (SELECT 1 FROM {a}.webhook_delivery AS b
                    WHERE b.webhook = d.webhook AND b.chain = d.chain AND b.id < d.id) AS behind
            FROM {a}.webhook_delivery AS d\s""";
    private static final String OF_WEBHOOK = "webhook = :webhook AND (:state IS NULL OR state = :state)";

    /** Finds the page in an index alone, and reads only its rows, whose bodies may be large. */
    private static final String PAGE = "JOIN (SELECT id FROM {a}.webhook_delivery WHERE " + OF_WEBHOOK
            + " AND id < :before ORDER BY id DESC LIMIT :limit OFFSET :offset) AS page ON page.id = d.id"
            + " ORDER BY d.id DESC";

    private final AccountSql sql;

    DeliveryRows(AccountSql sql) {
        this.sql = sql;
    }

    List<Delivery> list(
            AccountId account,
            WebhookId webhook,
            Delivery.@Nullable State state,
            DeliveryId before,
            int offset,
            int limit) {
        return sql.in(account, SELECT + PAGE)
                .param("before", before.value())
                .param("webhook", webhook.value())
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .param("offset", offset)
                .query(DeliveryRows::read)
                .list();
    }

    int count(AccountId account, WebhookId webhook, Delivery.@Nullable State state) {
        return sql.in(
                        account,
                        "SELECT COUNT(*) FROM (SELECT 1 FROM {a}.webhook_delivery WHERE " + OF_WEBHOOK
                                + " LIMIT :most) AS some")
                .param("webhook", webhook.value())
                .param("state", state == null ? null : state.name())
                .param("most", Webhooks.MOST_COUNTED)
                .query(Integer.class)
                .single();
    }

    Optional<Delivery> find(AccountId account, DeliveryId id) {
        return sql.in(account, SELECT + "WHERE d.id = :id")
                .param("id", id.value())
                .query(DeliveryRows::read)
                .optional();
    }

    String body(AccountId account, DeliveryId id) {
        return sql.in(account, "SELECT body FROM {a}.webhook_delivery WHERE id = :id")
                .param("id", id.value())
                .query(String.class)
                .single();
    }

    List<DeliveryDetail.Attempt> attempts(AccountId account, DeliveryId id) {
        return sql.in(account, "SELECT * FROM {a}.webhook_attempt WHERE delivery = :id ORDER BY number")
                .param("id", id.value())
                .query((row, index) -> new DeliveryDetail.Attempt(
                        row.getInt("number"),
                        UtcTime.get(row, "at"),
                        Duration.ofMillis(row.getLong("took_ms")),
                        row.getString("request"),
                        row.getObject("status", Integer.class),
                        row.getString("answer"),
                        row.getString("failure")))
                .list();
    }

    Webhooks.Health health(AccountId account, WebhookId webhook) {
        return sql.in(account, """
                SELECT
                    (SELECT COUNT(*) FROM {a}.webhook_delivery WHERE webhook = :w AND state = 'WAITING') AS waiting,
                    (SELECT COUNT(*) FROM {a}.webhook_delivery
                        WHERE webhook = :w AND state = 'WAITING' AND attempts > 0) AS failing,
                    (SELECT COUNT(*) FROM {a}.webhook_delivery WHERE webhook = :w AND state = 'PARKED') AS parked,
                    (SELECT MAX(finished_at) FROM {a}.webhook_delivery
                        WHERE webhook = :w AND state = 'DELIVERED') AS delivered,
                    (SELECT reason FROM {a}.webhook_delivery
                        WHERE webhook = :w AND state IN ('WAITING', 'PARKED') AND reason IS NOT NULL
                        ORDER BY id LIMIT 1) AS failure""")
                .param("w", webhook.value())
                .query((row, index) -> new Webhooks.Health(
                        row.getLong("waiting"),
                        row.getLong("failing"),
                        row.getLong("parked"),
                        UtcTime.getNullable(row, "delivered"),
                        row.getString("failure")))
                .single();
    }

    private static Delivery read(ResultSet row, int index) throws SQLException {
        byte[] record = row.getBytes("record_id");
        return new Delivery(
                new DeliveryId(row.getLong("id")),
                new WebhookId(row.getLong("webhook")),
                UUID.fromString(row.getString("event_id")),
                Delivery.Kind.valueOf(row.getString("kind")),
                record == null ? null : RecordId.of(record),
                Delivery.State.valueOf(row.getString("state")),
                UtcTime.get(row, "queued_at"),
                row.getInt("attempts"),
                UtcTime.get(row, "next_attempt_at"),
                row.getBoolean("sending"),
                row.getBoolean("behind"),
                row.getObject("last_status", Integer.class),
                row.getString("reason"),
                UtcTime.getNullable(row, "finished_at"));
    }
}
