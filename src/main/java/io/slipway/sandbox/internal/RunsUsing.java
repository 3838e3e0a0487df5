package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.db.AccountSql;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a promotion or restore that has not ended names a sandbox. */
@Component
class RunsUsing {

    private final AccountSql sql;

    RunsUsing(AccountSql sql) {
        this.sql = sql;
    }

    /** What uses it, in a sentence for people. */
    Optional<String> using(EnvironmentId sandbox) {
        return sql.in(
                        sandbox,
                        "SELECT kind, started_by_name FROM {a}.run WHERE ended_at IS NULL"
                                + " AND (sandbox = :sandbox OR environment = :sandbox) LIMIT 1")
                .param("sandbox", sandbox.number())
                .query((row, index) -> {
                    String what = "PROMOTION".equals(row.getString("kind")) ? "promotion" : "restore";
                    return "A " + what + " started by " + row.getString("started_by_name")
                            + " uses this sandbox. Wait until it has ended.";
                })
                .optional();
    }
}
