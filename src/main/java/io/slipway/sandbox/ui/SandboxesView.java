package io.slipway.sandbox.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.SandboxWork;
import io.slipway.sandbox.Sandboxes;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.PageHeader;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All sandboxes of the account as cards. Looks again every second while something is going on in one of them. */
@Route(SandboxPages.SANDBOXES)
@PageTitle("Sandboxes · Slipway")
@PermitAll
@StyleSheet("context://sandboxes.css")
@AllowedFor({PersonKind.SUPER_ADMIN, PersonKind.APP_ADMIN})
public class SandboxesView extends Div {

    private static final int LOOK_AGAIN = 1000;

    private final transient Sandboxes sandboxes;
    private final transient CurrentActor currentActor;
    private final transient ViewerTime time;
    private final transient SandboxActions actions;
    private final Div cards = new Div();
    private final Map<EnvironmentId, SandboxCard> byId = new HashMap<>();
    private List<EnvironmentId> order = List.of();
    private @Nullable Registration polling;

    SandboxesView(Sandboxes sandboxes, CurrentActor currentActor, ViewerTime time) {
        this.sandboxes = sandboxes;
        this.currentActor = currentActor;
        this.time = time;
        this.actions = new SandboxActions(sandboxes, currentActor, this::refresh);
        addClassName("page");
        cards.addClassName("sandbox-cards");
        add(header(), cards);
    }

    private Component header() {
        PageHeader header = new PageHeader(
                "Sandboxes", "Copies of production in which apps are built and tried, while people go on working.");
        if (currentActor.get().isSuperAdmin()) {
            Button create = new Button("New sandbox", VaadinIcon.PLUS.create(), click -> actions.create());
            create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            header.actions(create);
        }
        return header;
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        polling = attach.getUI().addPollListener(poll -> refresh());
        refresh();
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        if (polling != null) {
            polling.remove();
        }
        detach.getUI().setPollInterval(-1);
    }

    private void refresh() {
        List<Sandbox> all = sandboxes.list(currentActor.get());
        List<EnvironmentId> ids = all.stream().map(Sandbox::id).toList();
        byId.keySet().retainAll(ids);
        for (Sandbox sandbox : all) {
            byId.computeIfAbsent(sandbox.id(), id -> new SandboxCard(actions, time))
                    .show(sandbox);
        }
        if (!ids.equals(order) || cards.getChildren().findAny().isEmpty()) {
            order = ids;
            arrange();
        }
        UI ui = getUI().orElse(UI.getCurrent());
        ui.setPollInterval(all.stream().anyMatch(SandboxesView::isUnderWay) ? LOOK_AGAIN : -1);
    }

    private void arrange() {
        cards.removeAll();
        if (order.isEmpty()) {
            cards.add(empty());
        }
        List<Component> inOrder = new ArrayList<>();
        order.forEach(id -> {
            SandboxCard card = byId.get(id);
            if (card != null) {
                inOrder.add(card);
            }
        });
        cards.add(inOrder);
    }

    private Component empty() {
        String line = "There is no sandbox yet. Make one to build and try changes without disturbing anybody.";
        if (!currentActor.get().isSuperAdmin()) {
            return new EmptyState(VaadinIcon.CUBES, line + " A Super Admin can do that.");
        }
        Button create = new Button("Create the first sandbox", click -> actions.create());
        return new EmptyState(VaadinIcon.CUBES, line, create);
    }

    private static boolean isUnderWay(Sandbox sandbox) {
        SandboxWork work = sandbox.work();
        return !sandbox.isReady() && (work == null || !work.isFailed());
    }
}
