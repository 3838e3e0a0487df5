package io.slipway.account.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.NewAccount;
import io.slipway.account.NewPerson;
import io.slipway.account.PersonKind;
import io.slipway.account.SignInOutcome;
import io.slipway.account.SignIns;
import io.slipway.common.AccountId;
import io.slipway.common.db.Schemas;
import io.slipway.environment.Environments;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestAccounts;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class AccountBirthTest {

    @Autowired
    Accounts accounts;

    @Autowired
    AccountRows rows;

    @Autowired
    AccountBirth birth;

    @Autowired
    AccountStart start;

    @Autowired
    BrokenBirth broken;

    @Autowired
    Environments environments;

    @Autowired
    SignIns signIns;

    @Autowired
    JdbcClient jdbc;

    @Test
    void an_account_that_breaks_while_it_is_made_leaves_neither_rows_nor_schemas() {
        NewPerson person = TestAccounts.newPerson(PersonKind.SUPER_ADMIN);
        List<String> before = schemas();

        broken.asked.set(true);
        try {
            assertThatThrownBy(() -> accounts.create(new NewAccount("Breaks", ZoneId.of("UTC"), person)))
                    .hasMessage("broken on purpose");
        } finally {
            broken.asked.set(false);
        }

        assertThat(schemas()).isEqualTo(before);
        assertThat(count("SELECT COUNT(*) FROM person WHERE email = '" + person.email() + "'"))
                .isZero();
        accounts.create(new NewAccount("Breaks", ZoneId.of("UTC"), person));
    }

    @Test
    void an_account_whose_making_was_cut_off_is_finished_at_the_next_start() {
        NewPerson person = TestAccounts.newPerson(PersonKind.SUPER_ADMIN);
        AccountId id = cutOff(person);
        assertThat(accounts.all()).extracting(Account::id).doesNotContain(id);
        assertThat(signIns.signIn(person.email(), TestAccounts.PASSWORD, "birth-" + id))
                .isInstanceOf(SignInOutcome.Refused.class);

        start.start();

        assertThat(accounts.all()).extracting(Account::id).contains(id);
        assertThat(environments.production(id).isProduction()).isTrue();
        assertThat(signIns.signIn(person.email(), TestAccounts.PASSWORD, "birth-" + id))
                .isInstanceOf(SignInOutcome.SignedIn.class);
        start.start();
    }

    @Test
    void two_nodes_that_start_at_once_finish_it_once() throws Exception {
        AccountId id = cutOff(TestAccounts.newPerson(PersonKind.SUPER_ADMIN));
        try (ExecutorService nodes = Executors.newFixedThreadPool(2)) {
            Callable<Void> node = () -> {
                birth.finish(id);
                return null;
            };
            for (Future<Void> done : nodes.invokeAll(List.of(node, node))) {
                done.get();
            }
        }
        assertThat(count("SELECT COUNT(*) FROM " + Schemas.of(id) + ".audit_entry WHERE action = 'account.created'"))
                .isEqualTo(1);
        assertThat(environments.all(id)).hasSize(1);
    }

    /** What a process leaves that dies right after the first transaction. */
    private AccountId cutOff(NewPerson person) {
        TestAccounts.Made other = TestAccounts.make(accounts);
        jdbc.sql("INSERT INTO account (name, time_zone, state, created_at, version)"
                        + " VALUES ('Cut off', 'UTC', 'CREATING', UTC_TIMESTAMP(3), 1)")
                .update();
        long id = count("SELECT MAX(id) FROM account WHERE state = 'CREATING'");
        jdbc.sql(
                        "INSERT INTO person (account_id, email, name, password_hash, kind, created_at, version)"
                                + " SELECT :id, :email, :name, password_hash, kind, created_at, 1 FROM person WHERE id = :other")
                .param("id", id)
                .param("email", person.email())
                .param("name", person.name())
                .param("other", other.superAdmin().user().value())
                .update();
        return new AccountId(id);
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }

    private List<String> schemas() {
        return jdbc.sql("SHOW SCHEMAS LIKE 'slipway\\_a%'").query(String.class).list();
    }
}
