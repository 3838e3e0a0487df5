package io.slipway.webhook.internal;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.AcrossAccounts;
import io.slipway.common.db.UtcTime;
import io.slipway.common.json.CanonicalJson;
import io.slipway.definition.View;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The table {@code webhook}. Times are the database's. */
@Component
class WebhookRows {

    private static final TypeReference<List<View.Filter>> FILTERS = new TypeReference<>() {};
    private static final TypeReference<List<Long>> FIELDS = new TypeReference<>() {};
    private static final String SELECT =
            "SELECT *, old_secret_until > UTC_TIMESTAMP(3) AS old_signs FROM {a}.webhook WHERE ";

    private static final String ENVIRONMENTS = "SELECT DISTINCT w.environment FROM {a}.webhook AS w"
            + " JOIN {a}.environment AS e ON e.number = w.environment WHERE e.state <> 'DISCARDING'";

    private final AccountSql sql;
    private final AcrossAccounts across;

    WebhookRows(AccountSql sql, AcrossAccounts across) {
        this.sql = sql;
        this.across = across;
    }

    List<StoredWebhook> of(EnvironmentId environment) {
        return sql.in(environment, SELECT + "environment = :environment ORDER BY name, id")
                .param("environment", environment.number())
                .query((row, index) -> read(environment.account(), row))
                .list();
    }

    /** The environments of an account that have webhooks; without those that are gone or about to be. */
    List<EnvironmentId> environments(AccountId account) {
        return sql.in(account, ENVIRONMENTS + " ORDER BY environment")
                .query((row, index) -> new EnvironmentId(account, row.getLong(1)))
                .list();
    }

    /**
     * The environments of accounts in which there is something to read or to send: the change feed goes on after the
     * cursor, or something is due.
     */
    List<EnvironmentId> busy(Collection<AccountId> accounts) {
        return across.whereIn(across.environments(accounts, ENVIRONMENTS), """
                EXISTS (SELECT 1 FROM {e}.feed WHERE position IS NULL)
                OR EXISTS (
                    SELECT 1 FROM {a}.webhook_cursor AS c JOIN {a}.feed_sequencer AS s ON s.environment = c.environment
                    WHERE c.environment = {number} AND c.position < s.last_position)
                OR EXISTS (
                    SELECT 1 FROM {a}.webhook AS w WHERE w.environment = {number} AND (""" + DeliveryQueue.HAS_DUE + "))");
    }

    List<WebhookId> ids(AccountId account) {
        return sql.in(account, "SELECT id FROM {a}.webhook ORDER BY id")
                .query((row, index) -> new WebhookId(row.getLong(1)))
                .list();
    }

    Optional<StoredWebhook> find(AccountId account, WebhookId id) {
        return one(account, id, "");
    }

    /** Locked, so that nobody else changes it before the transaction ends. */
    Optional<StoredWebhook> findForUpdate(AccountId account, WebhookId id) {
        return one(account, id, " FOR UPDATE");
    }

    private Optional<StoredWebhook> one(AccountId account, WebhookId id, String lock) {
        return sql.in(account, SELECT + "id = :id" + lock)
                .param("id", id.value())
                .query((row, index) -> read(account, row))
                .optional();
    }

    /** The versions of an environment's webhooks, which stay as they are until the transaction ends. */
    List<Version> lockedVersions(EnvironmentId environment) {
        return sql.in(
                        environment,
                        "SELECT id, version FROM {a}.webhook WHERE environment = :environment ORDER BY id"
                                + " LOCK IN SHARE MODE")
                .param("environment", environment.number())
                .query((row, index) -> new Version(row.getLong("id"), row.getLong("version")))
                .list();
    }

    record Version(long id, long version) {}

    WebhookId insert(
            EnvironmentId environment,
            WebhookDraft draft,
            UserId owner,
            boolean enabled,
            long fromPosition,
            byte[] secret,
            String by) {
        parts(sql.in(environment, """
                INSERT INTO {a}.webhook (environment, table_id, name, events, filters, fields, url, owner,
                    on_promotion, enabled, from_position, secret, created_by_name, created_at)
                VALUES (:environment, :table, :name, :events, :filters, :fields, :url, :owner,
                    :onPromotion, :enabled, :from, :secret, :by, UTC_TIMESTAMP(3))"""), draft, owner)
                .param("environment", environment.number())
                .param("table", draft.table().value())
                .param("enabled", enabled)
                .param("from", fromPosition)
                .param("secret", secret)
                .param("by", by)
                .update();
        return new WebhookId(
                sql.in(environment, "SELECT LAST_INSERT_ID()").query(Long.class).single());
    }

