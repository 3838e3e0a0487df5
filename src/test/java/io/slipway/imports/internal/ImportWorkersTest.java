package io.slipway.imports.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.AccountId;
import io.slipway.common.db.AccountSql;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class ImportWorkersTest {

    @Autowired
    ImportWorkers workers;

    @Autowired
    Workshop workshop;

    @Autowired
    AccountSql sql;

    /** An import into a sandbox that is gone: who looks at it ends it. */
    private void leaveOneToBeEnded(AccountId account) {
        sql.in(account, """
                INSERT INTO {a}.import_job
                    (environment, title, state, structure_ready, seed, created_by_name, created_at)
                VALUES (999, 'Left behind', 'QUEUED', TRUE, 1, 'Ada', NOW(3))""").update();
    }

    private String state(AccountId account) {
        return sql.in(account, "SELECT state FROM {a}.import_job")
                .query(String.class)
                .single();
    }

    @Test
    void what_is_wrong_in_one_account_keeps_no_others_imports_waiting() {
        AccountId broken = workshop.production().account();
        AccountId fine = workshop.production().account();
        sql.in(broken, "RENAME TABLE {a}.import_job TO {a}.import_job_away").update();
        try {
            leaveOneToBeEnded(fine);
            workers.look();
            assertThat(state(fine)).isEqualTo("FAILED");
        } finally {
            sql.in(broken, "RENAME TABLE {a}.import_job_away TO {a}.import_job").update();
        }
    }
}
