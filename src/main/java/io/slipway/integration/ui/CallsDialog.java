package io.slipway.integration.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.ApiToken;
import io.slipway.integration.ApiCalls;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.ui.ViewerTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which integration called when, newest first. */
class CallsDialog extends Dialog {

    /**
     * @param token whose calls; null: all
     * @param names of the account's tokens
     */
    CallsDialog(
            CurrentActor currentActor,
            ApiCalls calls,
            ViewerTime time,
            @Nullable ApiToken token,
            Map<Long, String> names) {
        setHeaderTitle(token == null ? "Calls of all tokens" : "Calls with “" + token.name() + "”");
        setWidth("min(64rem, 100vw)");
        setHeight("min(40rem, 100vh)");
        long id = token == null ? 0 : token.id();
        Grid<ApiCalls.Call> grid = new Grid<>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.getElement().setAttribute("aria-label", "Calls");
        grid.setEmptyStateText("No calls in the last thirty days.");
        grid.setSizeFull();
        grid.addColumn(call -> time.precise(call.at()))
                .setHeader("When")
                .setFlexGrow(0)
                .setWidth("12rem");
        if (token == null) {
            grid.addColumn(call -> names.getOrDefault(call.token(), ""))
                    .setHeader("Token")
                    .setFlexGrow(1)
                    .setWidth("9rem");
        }
        grid.addComponentColumn(CallsDialog::answer)
                .setHeader("Answer")
                .setFlexGrow(0)
                .setWidth("6.5rem");
        grid.addColumn(call -> call.method() + " " + call.path())
                .setHeader("Call")
                .setFlexGrow(3)
                .setWidth("18rem");
        grid.addColumn(call -> call.milliseconds() + " ms")
                .setHeader("Took")
                .setFlexGrow(0)
                .setWidth("6rem");
        grid.setItems(
                query -> calls.list(currentActor.get(), id, query.getOffset(), query.getLimit()).stream(),
                query -> calls.count(currentActor.get(), id));
        add(grid);
        Button refresh = new Button(
                "Refresh",
                VaadinIcon.REFRESH.create(),
                click -> grid.getDataProvider().refreshAll());
        getFooter().add(refresh, new Button("Close", click -> close()));
    }

    private static StatusBadge answer(ApiCalls.Call call) {
        String status = Integer.toString(call.status());
        if (call.status() < 400) {
            return new StatusBadge(status, Tone.SUCCESS);
        }
        return new StatusBadge(status, call.status() < 500 ? Tone.WARNING : Tone.DANGER);
    }
}