    void change(AccountId account, WebhookId id, WebhookDraft draft, UserId owner) {
        parts(sql.in(account, """
                UPDATE {a}.webhook SET name = :name, events = :events, filters = :filters, fields = :fields,
                    url = :url, owner = :owner, on_promotion = :onPromotion, version = version + 1
                WHERE id = :id"""), draft, owner).param("id", id.value()).update();
    }

    private static JdbcClient.StatementSpec parts(
            JdbcClient.StatementSpec statement, WebhookDraft draft, UserId owner) {
        return statement
                .param("name", draft.name())
                .param(
                        "events",
                        draft.events().stream().sorted().map(Enum::name).collect(Collectors.joining(",")))
                .param("filters", CanonicalJson.write(draft.filters()))
                .param(
                        "fields",
                        CanonicalJson.write(
                                draft.fields().stream().map(ResourceId::value).toList()))
                .param("url", draft.url())
                .param("owner", owner.value())
                .param("onPromotion", draft.onPromotion().name());
    }

    /**
     * @param from null: as it was
     * @param reason why Slipway itself switches it off; null: a person does
     */
    void setEnabled(AccountId account, WebhookId id, boolean enabled, @Nullable Long from, @Nullable String reason) {
        sql.in(
                        account,
                        "UPDATE {a}.webhook SET enabled = :enabled, off_reason = :reason,"
                                + " from_position = COALESCE(:from, from_position), version = version + 1 WHERE id = :id")
                .param("enabled", enabled)
                .param("reason", reason)
                .param("from", from)
                .param("id", id.value())
                .update();
    }

    void rotate(AccountId account, WebhookId id, byte[] secret, Duration overlap) {
        sql.in(
                        account,
                        "UPDATE {a}.webhook SET old_secret = secret,"
                                + " old_secret_until = UTC_TIMESTAMP(3) + INTERVAL :seconds SECOND, secret = :secret,"
                                + " version = version + 1 WHERE id = :id")
                .param("secret", secret)
                .param("seconds", overlap.toSeconds())
                .param("id", id.value())
                .update();
    }

    void endOldSecret(AccountId account, WebhookId id) {
        sql.in(
                        account,
                        "UPDATE {a}.webhook SET old_secret = NULL, old_secret_until = NULL, version = version + 1"
                                + " WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    /** Old secrets whose time is over are not kept. */
    void forgetOldSecrets(AccountId account) {
        sql.in(
                        account,
                        "UPDATE {a}.webhook SET old_secret = NULL, old_secret_until = NULL"
                                + " WHERE old_secret_until <= UTC_TIMESTAMP(3)")
                .update();
    }

    void delete(AccountId account, WebhookId id) {
        sql.in(account, "DELETE FROM {a}.webhook WHERE id = :id")
                .param("id", id.value())
                .update();
    }

    /** Forgets the webhooks of environments that are gone. */
    void deleteHomeless(AccountId account) {
        sql.in(account, "DELETE FROM {a}.webhook WHERE environment NOT IN (SELECT number FROM {a}.environment)")
                .update();
        sql.in(account, "DELETE FROM {a}.webhook_cursor WHERE environment NOT IN (SELECT number FROM {a}.environment)")
                .update();
    }

    private static StoredWebhook read(AccountId account, ResultSet row) throws SQLException {
        boolean oldSigns = row.getBoolean("old_signs");
        Instant until = UtcTime.getNullable(row, "old_secret_until");
        Webhook webhook = new Webhook(
                new WebhookId(row.getLong("id")),
                new EnvironmentId(account, row.getLong("environment")),
                new ResourceId(row.getLong("table_id")),
                row.getString("name"),
                events(row.getString("events")),
                CanonicalJson.read(row.getString("filters"), FILTERS),
                CanonicalJson.read(row.getString("fields"), FIELDS).stream()
                        .map(ResourceId::new)
                        .toList(),
                row.getString("url"),
                new UserId(row.getLong("owner")),
                Webhook.OnPromotion.valueOf(row.getString("on_promotion")),
                row.getBoolean("enabled"),
                row.getString("off_reason"),
                oldSigns ? until : null,
                row.getString("created_by_name"),
                UtcTime.get(row, "created_at"),
                row.getLong("version"));
        return new StoredWebhook(
                webhook,
                row.getLong("from_position"),
                row.getBytes("secret"),
                oldSigns ? row.getBytes("old_secret") : null);
    }

    private static Set<Webhook.Event> events(String text) {
        return text.isEmpty()
                ? EnumSet.noneOf(Webhook.Event.class)
                : Arrays.stream(text.split(",")).map(Webhook.Event::valueOf).collect(Collectors.toUnmodifiableSet());
    }
}
