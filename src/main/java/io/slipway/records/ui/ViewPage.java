package io.slipway.records.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.slipway.common.ResourceId;
import io.slipway.definition.View;
import io.slipway.ui.EnvironmentCatalog;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One view of an app: its records as a grid. How it is searched, sorted and filtered stands in the address. */
@Route(RecordPaths.PREFIX + "/:app/views/:view")
@PermitAll
@StyleSheet("context://records.css")
public class ViewPage extends EnvironmentPage implements HasDynamicTitle {

    /** Tells the server when the reader looks at the page again; listens for as long as it is there. */
    private static final String COMES_BACK = """
            const page = this;
            document.addEventListener('visibilitychange', function look() {
              if (!page.isConnected) {
                document.removeEventListener('visibilitychange', look);
              } else if (!document.hidden) {
                page.$server.cameBack();
              }
            });""";

    private final transient AppDoor apps;
    private final transient RecordDesk desk;
    private final transient EnvironmentCatalog catalog;
    private String title = "View";
    private @Nullable GridPanel panel;

    ViewPage(EnvironmentDoor door, AppDoor apps, RecordDesk desk, EnvironmentCatalog catalog) {
        super(door);
        this.apps = apps;
        this.desk = desk;
        this.catalog = catalog;
        addClassName("fill");
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        super.onAttach(attach);
        getElement().executeJs(COMES_BACK);
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        Optional<AppScope> scope = apps.enter(event, actor(), shown());
        if (scope.isEmpty()) {
            return;
        }
        Optional<View> view = AppDoor.id(event, RecordPaths.VIEW, ResourceId::parse)
                .flatMap(id -> scope.get().view(id));
        if (view.isEmpty()) {
            AppDoor.turnAway(event);
            return;
        }
        show(scope.get(), view.get(), event.getLocation().getQueryParameters());
    }

    private void show(AppScope scope, View view, QueryParameters parameters) {
        removeAll();
        title = view.name() + " · " + scope.app().name();
        GridState state = GridState.parse(parameters, scope.definition(), view.table());
        GridPanel grid = new GridPanel(desk, scope, view, state, this::remember, () -> reopen(scope, view));
        panel = grid;
        Trail trail = new Trail()
                .to(RecordPaths.apps(environment()), "Apps")
                .to(
                        RecordPaths.app(environment(), scope.app().id()),
                        scope.app().name());
        StructureLock.sign(actor(), shown(), catalog).ifPresent(trail::add);
        add(trail, new ViewTabs(scope, view.id()), grid.header(), grid);
    }

    /** Keeps the address true without entering the page anew. */
    private void remember(GridState state) {
        UI ui = UI.getCurrent();
        Location here = ui.getInternals().getActiveViewLocation();
        ui.getPage().getHistory().replaceState(null, new Location(here.getPath(), state.parameters()));
    }

    /** The definition has changed: what is shown now follows the new one, if the view is still there to be seen. */
    private void reopen(AppScope before, View view) {
        GridState state = panel == null ? GridState.PLAIN : panel.state();
        Optional<AppScope> scope =
                apps.find(actor(), environment(), before.app().id());
        Optional<View> now = scope.flatMap(found -> found.view(view.id()));
        if (now.isPresent()) {
            show(scope.orElseThrow(), now.get(), state.parameters());
        } else {
            getUI().ifPresent(ui -> ui.navigate(RecordPaths.apps(environment())));
        }
    }

    /** Somebody comes back to this browser tab, perhaps after a change in another one. */
    @ClientCallable
    void cameBack() {
        if (panel != null) {
            panel.refresh();
        }
    }

    @Override
    public String getPageTitle() {
        return title + " · " + shown().name() + " · Slipway";
    }
}
