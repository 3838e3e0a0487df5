package io.slipway.webhook.internal;

import io.slipway.common.RecordId;
import io.slipway.common.db.AccountSql;
import io.slipway.records.Records;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import io.slipway.webhook.Webhooks;
import io.slipway.webhook.internal.Receiver.Request;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A table with a webhook and the receiver it tells. */
@IntegrationTest
abstract class OnDeliveries {

    @Autowired
    Workshop workshop;

    @Autowired
    Webhooks webhooks;

    @Autowired
    Records records;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    FeedReading reading;

    @Autowired
    Takings takings;

    @Autowired
    AttemptResults results;

    @Autowired
    Cleaning cleaning;

    @Autowired
    AccountSql sql;

    WebhookWorld world;
    final Receiver receiver = new Receiver();

    @BeforeEach
    void world() {
        world = new WebhookWorld(workshop, webhooks, records, dispatcher, sql);
    }

    @AfterEach
    void close() {
        world.end();
        receiver.close();
    }

    List<Request> of(RecordId record) {
        return receiver.requests().stream()
                .filter(request -> request.record().equals(record.toString()))
                .toList();
    }
}
