package io.slipway.integration.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.dom.Element;
import io.slipway.account.ApiToken;
import io.slipway.integration.ApiCalls;
import io.slipway.integration.ApiPaths;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.PageWidth;
import io.slipway.ui.Shown;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.ui.ViewerTime;
import java.util.ArrayList;
import java.util.List;
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
        List<Grid.Column<ApiCalls.Call>> onlyWide = new ArrayList<>();
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.getElement().setAttribute("aria-label", "Calls");
        grid.setEmptyStateText("No calls in the last thirty days.");
        grid.setSizeFull();
        Grid.Column<ApiCalls.Call> when = grid.addColumn(call -> time.precise(call.at()))
                .setHeader("When")
                .setFlexGrow(0)
                .setWidth("12rem");
        if (token == null) {
            onlyWide.add(grid.addColumn(call -> names.getOrDefault(call.token(), ""))
                    .setHeader("Token")
                    .setFlexGrow(1)
                    .setWidth("9rem"));
        }
        grid.addComponentColumn(CallsDialog::answer)
                .setHeader("Answer")
                .setFlexGrow(0)
                .setWidth("6.5rem");
        grid.addComponentColumn(call -> call(call, time, token == null ? names.getOrDefault(call.token(), "") : ""))
                .setHeader("Call")
                .setFlexGrow(3)
                .setWidth("12rem");
        onlyWide.add(grid.addColumn(call -> Shown.count(call.milliseconds()) + " ms")
                .setHeader("Took")
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(0)
                .setWidth("6rem"));
        onlyWide.add(when);
        PageWidth.onlyWide(grid, onlyWide);
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

    /** The call, and on phones what other columns say where there is room for them. */
    private static Component call(ApiCalls.Call call, ViewerTime time, String token) {
        Span what = new Span(call.method() + " ");
        breakable(what, call.path());
        Span facts = new Span(time.precise(call.at()) + (token.isEmpty() ? "" : " · " + token) + " · "
                + Shown.count(call.milliseconds()) + " ms");
        facts.addClassNames("secondary", "narrow-only");
        Div lines = new Div(what, facts);
        lines.addClassNames("two-lines", "wrapped");
        return lines;
    }

    /** All addresses begin alike; a line may break before each part of the rest. */
    private static void breakable(Span words, String path) {
        String told = path.startsWith(ApiPaths.V1 + "/") ? path.substring(ApiPaths.V1.length()) : path;
        for (String part : told.split("(?=/)")) {
            words.getElement().appendChild(new Element("wbr"), Element.createText(part));
        }
    }

    private static StatusBadge answer(ApiCalls.Call call) {
        String status = Integer.toString(call.status());
        if (call.status() < 400) {
            return new StatusBadge(status, Tone.SUCCESS);
        }
        return new StatusBadge(status, call.status() < 500 ? Tone.WARNING : Tone.DANGER);
    }
}
