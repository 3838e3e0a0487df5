package io.slipway.sandbox;

import io.slipway.account.Accounts;
import io.slipway.backup.Backups;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Resource;
import io.slipway.environment.Definitions;
import io.slipway.environment.Gates;
import io.slipway.environment.StructureLease;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.RunBrake;
import io.slipway.records.Records;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A production with a sandbox beside it, and short ways to change both. */
@IntegrationTest
abstract class OnRebase {

    @Autowired
    Workshop workshop;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Changelog changelog;

    @Autowired
    Records records;

    @Autowired
    Definitions definitions;

    @Autowired
    Gates gates;

    @Autowired
    StructureLease leases;

    @Autowired
    Promotions promotions;

    @Autowired
    RunBrake brake;

    @Autowired
    Backups backups;

    @Autowired
    Accounts accounts;

    @Autowired
    Transactions transactions;

    @Autowired
    JdbcClient jdbc;

    Workplace place;

    @BeforeEach
    void open() {
        place = new Workplace(workshop, sandboxes, records);
    }

    SortedMap<ResourceId, Resource> resources(EnvironmentId environment) {
        return definitions.current(environment).resources();
    }

    void put(EnvironmentId environment, Map<ResourceId, Resource> wanted) {
        workshop.build(environment, resources -> {
            resources.clear();
            resources.putAll(wanted);
        });
    }

    void replace(EnvironmentId environment, Resource... changed) {
        workshop.build(environment, changed);
    }
}
