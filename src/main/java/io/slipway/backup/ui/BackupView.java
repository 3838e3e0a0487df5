package io.slipway.backup.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadEvent;
import io.slipway.account.PersonKind;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.Confirm;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EmptyState;
import io.slipway.ui.LookAgain;
import io.slipway.ui.MyAccountPage;
import io.slipway.ui.PageWidth;
import io.slipway.ui.Shown;
import io.slipway.ui.Toast;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** My Account → Backup &amp; Restore. */
@Route(BackupView.PATH)
@PageTitle("Backup & Restore · Slipway")
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
public class BackupView extends MyAccountPage {

    static final String PATH = "account/backups";
    static final String STATE = "state";
    static final String ACTIONS = "actions";
    private static final int LOOK_EVERY_MILLIS = 1000;

    private final transient CurrentActor currentActor;
    private final transient Backups backups;
    private final transient Restoring restoring;
    private final transient ViewerTime time;
    private final transient Clock clock;
    private final Span summary = new Span();
    private final Grid<Backup> grid = new Grid<>();
    private final EmptyState empty = new EmptyState(
            VaadinIcon.ARCHIVE,
            "No backup yet. One is taken before every promotion and restore, and whenever you ask.");
    private List<Backup> shown = List.of();
    private final transient LookAgain again = LookAgain.on(this, this::refresh);

    BackupView(CurrentActor currentActor, Backups backups, Restoring restoring, ViewerTime time, Clock clock) {
        this.currentActor = currentActor;
        this.backups = backups;
        this.restoring = restoring;
        this.time = time;
        this.clock = clock;
        addClassName("fill");
        summary.addClassName("secondary");
        summary.getElement().setAttribute("role", "status");
        Button take = new Button("Back up now", VaadinIcon.PLUS.create(), click -> openTake());
        take.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Button upload = new Button("Upload…", VaadinIcon.UPLOAD_ALT.create(), click -> openUpload());
        upload.setTooltipText("Take back a backup that was downloaded");
        Div buttons = new Div(upload, take);
        buttons.addClassName("row-actions");
        Div bar = new Div(summary, buttons);
        bar.addClassName("toolbar");
        addColumns();
        add(bar, empty, grid);
        refresh();
    }

    private void openTake() {
        String name = "Backup of " + time.dateTime(clock.instant());
        new TakeBackupDialog(backups, currentActor, name, this::refresh).open();
    }

    private void openUpload() {
        new UploadBackupDialog(backups, currentActor, this::refresh).open();
    }

    private void addColumns() {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.getElement().setAttribute("aria-label", "Backups");
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setItemDetailsRenderer(new ComponentRenderer<>(backup -> BackupCells.details(backup, time)));
        grid.addComponentColumn(backup -> BackupCells.name(backup, time))
                .setHeader("Backup")
                .setComparator(Comparator.comparing(Backup::name, String.CASE_INSENSITIVE_ORDER))
                .setFlexGrow(3)
                .setWidth("13rem");
        grid.addComponentColumn(backup -> time.relativeTime(backup.startedAt()))
                .setHeader("When")
                .setComparator(Comparator.comparing(Backup::startedAt))
                .setFlexGrow(1)
                .setWidth("8rem");
        grid.addColumn(backup -> Shown.count(backup.records()))
                .setHeader("Records")
                .setComparator(Comparator.comparing(Backup::records))
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(1)
                .setWidth("7rem");
        grid.addColumn(backup -> Shown.size(backup.sizeBytes()))
                .setHeader("Size")
                .setComparator(Comparator.comparing(Backup::sizeBytes))
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(1)
                .setWidth("7rem");
        grid.addComponentColumn(BackupCells::state)
                .setKey(STATE)
                .setHeader("State")
                .setComparator(Comparator.comparing(Backup::state))
                .setFlexGrow(1)
                .setWidth("10rem");
        grid.addComponentColumn(backup -> BackupCells.verified(backup, time))
                .setHeader("Verified")
                .setFlexGrow(1)
                .setWidth("9rem");
        grid.addComponentColumn(this::actions)
                .setKey(ACTIONS)
                .setHeader("Actions")
                .setFrozenToEnd(true)
                .setFlexGrow(0)
                .setWidth("7rem");
        int columns = grid.getColumns().size();
        PageWidth.onlyWide(grid, grid.getColumns().subList(1, columns - 1));
    }

