package io.slipway.account.internal;

import io.slipway.account.Account;
import io.slipway.account.AccountSettings;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.account.ChangedMeanwhile;
import io.slipway.account.NewAccount;
import io.slipway.account.NewPerson;
import io.slipway.account.NotAllowed;
import io.slipway.common.AccountId;
import io.slipway.common.Faults;
import io.slipway.common.Text;
import io.slipway.common.db.Transactions;
import io.slipway.common.db.UtcTime;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

/** Accounts as rows of the installation's schema, each with a schema of its own. */
@Component
class StoredAccounts implements Accounts {

    private final AccountRows accounts;
    private final NewPeople newPeople;
    private final AccountBirth birth;
    private final AuditTrail audit;
    private final Transactions transactions;
    private final Clock clock;
    private volatile boolean knownNotEmpty;

    StoredAccounts(
            AccountRows accounts,
            NewPeople newPeople,
            AccountBirth birth,
            AuditTrail audit,
            Transactions transactions,
            Clock clock) {
        this.accounts = accounts;
        this.newPeople = newPeople;
        this.birth = birth;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Once there is an account there always is one, so this costs nothing from then on. */
    @Override
    public boolean isEmpty() {
        if (!knownNotEmpty) {
            knownNotEmpty = !accounts.findByStateOrderById(AccountState.READY).isEmpty();
        }
        return !knownNotEmpty;
    }

    @Override
    public FirstAccount createFirst(NewAccount wanted) {
        NewRows rows = check(wanted);
        Optional<AccountId> id = transactions.once(() -> {
            accounts.lockInstallation();
            return accounts.count() > 0 ? Optional.empty() : Optional.of(insert(rows));
        });
        if (id.isEmpty()) {
            return new FirstAccount.AlreadySetUp();
        }
        Created created = finish(id.get());
        return new FirstAccount.Made(created.account(), created.superAdmin());
    }

    @Override
    public Created create(NewAccount wanted) {
        NewRows rows = check(wanted);
        AccountId id = transactions.once(() -> {
            accounts.lockInstallation();
            return insert(rows);
        });
        return finish(id);
    }

    private record NewRows(NewAccount account, String name, NewPerson checked) {}

    private NewRows check(NewAccount wanted) {
        Faults faults = new Faults();
        Optional<String> name = faults.made(() -> Text.name("account", wanted.name()));
        Optional<NewPerson> person = faults.made(() -> newPeople.check(wanted.superAdmin()));
        faults.raise();
        return new NewRows(wanted, name.orElseThrow(), person.orElseThrow());
    }

    private AccountId insert(NewRows rows) {
        AccountRow row = accounts.save(new AccountRow(
                null,
                rows.name(),
                rows.account().timeZone().getId(),
                false,
                AccountState.CREATING,
                UtcTime.toColumn(clock.instant()),
                0));
        newPeople.insert(row.accountId(), rows.checked());
        return row.accountId();
    }

    private Created finish(AccountId id) {
        try {
            birth.finish(id);
        } catch (RuntimeException e) {
            birth.undo(id, e);
            throw e;
        }
        return new Created(get(id), newPeople.firstOf(id));
    }

    @Override
    public List<Account> all() {
        return accounts.findByStateOrderById(AccountState.READY).stream()
                .map(AccountRow::toAccount)
                .toList();
    }

    @Override
    public Account get(AccountId id) {
        return ready(id).toAccount();
    }

    @Override
    public Account settings(Actor actor) {
        return get(actor.account());
    }

    @Override
    public Account change(Actor actor, AccountSettings settings) {
        actor.requireSuperAdmin();
        String name = Text.name("account", settings.name());
        return transactions.once(() -> {
            AccountRow before = ready(actor.account());
            if (before.version() != settings.version()) {
                throw new ChangedMeanwhile();
            }
            AccountRow after = save(before.withSettings(name, settings.timeZone(), settings.keepSignIns()));
            audit.record(actor, "account.changed", name, difference(before, after));
            return after.toAccount();
        });
    }

    private AccountRow save(AccountRow row) {
        try {
            return accounts.save(row);
        } catch (OptimisticLockingFailureException e) {
            throw (ChangedMeanwhile) new ChangedMeanwhile().initCause(e);
        }
    }

    private AccountRow ready(AccountId id) {
        return accounts.findById(id.value())
                .filter(row -> row.state() == AccountState.READY)
                .orElseThrow(() -> new NotAllowed("This is not here, or not yours to see."));
    }

    private static String difference(AccountRow before, AccountRow after) {
        return new Differences()
                .add("Name", before.name(), after.name())
                .add("Time zone", before.timeZone(), after.timeZone())
                .add("Keep sign-ins", yesNo(before.keepSignIns()), yesNo(after.keepSignIns()))
                .inWords();
    }

    private static String yesNo(boolean value) {
        return value ? "yes" : "no";
    }
}
