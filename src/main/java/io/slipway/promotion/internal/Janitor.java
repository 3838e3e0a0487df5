package io.slipway.promotion.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.db.AccountSql;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.environment.StructureLease;
import io.slipway.environment.StructureLease.Purpose;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.Evolution;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Contracts: drops generations whose undo period is over and what interrupted work left behind, and trims change feeds.
 * Runs on every node; the structure lease lets one at a time into an environment, and keeps it away from whatever else
 * changes structure. What is busy is left to the next hour.
 */
@Component
@EnableConfigurationProperties(UndoPeriod.class)
class Janitor implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final Duration FIRST = Duration.ofMinutes(20);
    private static final Duration PAUSE = Duration.ofHours(1);
    // entries no reader waits for any more; for people who look into what happened
    private static final long FEED_ENTRIES_KEPT = 100_000;

    private final Accounts accounts;
    private final Environments environments;
    private final StructureLease leases;
    private final Evolution evolution;
    private final ChangeFeed feed;
    private final AccountSql sql;
    private final UndoPeriod undo;
    private final Clock clock;
    // not Spring's scheduler: dropping a big table takes a while, and others wait for that thread
    private volatile ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean running;

    Janitor(
            Accounts accounts,
            Environments environments,
            StructureLease leases,
            Evolution evolution,
            ChangeFeed feed,
            AccountSql sql,
            UndoPeriod undo,
            Clock clock) {
        this.accounts = accounts;
        this.environments = environments;
        this.leases = leases;
        this.evolution = evolution;
        this.feed = feed;
        this.sql = sql;
        this.undo = undo;
        this.clock = clock;
    }

    @Override
    public void start() {
        rounds = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("janitor").daemon(true).factory());
        rounds.scheduleWithFixedDelay(this::round, FIRST.toSeconds(), PAUSE.toSeconds(), TimeUnit.SECONDS);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        rounds.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Everything once. One environment's trouble keeps no other from being cleaned. */
    void round() {
        try {
            for (Account account : accounts.all()) {
                environments.all(account.id()).stream()
                        .filter(environment -> environment.state() == Environment.State.READY)
                        .forEach(environment -> cleanOrReport(environment.id()));
            }
        } catch (RuntimeException e) {
            LOG.warn("Cleaning up stopped and is tried again in an hour", e);
        }
    }

    private void cleanOrReport(EnvironmentId environment) {
        try {
            clean(environment);
        } catch (RuntimeException e) {
            LOG.warn("Environment {} could not be cleaned; it is tried again in an hour", environment, e);
        }
    }

    /** Cleans an environment unless somebody changes its structure; false: somebody does. */
    boolean clean(EnvironmentId environment) {
        return switch (leases.tryAcquire(environment, Purpose.CONTRACT, "Slipway")) {
            case StructureLease.Held(StructureLease.Lease lease) -> {
                try (lease) {
                    cleanAlone(environment);
                }
                yield true;
            }
            case StructureLease.Busy busy -> false;
        };
    }

    private void cleanAlone(EnvironmentId environment) {
        // Whatever builds holds the lease, which is ours: so nobody is at work on these, but for runs between two
        // owners.
        evolution.unfinished(environment).stream()
                .filter(work -> !isOfUnfinishedRun(environment.account(), work))
                .forEach(work -> evolution.discard(environment, work));
        Instant keptSince = clock.instant().minus(Duration.ofDays(undo.days()));
        int dropped = evolution.contract(environment, keptSince);
        // nobody may have read the feed for long: whoever does next should find little to put in order
        feed.sequence(environment);
        int trimmed = feed.trim(environment, FEED_ENTRIES_KEPT);
        if (dropped > 0 || trimmed > 0) {
            LOG.info("Environment {}: {} generations dropped, {} feed entries trimmed", environment, dropped, trimmed);
        }
    }

    private boolean isOfUnfinishedRun(AccountId account, String work) {
        return sql.in(
                                account,
                                "SELECT COUNT(*) FROM {a}.run WHERE active_target IS NOT NULL AND CONCAT('run:', id) = :work")
                        .param("work", work)
                        .query(Long.class)
                        .single()
                > 0;
    }
}
