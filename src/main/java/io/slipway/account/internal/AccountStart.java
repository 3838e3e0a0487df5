package io.slipway.account.internal;

import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * At the start, before the web server answers and before any job runs: every account's schema is brought up to date,
 * and accounts whose making was cut off are finished. A failure stops the start.
 */
@Component
class AccountStart implements SmartLifecycle {

    private final AccountRows accounts;
    private final AccountSchemas schemas;
    private final AccountBirth birth;
    private volatile boolean done;

    AccountStart(AccountRows accounts, AccountSchemas schemas, AccountBirth birth) {
        this.accounts = accounts;
        this.schemas = schemas;
        this.birth = birth;
    }

    @Override
    public void start() {
        schemas.migrateAll(accounts.findByStateOrderById(AccountState.READY).stream()
                .map(AccountRow::accountId)
                .toList());
        accounts.findByStateOrderById(AccountState.CREATING).forEach(row -> birth.finish(row.accountId()));
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    /** Early: web server and scheduler start much later. */
    @Override
    public int getPhase() {
        return -1000;
    }
}
