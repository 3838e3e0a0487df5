package io.slipway.shell;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.AuditTrail;
import io.slipway.account.PersonKind;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.MyAccountPage;
import io.slipway.ui.PageWidth;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** My Account → Audit trail: administrative acts, newest first. */
@Route(AuditView.PATH)
@PageTitle("Audit trail · Slipway")
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
public class AuditView extends MyAccountPage {

    static final String PATH = "account/audit";

    private final transient CurrentActor currentActor;
    private final transient AuditTrail audit;
    private final Grid<AuditTrail.Entry> grid = new Grid<>();
    private final TextField search = new TextField();

    AuditView(CurrentActor currentActor, AuditTrail audit, ViewerTime time) {
        this.currentActor = currentActor;
        this.audit = audit;
        addClassName("fill");
        search.setPlaceholder("Search who, what or details");
        search.setAriaLabel("Search the audit trail");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> grid.getDataProvider().refreshAll());
        Div bar = new Div(search);
        bar.addClassName("toolbar");
        addColumns(time);
        grid.setItems(
                query ->
                        audit.list(currentActor.get(), search.getValue(), query.getOffset(), query.getLimit()).stream(),
                query -> audit.count(currentActor.get(), search.getValue()));
        add(bar, grid);
    }

    private void addColumns(ViewerTime time) {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.getElement().setAttribute("aria-label", "Audit trail");
        grid.setEmptyStateText("Nothing matches. Clear the search to see everything.");
        Grid.Column<AuditTrail.Entry> all = grid.addComponentColumn(entry -> lines(entry, time))
                .setHeader("What happened")
                .setFlexGrow(1);
        all.setVisible(false);
        List<Grid.Column<AuditTrail.Entry>> wideOnly = wideColumns(time);
        PageWidth.watch(grid, narrow -> {
            all.setVisible(narrow);
            wideOnly.forEach(column -> column.setVisible(!narrow));
        });
    }

    private List<Grid.Column<AuditTrail.Entry>> wideColumns(ViewerTime time) {
        grid.addColumn(entry -> time.precise(entry.at()))
                .setHeader("When")
                .setFlexGrow(0)
                .setWidth("12rem");
        grid.addColumn(AuditTrail.Entry::by).setHeader("Who").setFlexGrow(1).setWidth("9rem");
        grid.addColumn(AuditTrail.Entry::actionInWords)
                .setHeader("What")
                .setFlexGrow(1)
                .setWidth("11rem");
        grid.addColumn(AuditTrail.Entry::subject)
                .setHeader("Subject")
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.addComponentColumn(entry -> details(entry.details()))
                .setHeader("Details")
                .setFlexGrow(3)
                .setWidth("16rem");
        return grid.getColumns().stream().skip(1).toList();
    }

    /** An entry where there is room for one column only. */
    private static Div lines(AuditTrail.Entry entry, ViewerTime time) {
        Span what = new Span(entry.actionInWords() + (entry.subject().isEmpty() ? "" : ": " + entry.subject()));
        what.addClassName("two-lines-first");
        Span who = new Span(entry.by() + ", " + time.precise(entry.at()));
        who.addClassName("secondary");
        Div lines = new Div(what, who);
        lines.addClassNames("two-lines", "wrapped");
        if (!entry.details().isEmpty()) {
            lines.add(details(entry.details()));
        }
        return lines;
    }

    private static Span details(String text) {
        Span span = new Span(text);
        span.addClassName("details-cell");
        return span;
    }
}