    private Component actions(Backup backup) {
        Div actions = new Div();
        actions.addClassName("row-actions");
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_SMALL);
        boolean complete = backup.state() == Backup.State.COMPLETE;
        boolean sound = complete && backup.failure() == null;
        if (sound) {
            actions.add(download(backup));
        }
        MenuItem more = bar.addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
        more.setAriaLabel("More for " + backup.name());
        if (sound && restoring.isPossible()) {
            more.getSubMenu().addItem("Restore…", click -> restoring.ask(backup, this::refresh));
        }
        if (complete) {
            more.getSubMenu().addItem("Verify", click -> verify(backup));
        }
        more.getSubMenu().addItem("Details", click -> grid.setDetailsVisible(backup, !grid.isDetailsVisible(backup)));
        if (complete || backup.state() == Backup.State.FAILED) {
            more.getSubMenu().addItem("Delete", click -> askDelete(backup));
        }
        actions.add(bar);
        return actions;
    }

    private Anchor download(Backup backup) {
        Anchor link = new Anchor((DownloadEvent event) -> send(backup, event), "");
        link.add(VaadinIcon.DOWNLOAD_ALT.create());
        link.addClassName("icon-link");
        link.getElement().setAttribute("aria-label", "Download " + backup.name());
        link.getElement().setAttribute("title", "Download");
        return link;
    }

    /** The stream is closed only when all was written: a download that broke off must not look whole. */
    private void send(Backup backup, DownloadEvent event) throws IOException {
        event.setFileName("slipway-backup-" + backup.id() + ".zip");
        event.setContentType("application/zip");
        try {
            OutputStream to = event.getOutputStream();
            backups.download(currentActor.get(), backup.id(), to);
            to.close();
        } catch (BackupDamaged e) {
            event.getResponse().sendError(HttpServletResponse.SC_CONFLICT, "The backup is damaged.");
            event.getUI().access(() -> {
                Toast.failure(String.valueOf(e.getMessage()));
                refresh();
            });
        }
    }

    private void verify(Backup backup) {
        var actor = currentActor.get();
        Toast.info("“" + backup.name() + "” is being read back.");
        Later.run(
                currentUi(),
                () -> backups.verify(actor, backup.id()),
                result -> {
                    refresh();
                    switch (result) {
                        case Backups.Sound sound ->
                            Toast.success("“" + backup.name() + "” is sound: "
                                    + Shown.count(sound.records(), "record", "records") + " in "
                                    + Shown.count(sound.chunks(), "file", "files") + ".");
                        case Backups.Damaged damaged ->
                            Toast.failure("“" + backup.name() + "” is damaged and can't be restored. "
                                    + String.join(" ", damaged.findings()));
                    }
                },
                this::refresh);
    }

    private UI currentUi() {
        return getUI().orElseThrow(() -> new IllegalStateException("The page is not shown"));
    }

    private void askDelete(Backup backup) {
        Confirm.askDangerous(
                "Delete “" + backup.name() + "”?",
                backup.state() == Backup.State.COMPLETE
                        ? "Its " + Shown.count(backup.records(), "record", "records")
                                + " can't be restored from it any more. Download it first if you may need it."
                        : "Nothing usable is in it.",
                "Delete backup",
                () -> delete(backup));
    }

    private void delete(Backup backup) {
        switch (backups.delete(currentActor.get(), backup.id())) {
            case DELETED -> Toast.success("“" + backup.name() + "” is deleted.");
            case GONE -> Toast.info("“" + backup.name() + "” was deleted already.");
            case IN_USE ->
                Toast.failure("“" + backup.name() + "” is in use: it is being taken, read, restored, or a running"
                        + " promotion would go back to it. Try again when that is over.");
        }
        refresh();
    }

    private void refresh() {
        List<Backup> now = backups.list(currentActor.get());
        if (!now.equals(shown)) {
            shown = now;
            grid.setItems(now);
        }
        empty.setVisible(now.isEmpty());
        grid.setVisible(!now.isEmpty());
        long bytes = now.stream().mapToLong(Backup::sizeBytes).sum();
        summary.setText(now.isEmpty() ? "" : Shown.count(now.size(), "backup", "backups") + ", " + Shown.size(bytes));
        if (now.stream().anyMatch(BackupView::isUnderWay)) {
            again.every(LOOK_EVERY_MILLIS);
        } else {
            again.stop();
        }
    }

    private static boolean isUnderWay(Backup backup) {
        return backup.state() == Backup.State.RUNNING || backup.state() == Backup.State.SECURED;
    }
}
