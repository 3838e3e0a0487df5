package io.slipway.notification.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.PersonKind;
import io.slipway.notification.Mail;
import io.slipway.notification.Mailbox;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.MyAccountPage;
import io.slipway.ui.PageWidth;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.ui.Toast;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** My Account → Mail: everything this account has sent or is about to. */
@Route(MailView.PATH)
@PageTitle("Mail · Slipway")
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
public class MailView extends MyAccountPage {

    static final String PATH = "account/mail";

    private final transient CurrentActor currentActor;
    private final transient Mailbox mailbox;
    private final transient ViewerTime time;
    private final Grid<Mail> grid = new Grid<>();
    private final TextField search = new TextField();
    private final MasterDetailLayout layout = new MasterDetailLayout();

    MailView(CurrentActor currentActor, Mailbox mailbox, ViewerTime time) {
        this.currentActor = currentActor;
        this.mailbox = mailbox;
        this.time = time;
        addClassName("fill");
        search.setPlaceholder("Search recipient or text");
        search.setAriaLabel("Search mail");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> grid.getDataProvider().refreshAll());
        Button look = new Button(
                "Look again",
                VaadinIcon.REFRESH.create(),
                click -> grid.getDataProvider().refreshAll());
        Div bar = new Div(search, look);
        bar.addClassName("toolbar");
        addColumns();
        layout.setMaster(grid);
        layout.setMasterSize("24rem", true);
        layout.setDetailSize("26rem", true);
        layout.addBackdropClickListener(click -> grid.deselectAll());
        layout.addDetailEscapePressListener(press -> grid.deselectAll());
        layout.addClassName("grow");
        Paragraph where = new Paragraph(routeInWords());
        where.addClassName("secondary");
        add(where, bar, layout);
    }

    private String routeInWords() {
        return switch (mailbox.route()) {
            case MAILBOX ->
                "No mail server is set up, so nothing leaves this machine: every mail stays here for you to read.";
            case SMTP -> "Mail goes out through your mail server. What could not be sent waits here.";
        };
    }

    private void addColumns() {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.getElement().setAttribute("aria-label", "Mail");
        grid.setEmptyStateComponent(new EmptyState(
                VaadinIcon.ENVELOPE_OPEN_O, "No mail. Promotions and restores tell people here what came of them."));
        grid.addComponentColumn(this::summary).setHeader("Mail").setFlexGrow(1).setWidth("14rem");
        Grid.Column<Mail> state = grid.addComponentColumn(MailView::state)
                .setHeader("State")
                .setFlexGrow(0)
                .setWidth("8rem");
        Grid.Column<Mail> when = grid.addComponentColumn(mail -> time.relativeTime(mail.queuedAt()))
                .setHeader("When")
                .setFlexGrow(0)
                .setWidth("8rem");
        PageWidth.onlyWide(grid, List.of(state, when));
        grid.setItems(
                query ->
                        mailbox
                                .list(currentActor.get(), search.getValue(), query.getOffset(), query.getLimit())
                                .stream(),
                query -> mailbox.count(currentActor.get(), search.getValue()));
        grid.addSelectionListener(selection -> layout.setDetail(
                selection.getFirstSelectedItem().map(this::detail).orElse(null)));
    }

    private Component summary(Mail mail) {
        Span subject = new Span(mail.subject());
        subject.addClassName("two-lines-first");
        Span recipient = new Span(mail.recipient());
        recipient.addClassName("secondary");
        Div rest = new Div(state(mail), time.relativeTime(mail.queuedAt()));
        rest.addClassNames("narrow-only", "in-line");
        Div lines = new Div(subject, recipient, rest);
        lines.addClassName("two-lines");
        return lines;
    }

    private static StatusBadge state(Mail mail) {
        return switch (mail.state()) {
            case QUEUED -> new StatusBadge(mail.attempts() == 0 ? "Queued" : "Trying", Tone.INFO, VaadinIcon.CLOCK);
            case SENT -> new StatusBadge(mail.route() == Mail.Route.SMTP ? "Sent" : "In mailbox", Tone.SUCCESS);
            case BLOCKED -> new StatusBadge("Not sent", Tone.DANGER);
        };
    }

    private Component detail(Mail selected) {
        Mail mail = mailbox.get(currentActor.get(), selected.id());
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> grid.deselectAll());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        close.setAriaLabel("Close");
        H2 subject = new H2(mail.subject());
        Div top = new Div(subject, close);
        top.addClassName("detail-top");
        Paragraph facts = new Paragraph("To " + mail.recipient() + ", " + time.precise(mail.queuedAt()));
        facts.addClassName("secondary");
        Pre body = new Pre(mail.body());
        body.addClassName("mail-body");
        Div detail = new Div(top, new Div(state(mail)), facts);
        detail.addClassName("detail");
        if (mail.lastFailure() != null) {
            Paragraph failure = new Paragraph("Attempt " + mail.attempts() + " failed: " + mail.lastFailure());
            failure.addClassName("form-errors");
            detail.add(failure);
        }
        if (mail.state() == Mail.State.BLOCKED) {
            Button again = new Button("Send again", click -> sendAgain(mail));
            again.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            detail.add(again);
        }
        detail.add(body);
        return detail;
    }

    private void sendAgain(Mail mail) {
        mailbox.sendAgain(currentActor.get(), mail.id());
        grid.deselectAll();
        grid.getDataProvider().refreshAll();
        Toast.success("The mail is queued again.");
    }
}
