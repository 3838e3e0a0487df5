package io.slipway.promotion.internal;

import io.slipway.common.AccountId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.promotion.JournalEntry;
import io.slipway.promotion.JournalEntry.Mark;
import io.slipway.promotion.RunObserver;
import io.slipway.promotion.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A line to be written. */
    record Line(RunState state, String step, Mark mark, String detail) {

        /** That a state was entered. */
        static Line entered(RunState state) {
            return new Line(state, "state", Mark.NOTE, state.name());
        }
    }

    /**
     * Writes lines in one statement. In a transaction they are durable with what else it does; {@link #tell} comes after
     * its commit.
     */
    void write(AccountId account, RunId run, long epoch, List<Line> lines) {
        List<Object> values = new ArrayList<>();
        for (Line line : lines) {
            String detail = line.detail();
            values.addAll(List.of(
                    run.value(),
                    epoch,
                    line.state().name(),
                    line.step(),
                    line.mark().name(),
                    detail.length() > 4_000 ? detail.substring(0, 4_000) + " …" : detail));
        }
        sql.in(
                        account,
                        "INSERT INTO {a}.run_journal (run_id, at, epoch, state, step, mark, detail) VALUES "
                                + String.join(", ", Collections.nCopies(lines.size(), "(?, NOW(3), ?, ?, ?, ?, ?)")))
                .params(values)
                .update();
    }

    /** Tells the observers about lines that are durable by now. */
    void tell(AccountId account, RunId run, List<Line> lines) {
        for (Line line : lines) {
            observers.forEach(observer -> observer.journalled(account, run, line.state(), line.step(), line.mark()));
        }
    }

    List<JournalEntry> read(AccountId account, RunId run, long afterSeq) {
        return sql.in(account, "SELECT * FROM {a}.run_journal WHERE run_id = :run AND seq > :after ORDER BY seq")
                .param("run", run.value())
                .param("after", afterSeq)
                .query((row, index) -> entry(row))
                .list();
    }

    /** The whole journals of several runs, in one statement; none for a run without a line. */
    Map<RunId, List<JournalEntry>> read(AccountId account, Collection<RunId> runs) {
        Map<RunId, List<JournalEntry>> journals = new HashMap<>();
        if (!runs.isEmpty()) {
            sql.in(account, "SELECT * FROM {a}.run_journal WHERE run_id IN (:runs) ORDER BY run_id, seq")
                    .param("runs", runs.stream().map(RunId::value).toList())
                    .query(row -> {
                        journals.computeIfAbsent(new RunId(row.getLong("run_id")), run -> new ArrayList<>())
                                .add(entry(row));
                    });
        }
        return journals;
    }

    private static JournalEntry entry(ResultSet row) throws SQLException {
        return new JournalEntry(
                row.getLong("seq"),
                row.getObject("at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getLong("epoch"),
                RunState.valueOf(row.getString("state")),
                row.getString("step"),
                Mark.valueOf(row.getString("mark")),
                row.getString("detail"));
    }
}
