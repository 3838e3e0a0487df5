package io.slipway.promotion.internal;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.RunObserver;
import io.slipway.promotion.RunState;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The lines of runs' journals: written before and after each step. */
@Component
class RunJournal {

    private final AccountSql sql;
    private final ObjectProvider<RunObserver> observers;

    RunJournal(AccountSql sql, ObjectProvider<RunObserver> observers) {
        this.sql = sql;
        this.observers = observers;
    }

    void write(AccountId account, RunId run, long epoch, RunState state, String step, Mark mark, String detail) {
        sql.in(
                        account,
                        "INSERT INTO {a}.run_journal (run_id, at, epoch, state, step, mark, detail)"
                                + " VALUES (:run, NOW(3), :epoch, :state, :step, :mark, :detail)")
                .param("run", run.value())
                .param("epoch", epoch)
                .param("state", state.name())
                .param("step", step)
                .param("mark", mark.name())
                .param("detail", detail.length() > 4_000 ? detail.substring(0, 4_000) + " …" : detail)
                .update();
        observers.forEach(observer -> observer.journalled(account, run, state, step, mark));
    }

    List<JournalEntry> read(AccountId account, RunId run, long afterSeq) {
        return sql.in(account, "SELECT * FROM {a}.run_journal WHERE run_id = :run AND seq > :after ORDER BY seq")
                .param("run", run.value())
                .param("after", afterSeq)
                .query((row, index) -> new JournalEntry(
                        row.getLong("seq"),
                        row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                        row.getLong("epoch"),
                        RunState.valueOf(row.getString("state")),
                        row.getString("step"),
                        Mark.valueOf(row.getString("mark")),
                        row.getString("detail")))
                .list();
    }
}
