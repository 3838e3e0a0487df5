package io.slipway.webhook.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.masterdetaillayout.MasterDetailLayout;
import com.vaadin.flow.component.select.Select;
import io.slipway.ui.Confirm;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import io.slipway.webhook.Delivery;
import io.slipway.webhook.DeliveryId;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.Webhooks;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The deliveries of one webhook, with what was sent and answered beside them. */
class DeliveriesPanel extends Div {

    /** Which deliveries are listed. */
    private enum Wanted {
        ALL("All deliveries", null),
        WAITING("Waiting", Delivery.State.WAITING),
        PARKED("Parked", Delivery.State.PARKED),
        DELIVERED("Delivered", Delivery.State.DELIVERED),
        DROPPED("Dropped", Delivery.State.DROPPED);

        private final String label;
        private final Delivery.@Nullable State state;

        Wanted(String label, Delivery.@Nullable State state) {
            this.label = label;
            this.state = state;
        }
    }

    private final transient WebhookRoom room;
    private final transient Webhook webhook;
    private final Grid<Delivery> grid = new Grid<>();
    private final Select<Wanted> wanted = new Select<>();
    private final MasterDetailLayout layout = new MasterDetailLayout();
    private final Div heldNote = new Div();
    private final Button retryParked = new Button("", click -> retryParked());
    private final Button dropAll = new Button("", click -> askToDropAll());
    private transient Webhooks.@Nullable Health shown;
    private boolean held;
    private @Nullable DeliveryId selected;

    DeliveriesPanel(WebhookRoom room, Webhook webhook) {
        this.room = room;
        this.webhook = webhook;
        addClassName("webhook-deliveries");
        wanted.setItems(Wanted.values());
        wanted.setItemLabelGenerator(each -> each.label);
        wanted.setValue(Wanted.ALL);
        wanted.setAriaLabel("Which deliveries");
        wanted.addValueChangeListener(change -> {
            grid.deselectAll();
            grid.getDataProvider().refreshAll();
        });
        Div actions = new Div(retryParked, dropAll);
        actions.addClassName("webhook-actions");
        Div bar = new Div(wanted, actions);
        bar.addClassName("toolbar");
        heldNote.setText("A promotion or restore has locked this environment. Nothing is sent until it is unlocked.");
        heldNote.addClassName("webhook-held");
        heldNote.getElement().setAttribute("role", "status");
        addColumns();
        layout.setMaster(grid);
        layout.setMasterSize("20rem", true);
        layout.setDetailSize("26rem", true);
        layout.addBackdropClickListener(click -> grid.deselectAll());
        layout.addDetailEscapePressListener(press -> grid.deselectAll());
        layout.addClassName("webhook-layout");
        add(new H2("Deliveries"), heldNote, bar, layout);
    }

    private void addColumns() {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.getElement().setAttribute("aria-label", "Deliveries");
        grid.setEmptyStateText("Nothing here. Send a test event, or change a record.");
        grid.addComponentColumn(this::summary).setHeader("Event").setFlexGrow(1).setWidth("9rem");
        grid.addComponentColumn(delivery -> WebhookWords.state(delivery, held, !webhook.enabled()))
                .setHeader("State")
                .setFlexGrow(0)
                .setWidth("7.5rem");
        grid.addComponentColumn(delivery -> room.time().relativeTime(delivery.queuedAt()))
                .setHeader("Queued")
                .setFlexGrow(0)
                .setWidth("6rem");
        grid.setItems(
                query -> room
                        .webhooks()
                        .deliveries(
                                room.actor(),
                                webhook.id(),
                                wanted.getValue().state,
                                query.getOffset(),
                                query.getLimit())
                        .stream(),
                query -> room.webhooks().count(room.actor(), webhook.id(), wanted.getValue().state));
        grid.addSelectionListener(selection -> {
            selected = selection.getFirstSelectedItem().map(Delivery::id).orElse(null);
            showDetail();
        });
    }

    private Component summary(Delivery delivery) {
        Span what = new Span(WebhookWords.kind(delivery));
        what.addClassName("two-lines-first");
        Span more = new Span(words(delivery));
        more.addClassName("secondary");
        Div lines = new Div(what, more);
        lines.addClassName("two-lines");
        return lines;
    }

    private String words(Delivery delivery) {
        if (delivery.reason() != null) {
            return delivery.reason();
        }
        if (delivery.attempts() > 0) {
            return "Answered " + delivery.lastStatus() + ", " + Shown.count(delivery.attempts(), "attempt", "attempts");
        }
        return delivery.record() == null ? "" : "Record " + delivery.record();
    }

    private void showDetail() {
        DeliveryId id = selected;
        layout.setDetail(
                id == null
                        ? null
                        : new DeliveryPanel(room, id, held, !webhook.enabled(), grid::deselectAll, this::changed));
    }

    private void changed() {
        grid.getDataProvider().refreshAll();
        show(room.webhooks().health(room.actor(), webhook.id()), held);
        showDetail();
    }

    /** Shows how deliveries are doing now. */
    void show(Webhooks.Health health, boolean heldNow) {
        boolean same = health.equals(shown) && heldNow == held;
        shown = health;
        held = heldNow;
        heldNote.setVisible(heldNow);
        retryParked.setVisible(health.parked() > 0);
        retryParked.setText("Try " + Shown.count(health.parked()) + " parked again");
        long open = health.waiting() + health.parked();
        dropAll.setVisible(open > 0);
        dropAll.setText("Drop " + Shown.count(open, "undelivered", "undelivered"));
        if (!same) {
            grid.getDataProvider().refreshAll();
            if (selected != null) {
                showDetail();
            }
        }
    }

    private void retryParked() {
        int count = room.webhooks().retryParked(room.actor(), webhook.id());
        Toast.success(Shown.count(count, "delivery is", "deliveries are") + " tried again.");
        changed();
    }

    private void askToDropAll() {
        long open = shown == null ? 0 : Objects.requireNonNull(shown).waiting() + shown.parked();
        Confirm.askDangerous(
                "Drop what is not delivered?",
                Shown.count(open, "event", "events") + " will not be sent. They stay in the list and can be sent again"
                        + " one by one.",
                "Drop " + Shown.count(open, "event", "events"),
                () -> {
                    int count = room.webhooks().dropAll(room.actor(), webhook.id());
                    Toast.success(Shown.count(count, "event was", "events were") + " dropped.");
                    changed();
                });
    }
}
