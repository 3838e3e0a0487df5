package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Which runs that changed an environment's definition were restores. */
@Component
class RestoringRuns {

    private final AccountSql sql;

    RestoringRuns(AccountSql sql) {
        this.sql = sql;
    }

    Set<RunId> of(EnvironmentId environment) {
        return new HashSet<>(sql.in(
                        environment,
                        "SELECT id FROM {a}.run WHERE kind <> 'PROMOTION' AND id IN (SELECT run_id FROM"
                                + " {a}.resource_revision WHERE environment = :environment)")
                .param("environment", environment.number())
                .query((row, index) -> new RunId(row.getLong("id")))
                .list());
    }

    /** The revisions of production that restores ended at and that still stand. */
    NavigableSet<Long> heads(EnvironmentId production) {
        return new TreeSet<>(sql.in(
                        production,
                        "SELECT flipped_revision FROM {a}.run WHERE kind <> 'PROMOTION' AND environment = :environment"
                                + " AND flipped_revision IS NOT NULL")
                .param("environment", production.number())
                .query((row, index) -> Long.valueOf(row.getLong(1)))
                .list());
    }
}
