package io.slipway.webhook.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.PersonKind;
import io.slipway.definition.Definition;
import io.slipway.definition.Table;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.Webhooks;
import jakarta.annotation.security.PermitAll;
import java.time.Instant;
import java.util.List;

/** The webhooks of an environment. */
@Route(WebhookPages.PREFIX)
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
@StyleSheet("context://builder.css")
@StyleSheet("context://webhooks.css")
public class WebhooksView extends EnvironmentPage implements HasDynamicTitle {

    private final transient WebhookRoom room;

    WebhooksView(EnvironmentDoor door, WebhookRoom room) {
        super(door);
        this.room = room;
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        Definition definition = room.definitions().current(environment());
        List<Webhook> all = room.webhooks().list(actor(), environment());
        PageHeader header = new PageHeader(
                "Webhooks",
                "Other systems are told when records change, in order and at least once. Webhooks belong to this"
                        + " environment and are never promoted.");
        if (definition.all(Table.class).findAny().isEmpty()) {
            add(
                    header,
                    new EmptyState(
                            VaadinIcon.CONNECT,
                            "There is no table here yet. Webhooks tell of the records of a table."));
            return;
        }
        if (all.isEmpty()) {
            add(
                    header,
                    new EmptyState(
                            VaadinIcon.CONNECT,
                            "No webhook yet. One sends signed JSON to an address of yours whenever records of a table change.",
                            begin("Make the first webhook", definition)));
            return;
        }
        header.actions(begin("New webhook", definition));
        add(header, grid(definition, all));
    }

    private Button begin(String text, Definition definition) {
        Button begin = new Button(
                text,
                VaadinIcon.PLUS.create(),
                click -> WebhookDialog.create(room, definition, shown(), this::made)
                        .open());
        begin.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return begin;
    }

    private void made(Webhooks.WithSecret made) {
        String page = WebhookPages.one(environment(), made.webhook().id());
        getUI().ifPresent(ui -> {
            ui.navigate(page);
            WebhookWords.secret("The secret of “" + made.webhook().name() + "”", made.secret())
                    .open();
        });
    }

    private Grid<Webhook> grid(Definition definition, List<Webhook> all) {
        Grid<Webhook> grid = new Grid<>();
        grid.addClassName("webhooks-grid");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", "Webhooks");
        grid.addComponentColumn(webhook -> title(definition, webhook))
                .setHeader("Webhook")
                .setFlexGrow(3)
                .setWidth("9rem");
        grid.addComponentColumn(WebhookWords::state)
                .setHeader("State")
                .setFlexGrow(0)
                .setWidth("7rem");
        grid.addComponentColumn(this::deliveries)
                .setHeader("Deliveries")
                .setFlexGrow(1)
                .setWidth("7rem");
        grid.setAllRowsVisible(true);
        grid.setItems(all);
        return grid;
    }

    private Component title(Definition definition, Webhook webhook) {
        Anchor link = WebhookPages.link(WebhookPages.one(environment(), webhook.id()), webhook.name());
        link.addClassName("two-lines-first");
        Span what = new Span(WebhookWords.table(definition, webhook) + ": "
                + WebhookWords.events(webhook).toLowerCase(java.util.Locale.ROOT) + " → " + webhook.receiver());
        what.addClassName("secondary");
        Div lines = new Div(link, what);
        lines.addClassNames("two-lines", "wrapped");
        return lines;
    }

    private Component deliveries(Webhook webhook) {
        Webhooks.Health health = room.webhooks().health(actor(), webhook.id());
        Div badges = new Div();
        badges.addClassName("webhook-badges");
        if (health.parked() > 0) {
            badges.add(new StatusBadge(Shown.count(health.parked()) + " parked", Tone.DANGER));
        }
        if (health.failing() > 0) {
            badges.add(new StatusBadge(Shown.count(health.failing()) + " failing", Tone.WARNING));
        }
        if (health.waiting() > health.failing()) {
            badges.add(new StatusBadge(Shown.count(health.waiting() - health.failing()) + " waiting", Tone.INFO));
        }
        if (badges.getComponentCount() == 0) {
            Instant delivered = health.lastDeliveredAt();
            Span last = new Span(
                    delivered == null ? "None yet" : "Last " + room.time().relative(delivered));
            last.addClassName("secondary");
            badges.add(last);
        }
        return badges;
    }

    @Override
    public String getPageTitle() {
        return "Webhooks · " + shown().name() + " · Slipway";
    }
}
