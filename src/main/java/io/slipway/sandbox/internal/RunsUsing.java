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
        return run(sandbox, "sandbox").map(run -> run + " uses this sandbox. Wait until it has ended.");
    }

    /** What may still change production, or change it back, in a sentence for people. */
    Optional<String> changing(EnvironmentId production) {
        return run(production, "environment").map(run -> run + " is under way in production. Wait until it has ended.");
    }

    private Optional<String> run(EnvironmentId environment, String column) {
        return sql.in(
                        environment,
                        "SELECT kind, started_by_name FROM {a}.run WHERE ended_at IS NULL AND " + column
                                + " = :environment LIMIT 1")
                .param("environment", environment.number())
                .query((row, index) -> {
                    String what = "PROMOTION".equals(row.getString("kind")) ? "promotion" : "restore";
                    return "A " + what + " started by " + row.getString("started_by_name");
                })
                .optional();
    }
}
