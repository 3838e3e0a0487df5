package io.slipway.records.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.slipway.definition.View;
import io.slipway.ui.EmptyState;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.EnvironmentPage;
import io.slipway.ui.PageHeader;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** An app. It opens with its first view; without any it says so. */
@Route(RecordPaths.PREFIX + "/:app")
@PermitAll
@StyleSheet("context://records.css")
public class AppPage extends EnvironmentPage implements HasDynamicTitle {

    private final transient AppDoor apps;
    private String name = "App";

    AppPage(EnvironmentDoor door, AppDoor apps) {
        super(door);
        this.apps = apps;
    }

    @Override
    protected void enter(BeforeEnterEvent event) {
        apps.enter(event, actor(), shown()).ifPresent(scope -> {
            List<View> views = scope.views();
            if (views.isEmpty()) {
                showNothing(scope);
            } else {
                event.forwardTo(RecordPaths.view(
                        environment(), scope.app().id(), views.getFirst().id(), QueryParameters.empty()));
            }
        });
    }

    private void showNothing(AppScope scope) {
        name = scope.app().name();
        add(new Trail().to(RecordPaths.apps(environment()), "Apps"));
        add(new PageHeader(name, scope.app().description()));
        if (actor().isBuilder()) {
            Anchor build = new Anchor(shown().path("build"), "Add a view");
            build.setRouterIgnore(false);
            build.addClassName("button-link");
            add(new EmptyState(VaadinIcon.TABLE, "This app has no views yet, so its records can't be shown.", build));
        } else {
            add(new EmptyState(VaadinIcon.TABLE, "There is nothing in this app that your role lets you see."));
        }
    }

    @Override
    public String getPageTitle() {
        return name + " · " + shown().name() + " · Slipway";
    }
}
