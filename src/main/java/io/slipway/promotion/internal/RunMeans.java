package io.slipway.promotion.internal;

import io.slipway.common.db.Transactions;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gates;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import io.slipway.storage.RecordStore;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** What runs of every kind work with. */
@Component
record RunMeans(
        RunStore runs,
        Definitions definitions,
        Gates gates,
        Evolution evolution,
        ChangeFeed feed,
        RecordStore records,
        ChangedPermissions permissions,
        Transactions transactions,
        Clock clock) {}
