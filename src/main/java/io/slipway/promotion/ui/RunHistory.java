package io.slipway.promotion.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import io.slipway.promotion.Run;
import io.slipway.promotion.ui.run.RunView;
import io.slipway.promotion.ui.run.RunWords;
import io.slipway.ui.PageWidth;
import io.slipway.ui.ViewerTime;
import java.util.ArrayList;
import java.util.List;

/** The promotions and restores there have been, newest first. */
class RunHistory extends Section {

    private static final int SHOWN = 50;

    RunHistory(List<Run> runs, ViewerTime time) {
        addClassName("run-history");
        Grid<Run> grid = new Grid<>();
        grid.getElement().setAttribute("aria-label", "History");
        grid.addComponentColumn(
                        run -> new Anchor(RunView.address(run.id()), run.kind().label() + " " + run.id()))
                .setKey("what")
                .setHeader("What")
                .setWidth("9rem")
                .setFlexGrow(1);
        grid.addComponentColumn(run -> RunWords.badge(run.state()))
                .setHeader("Outcome")
                .setWidth("12rem")
                .setFlexGrow(0);
        List<Grid.Column<Run>> wideOnly = new ArrayList<>();
        wideOnly.add(grid.addColumn(Run::startedByName)
                .setHeader("By")
                .setWidth("9rem")
                .setFlexGrow(1));
        wideOnly.add(grid.addComponentColumn(run -> time.relativeTime(run.startedAt()))
                .setHeader("Started")
                .setWidth("8rem")
                .setFlexGrow(0));
        wideOnly.add(
                grid.addColumn(run -> run.lockDuration().map(RunWords::took).orElse("—"))
                        .setHeader("Locked for")
                        .setWidth("7rem")
                        .setFlexGrow(0));
        PageWidth.watch(this, narrow -> wideOnly.forEach(column -> column.setVisible(!narrow)));
        grid.setItems(runs.stream().limit(SHOWN).toList());
        grid.setEmptyStateText("There has been no promotion or restore yet.");
        grid.setAllRowsVisible(true);
        add(new H2("History"), grid);
    }
}
