package io.slipway.common.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class AcrossAccountsTest {

    @Autowired
    AcrossAccounts across;

    @Autowired
    Workshop workshop;

    @Autowired
    AccountSql sql;

    /** An account without a schema stands for one in which something is badly wrong. */
    @Test
    void many_are_asked_at_once_and_one_that_cant_be_asked_spoils_no_others_answer() {
        EnvironmentId with = workshop.production();
        EnvironmentId without = workshop.production();
        AccountId broken = new AccountId(987_654_321);
        sql.in(with.account(), "INSERT INTO {a}.counter (name, next_value) VALUES ('wanted', 1)")
                .update();
        String wanted = "EXISTS (SELECT 1 FROM {a}.counter WHERE name = 'wanted')";

        assertThat(across.where(List.of(with.account(), without.account()), wanted))
                .containsExactly(with.account());
        assertThat(across.where(List.of(broken, without.account(), with.account()), wanted))
                .containsExactly(broken, with.account());
        assertThat(across.where(List.of(), wanted)).isEmpty();
        assertThat(across.whereIn(
                        List.of(without, with), "EXISTS (SELECT 1 FROM {e}.feed) OR {number} > 0 AND " + wanted))
                .containsExactly(with);
        assertThat(across.environments(
                        List.of(without.account(), broken, with.account()),
                        "SELECT number FROM {a}.environment WHERE kind = 'PRODUCTION'"))
                .containsExactly(without, with);
    }
}
