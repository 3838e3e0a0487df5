package io.slipway.webhook.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.db.AccountSql;
import io.slipway.storage.ChangeFeed;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Up to where each environment's change feed has been turned into deliveries. */
@Component
class Cursors {

    private static final String READER = "webhooks";

    private final AccountSql sql;
    private final ChangeFeed feed;

    Cursors(AccountSql sql, ChangeFeed feed) {
        this.sql = sql;
        this.feed = feed;
    }

    /** Where the environment's cursor is; empty: it has no webhooks. */
    OptionalLong at(EnvironmentId environment) {
        return read(environment, "");
    }

    /** As {@link #at}, locked until the transaction ends. */
    OptionalLong lockedAt(EnvironmentId environment) {
        return read(environment, " FOR UPDATE");
    }

    private OptionalLong read(EnvironmentId environment, String lock) {
        return sql.in(environment, "SELECT position FROM {a}.webhook_cursor WHERE environment = :environment" + lock)
                .param("environment", environment.number())
                .query(Long.class)
                .optional()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Sees to it that the environment is followed, and returns the last position: what comes after it is news. */
    long begin(EnvironmentId environment) {
        long last = feed.sequence(environment);
        int made = sql.in(
                        environment,
                        "INSERT IGNORE INTO {a}.webhook_cursor (environment, position) VALUES (:environment, :last)")
                .param("environment", environment.number())
                .param("last", last)
                .update();
        if (made == 1) {
            feed.mark(environment, READER, last);
        }
        return last;
    }

    /** Moves the cursor; in the transaction that queues what lies between. */
    void move(EnvironmentId environment, long position) {
        sql.in(environment, "UPDATE {a}.webhook_cursor SET position = :position WHERE environment = :environment")
                .param("position", position)
                .param("environment", environment.number())
                .update();
    }

    /** Lets the feed be trimmed up to a position that is durably behind us. */
    void release(EnvironmentId environment, long position) {
        feed.mark(environment, READER, position);
    }

    /** The environment has no webhooks any more. */
    void end(EnvironmentId environment) {
        sql.in(environment, "DELETE FROM {a}.webhook_cursor WHERE environment = :environment")
                .param("environment", environment.number())
                .update();
        feed.forget(environment, READER);
    }
}
