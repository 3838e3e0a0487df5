package io.slipway.account.internal;

import io.slipway.account.Account;
import io.slipway.account.AccountCreated;
import io.slipway.account.AuditTrail;
import io.slipway.account.Person;
import io.slipway.common.AccountId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Brings an account from its first row to where people can sign in, over a death of the process if need be. */
@Component
class AccountBirth {

    private static final Logger LOG = LoggerFactory.getLogger(AccountBirth.class);
    private static final Duration WAIT = Duration.ofMinutes(2);

    private final AccountRows accounts;
    private final PersonRows people;
    private final AccountSchemas schemas;
    private final NamedLock locks;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    AccountBirth(
            AccountRows accounts,
            PersonRows people,
            AccountSchemas schemas,
            NamedLock locks,
            AuditTrail audit,
            ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.people = people;
        this.schemas = schemas;
        this.locks = locks;
        this.audit = audit;
        this.events = events;
    }

    /** Makes whatever is missing and opens the account. Must not run inside a transaction: schemas are made. */
    void finish(AccountId id) {
        locks.holding("slipway-account-" + id, WAIT, () -> {
            AccountRow row = accounts.findById(id.value()).orElse(null);
            if (row == null || row.state() == AccountState.READY) {
                return;
            }
            Person first = people.findFirstByAccountIdOrderById(id.value())
                    .orElseThrow()
                    .toPerson();
            schemas.migrate(id);
            events.publishEvent(new AccountCreated(id, first.actor()));
            Account account = row.toAccount();
            audit.record(first.actor(), "account.created", account.name(), "");
            accounts.markReady(id.value());
        });
    }

    /** Takes back an account that could not be finished. */
    void undo(AccountId id, RuntimeException cause) {
        try {
            locks.holding("slipway-account-" + id, WAIT, () -> {
                schemas.drop(id);
                people.removeAllOf(id.value());
                accounts.removeUnfinished(id.value());
            });
        } catch (RuntimeException e) {
            LOG.error("Account {} is left unfinished; it will be finished at the next start", id, e);
            cause.addSuppressed(e);
        }
    }
}
