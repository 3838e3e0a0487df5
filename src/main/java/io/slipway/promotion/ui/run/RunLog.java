package io.slipway.promotion.ui.run;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.slipway.promotion.JournalEntry;
import io.slipway.ui.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The run's journal, line by line; folded away until somebody wants to look closely. */
class RunLog extends Details {

    private final transient List<JournalEntry> entries = new ArrayList<>();
    private final Instant startedAt;
    private @Nullable Grid<JournalEntry> grid;

    RunLog(Instant startedAt) {
        this.startedAt = startedAt;
        addClassName("run-log");
        setWidthFull();
        addOpenedChangeListener(change -> {
            if (change.isOpened() && grid == null) {
                grid = grid();
                add(grid);
            }
        });
        title();
    }

    void append(List<JournalEntry> news) {
        if (!news.isEmpty()) {
            entries.addAll(news);
            title();
            if (grid != null) {
                grid.getDataProvider().refreshAll();
            }
        }
    }

    private void title() {
        setSummaryText("Log (" + Shown.count(entries.size(), "line", "lines") + ")");
    }

    private Grid<JournalEntry> grid() {
        Grid<JournalEntry> lines = new Grid<>();
        lines.getElement().setAttribute("aria-label", "Log of the run");
        lines.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_WRAP_CELL_CONTENT);
        lines.setHeight("24rem");
        lines.addColumn(entry -> after(entry.at()))
                .setHeader("After")
                .setWidth("7rem")
                .setFlexGrow(0);
        lines.addComponentColumn(RunLog::line).setHeader("What").setFlexGrow(1);
        lines.setItems(entries);
        return lines;
    }

    private String after(Instant at) {
        return "+ " + RunWords.took(Duration.between(startedAt, at));
    }

    private static Div line(JournalEntry entry) {
        Span step = new Span(entry.state() + " · " + entry.step() + mark(entry.mark()));
        step.addClassName(entry.mark() == JournalEntry.Mark.FAILED ? "run-log-failed" : "secondary");
        Span detail = new Span(entry.detail());
        detail.addClassName("run-log-detail");
        Div line = new Div(step, detail);
        line.addClassName("run-log-line");
        return line;
    }

    private static String mark(JournalEntry.Mark mark) {
        return switch (mark) {
            case BEGIN -> " begins";
            case DONE -> " is done";
            case NOTE -> "";
            case FAILED -> " failed";
        };
    }
}
