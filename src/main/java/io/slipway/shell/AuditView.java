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
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;

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
    }

    private static Span details(String text) {
        Span span = new Span(text);
        span.addClassName("details-cell");
        return span;
    }
}
