package io.slipway.imports.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.NotAllowed;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportState;
import io.slipway.imports.Imports;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.LookAgain;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One import at its address: as a draft what becomes of the files, then how far it is, then what came of it. */
@Route(ImportPages.PREFIX + "/:" + ImportPages.PARAMETER)
@PermitAll
@StyleSheet("context://imports.css")
public class ImportView extends EnvironmentPage implements HasDynamicTitle {

    private static final int LOOK_AGAIN = 700;

    private final transient ImportDesk desk;
    private final transient Imports imports;
    private final Div status = new Div();
    private final transient LookAgain again = LookAgain.on(this, this::look);
    private transient @Nullable ImportJob shown;
    private @Nullable ProgressPanel progress;

    ImportView(EnvironmentDoor door, ImportDesk desk, Imports imports) {
        super(door);
        this.desk = desk;
        this.imports = imports;
        status.addClassName("visually-hidden");
        status.getElement().setAttribute("role", "status");
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        Optional<ImportJob> found = event.getRouteParameters()
                .get(ImportPages.PARAMETER)
                .flatMap(ImportView::parse)
                .flatMap(id -> imports.find(actor(), id))
                .filter(job -> job.environment().equals(environment()));
        if (found.isEmpty()) {
            event.rerouteToError(new NotAllowed("This is not here, or not yours to see."), "");
            return;
        }
        show(found.get(), Wanted.of(event.getLocation().getQueryParameters(), desk, actor(), environment()));
        pollWhileUnderWay();
    }

    private static Optional<ImportId> parse(String text) {
        try {
            return Optional.of(ImportId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void show(ImportJob job, Wanted wanted) {
        removeAll();
        progress = null;
        shown = job;
        switch (job.state()) {
            case DRAFT -> add(new DraftPanel(desk, job, wanted, this::reopen));
            case QUEUED, RUNNING, PAUSED -> {
                ProgressPanel panel = new ProgressPanel(desk, job, this::look);
                progress = panel;
                add(panel);
            }
            case DONE, FAILED, CANCELLED -> add(new ResultPanel(desk, job));
        }
        add(status);
    }

    private void reopen() {
        ImportJob before = shown;
        if (before != null) {
            imports.find(actor(), before.id())
                    .ifPresentOrElse(
                            job -> show(job, Wanted.NOTHING),
                            () -> UI.getCurrent().navigate(ImportPages.list(environment())));
            pollWhileUnderWay();
        }
    }

    /** Looks at how far it is. */
    private void look() {
        ImportJob before = shown;
        if (before == null || !before.state().isActive()) {
            return;
        }
        Optional<ImportJob> now = imports.find(actor(), before.id());
        if (now.isPresent() && now.get().state().isActive() && progress != null) {
            shown = now.get();
            progress.show(now.get());
            if (now.get().state() != before.state()) {
                status.setText("The import is " + now.get().state().label().toLowerCase(Locale.ROOT) + ".");
            }
        } else {
            reopen();
            now.filter(job -> job.state() == ImportState.DONE).ifPresent(job -> status.setText("The import is done."));
        }
        pollWhileUnderWay();
    }

    private void pollWhileUnderWay() {
        boolean underWay = shown != null && shown.state().isActive();
        if (underWay) {
            again.every(LOOK_AGAIN);
        } else {
            again.stop();
        }
    }

    @Override
    public String getPageTitle() {
        String title = shown == null || shown.title().isEmpty() ? "Import" : shown.title();
        return title + " · " + shown().name() + " · Slipway";
    }
}
