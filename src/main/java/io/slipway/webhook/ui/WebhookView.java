package io.slipway.webhook.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.builder.ui.FiltersEditor;
import io.slipway.common.InvalidInput;
import io.slipway.definition.Definition;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.Confirm;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Toast;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookId;
import io.slipway.webhook.Webhooks;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One webhook and its deliveries. Looks again every second while some are on their way. */
@Route(WebhookPages.PREFIX + "/:" + WebhookPages.PARAMETER)
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
@StyleSheet("context://builder.css")
@StyleSheet("context://webhooks.css")
public class WebhookView extends EnvironmentPage implements HasDynamicTitle {

    private static final int LOOK_AGAIN = 1000;

    private final transient WebhookRoom room;
    private transient @Nullable Webhook webhook;
    private transient Webhooks.@Nullable Health health;
    private @Nullable DeliveriesPanel deliveries;
    private @Nullable Registration polling;

    WebhookView(EnvironmentDoor door, WebhookRoom room) {
        super(door);
        this.room = room;
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        Optional<Webhook> found = event.getRouteParameters()
                .get(WebhookPages.PARAMETER)
                .flatMap(WebhookView::parse)
                .map(id -> room.webhooks().get(actor(), id))
                .filter(one -> one.environment().equals(environment()));
        if (found.isEmpty()) {
            event.rerouteToError(new NotAllowed("This webhook is not here, or not yours to see."), "");
            return;
        }
        show(found.get());
        getUI().ifPresent(ui -> pollWhileUnderWay());
    }

