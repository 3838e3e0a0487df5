package io.slipway.sandbox.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.shared.Registration;
import io.slipway.account.PersonKind;
import io.slipway.sandbox.Changelog;
import io.slipway.sandbox.Changelog.Entry;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.Sandboxes;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageHeader;
import io.slipway.ui.Shown;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who changed what in an environment: every revision, or what a sandbox's changes come to. */
@Route("env/:environment/" + SandboxPages.CHANGELOG)
@PageTitle("Changelog · Slipway")
@PermitAll
@StyleSheet("context://sandboxes.css")
@AllowedFor({PersonKind.SUPER_ADMIN, PersonKind.APP_ADMIN})
public class ChangelogView extends EnvironmentPage {

    private static final String NET = "What promotion will do";
    private static final String FULL = "Full history";
    private static final int NARROW = 900;
    // without it spreadsheets take UTF-8 for an old code page
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(StandardCharsets.UTF_8);

    private final transient Changelog changelog;
    private final transient Sandboxes sandboxes;
    private final transient ViewerTime time;
    private final Span count = new Span();
    private final TextField search = new TextField();
    private final Checkbox grouped = new Checkbox("Group by resource");
    private final RadioButtonGroup<String> extent = new RadioButtonGroup<>();
    private transient ChangelogFilter filter = new ChangelogFilter(this::when);
    private transient List<Entry> all = List.of();
    private transient volatile List<Entry> shown = List.of();
    private @Nullable ChangelogGrid grid;
    private @Nullable Registration resizing;

    ChangelogView(EnvironmentDoor door, Changelog changelog, Sandboxes sandboxes, ViewerTime time) {
        super(door);
        this.changelog = changelog;
        this.sandboxes = sandboxes;
        this.time = time;
        addClassName("fill");
        search.setPlaceholder("Search the changelog");
        search.setAriaLabel("Search the changelog");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> {
            filter.search(change.getValue());
            show();
        });
        grouped.addValueChangeListener(change -> show());
        extent.setItems(NET, FULL);
        extent.setAriaLabel("Which changes");
        extent.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                load();
            }
        });
        count.addClassName("secondary");
        count.getElement().setAttribute("role", "status");
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        filter = new ChangelogFilter(this::when);
        grid = new ChangelogGrid(filter, this::when, this::show);
        grid.setEmptyStateComponent(nothing());
        search.clear();
        extent.setVisible(!shown().production());
        extent.setValue(shown().production() ? FULL : NET);
        add(header(), toolbar(), grid);
        load();
        fit(UI.getCurrent().getPage().getExtendedClientDetails().getWindowInnerWidth());
    }

    private String when(Entry entry) {
        return entry.at() == null ? "" : time.dateTime(entry.at());
    }

    private PageHeader header() {
        PageHeader header = new PageHeader("Changelog", "Everything that was changed in “" + shown().name() + "”.");
        if (shown().production()) {
            return header;
        }
        sandboxes.find(actor(), environment()).ifPresent(sandbox -> describe(sandbox, header));
        return header;
    }

    private void describe(Sandbox sandbox, PageHeader header) {
        header.setLine(Shown.count(sandbox.pendingChanges(), "pending change", "pending changes") + " in “"
                + sandbox.name() + "”." + (sandbox.productionMoved() ? " Production has changed since." : ""));
        if (sandbox.isReady() && sandbox.productionMoved()) {
            header.actions(button(SandboxPages.rebase(sandbox.id()), "Bring in production's changes"));
        }
        if (sandbox.isReady() && sandbox.environment().promotable()) {
            header.actions(button(SandboxPages.promotion(sandbox.id()), "Promote…"));
        }
    }

    private static Component button(String path, String text) {
        Anchor link = SandboxPages.link(path, text);
        link.addClassName("sandbox-link");
        return link;
    }

    private Component toolbar() {
        Anchor download = new Anchor(this::download, "Download CSV");
        download.addClassName("sandbox-link");
        Div left = new Div(search, extent, grouped);
        left.addClassName("changelog-tools");
        Div right = new Div(count, download);
        right.addClassName("changelog-tools");
        Div bar = new Div(left, right);
        bar.addClassName("toolbar");
        return bar;
    }

    /** What is shown, as it is filtered. */
    private void download(DownloadEvent event) throws IOException {
        event.setFileName("changelog-" + environment() + ".csv");
        event.setContentType("text/csv; charset=utf-8");
        try (OutputStream out = event.getOutputStream()) {
            out.write(BYTE_ORDER_MARK);
            changelog.csv(shown, out);
        }
    }

    private void load() {
        all = NET.equals(extent.getValue())
                ? changelog.net(actor(), environment())
                : changelog.full(actor(), environment());
        if (grid != null) {
            grid.setEmptyStateComponent(nothing());
        }
        show();
    }

    private void show() {
        shown = all.stream().filter(filter).toList();
        String number = Shown.count(all.size(), "change", "changes");
        count.setText(shown.size() == all.size() ? number : Shown.count(shown.size()) + " of " + number);
        if (grid != null) {
            grid.show(shown, grouped.getValue());
        }
    }

    private Component nothing() {
        if (!all.isEmpty()) {
            return new EmptyState(
                    VaadinIcon.SEARCH, "No change matches.", new Button("Clear search and filters", click -> clear()));
        }
        return new EmptyState(
                VaadinIcon.LIST_OL,
                shown().production()
                        ? "Nothing has been built yet."
                        : "Nothing differs from production. What is changed in this sandbox will be listed here.");
    }

    private void clear() {
        filter.clear();
        search.clear();
        if (grid != null) {
            grid.clearFilters();
        }
        show();
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        resizing = attach.getUI().getPage().addBrowserWindowResizeListener(resize -> fit(resize.getWidth()));
    }

    @Override
    protected void onDetach(DetachEvent detach) {
        if (resizing != null) {
            resizing.remove();
        }
    }

    private void fit(int width) {
        if (grid != null) {
            grid.narrow(width > 0 && width < NARROW);
        }
    }
}