    private static Optional<WebhookId> parse(String text) {
        try {
            return Optional.of(WebhookId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void show(Webhook now) {
        webhook = now;
        removeAll();
        Definition definition = room.definitions().current(environment());
        add(WebhookPages.link(WebhookPages.list(environment()), "All webhooks"));
        add(new PageHeader(now.name())
                .besideTitle(WebhookWords.state(now))
                .actions(more(now, definition), switching(now), test(now)));
        if (now.offReason() != null) {
            Div why = new Div("Slipway switched it off: " + now.offReason() + " Mend it, then switch it on again.");
            why.addClassName("form-errors");
            why.getElement().setAttribute("role", "note");
            add(why);
        }
        add(facts(now, definition));
        DeliveriesPanel panel = new DeliveriesPanel(room, now);
        deliveries = panel;
        add(panel);
        health = room.webhooks().health(actor(), now.id());
        panel.show(health, room.webhooks().held(actor(), environment()));
    }

    private Webhook webhook() {
        return Objects.requireNonNull(webhook);
    }

    private Component facts(Webhook now, Definition definition) {
        DescriptionList list = new DescriptionList();
        list.addClassName("webhook-facts");
        fact(list, "Address", now.url());
        fact(
                list,
                "Tells",
                WebhookWords.table(definition, now) + ": "
                        + WebhookWords.events(now).toLowerCase(java.util.Locale.ROOT));
        fact(
                list,
                "Only where",
                now.filters().isEmpty()
                        ? "all records"
                        : now.filters().stream()
                                .map(filter -> FiltersEditor.words(room.build(), definition, filter)
                                        .orElse("(a field that is gone)"))
                                .collect(Collectors.joining(", and ")));
        fact(list, "Fields", WebhookWords.fields(definition, now));
        fact(
                list,
                "Owner",
                room.directory().name(environment().account(), now.owner()).orElse("(unknown person)"));
        fact(list, "In promotions", now.onPromotion().label());
        fact(
                list,
                "Secret",
                now.oldSecretUntil() == null
                        ? "kept encrypted"
                        : "two sign until " + room.time().dateTime(now.oldSecretUntil()));
        return list;
    }

    private static void fact(DescriptionList list, String term, String words) {
        Span text = new Span(words);
        text.getElement().setAttribute("dir", "auto");
        list.add(new DescriptionList.Term(term), new DescriptionList.Description(text));
    }

    private Button test(Webhook now) {
        Button test = new Button(
                "Send test event",
                VaadinIcon.PAPERPLANE_O.create(),
                click -> attempt(() -> {
                    room.webhooks().test(actor(), now.id());
                    Toast.info("The test event is on its way; its answer appears below.");
                    refresh();
                }));
        test.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return test;
    }

    private Button switching(Webhook now) {
        return new Button(
                now.enabled() ? "Switch off" : "Switch on",
                click -> attempt(() -> {
                    Webhook changed = room.webhooks().setEnabled(actor(), now.id(), !now.enabled());
                    Toast.success(
                            changed.enabled()
                                    ? "It tells what happens from now on."
                                    : "It is off: nothing is queued or sent.");
                    show(changed);
                }));
    }

    private MenuBar more(Webhook now, Definition definition) {
        MenuBar bar = new MenuBar();
        MenuItem edit = bar.addItem(
                "Edit",
                click -> WebhookDialog.change(room, definition, now, changed -> {
                            Toast.success("“" + changed.name() + "” is saved.");
                            show(changed);
                        })
                        .open());
        edit.setAriaLabel("Edit this webhook");
        MenuItem menu = bar.addItem("More");
        menu.setAriaLabel("More about this webhook");
        menu.getSubMenu()
                .addItem(
                        "New signing secret…",
                        click -> new RotateDialog(overlap -> attempt(() -> {
                                    Webhooks.WithSecret made = room.webhooks().rotateSecret(actor(), now.id(), overlap);
                                    show(made.webhook());
                                    new SecretDialog("The new secret of “" + now.name() + "”", made.secret()).open();
                                }))
                                .open());
        if (now.oldSecretUntil() != null) {
            menu.getSubMenu()
                    .addItem(
                            "End the old secret",
                            click -> attempt(() -> {
                                show(room.webhooks().endOldSecret(actor(), now.id()));
                                Toast.success("Only the new secret signs now.");
                            }));
        }
        menu.getSubMenu()
                .addItem(
                        "Delete…",
                        click -> Confirm.askDangerous(
                                "Delete “" + now.name() + "”?",
                                "Its deliveries go too, also those that still wait.",
                                "Delete webhook",
                                () -> attempt(() -> {
                                    room.webhooks().delete(actor(), now.id());
                                    Toast.success("“" + now.name() + "” is deleted.");
                                    getUI().ifPresent(ui -> ui.navigate(WebhookPages.list(environment())));
                                })));
        return bar;
    }

    private static void attempt(Runnable act) {
        try {
            act.run();
        } catch (InvalidInput | NotAllowed e) {
            Toast.failure(Objects.requireNonNullElse(e.getMessage(), "This did not work."));
        }
    }

    /** What may have changed by itself: the deliveries, and whether it is still on. */
    private void refresh() {
        Webhook now;
        try {
            now = room.webhooks().get(actor(), webhook().id());
        } catch (NotAllowed e) {
            getUI().ifPresent(ui -> ui.navigate(WebhookPages.list(environment())));
            return;
        }
        if (now.version() != webhook().version()) {
            show(now);
        } else {
            health = room.webhooks().health(actor(), now.id());
            Objects.requireNonNull(deliveries).show(health, room.webhooks().held(actor(), environment()));
        }
        pollWhileUnderWay();
    }

    private void pollWhileUnderWay() {
        boolean underWay = health != null && health.waiting() > 0;
        getUI().ifPresent(ui -> ui.setPollInterval(underWay ? LOOK_AGAIN : 5 * LOOK_AGAIN));
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        polling = attach.getUI().addPollListener(poll -> refresh());
        pollWhileUnderWay();
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        if (polling != null) {
            polling.remove();
        }
        detach.getUI().setPollInterval(-1);
    }

    @Override
    public String getPageTitle() {
        return (webhook == null ? "Webhook" : webhook.name()) + " · " + shown().name() + " · Slipway";
    }
}
