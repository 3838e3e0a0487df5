package io.slipway.shell;

import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.orderedlayout.Scroller;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EnvironmentCatalog;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.MyAccountTab;
import io.slipway.ui.NavigationEntry;
import io.slipway.ui.ShownEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The frame of every page: where one is (environment by name, colour and icon), where one can go, who one is. On pages
 * of a sandbox a coloured edge runs along the top; production has none. Pages outside environments keep the one that was
 * visited last.
 */
@Layout
@AnonymousAllowed
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final String EDGE = "environment-edge";

    private final transient CurrentActor currentActor;
    private final transient EnvironmentCatalog catalog;
    private final transient Navigation navigation;
    private final EnvironmentSwitch environmentSwitch;
    private final Div userPlace = new Div();
    private final SideNav sideNav = new SideNav();
    private @Nullable EnvironmentId lastEnvironment;

    MainLayout(
            CurrentActor currentActor,
            EnvironmentCatalog catalog,
            Navigation navigation,
            UserMenu userMenu,
            EnvironmentSwitch environmentSwitch) {
        this.currentActor = currentActor;
        this.catalog = catalog;
        this.navigation = navigation;
        this.environmentSwitch = environmentSwitch;
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Navigation");
        Anchor name = new Anchor("", "Slipway");
        name.setRouterIgnore(false);
        name.addClassName("product-name");
        Span space = new Span();
        space.addClassName("grow");
        userPlace.add(userMenu);
        addToNavbar(toggle, name, environmentSwitch, space, userPlace);
        sideNav.getElement().setAttribute("aria-label", "Main");
        addToDrawer(new Scroller(sideNav));
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        Optional<Actor.Person> actor = currentActor.find();
        sideNav.setVisible(actor.isPresent());
        environmentSwitch.setVisible(actor.isPresent());
        userPlace.setVisible(actor.isPresent());
        actor.ifPresentOrElse(person -> show(person, event), () -> showEdge(null));
    }

    private void show(Actor.Person actor, AfterNavigationEvent event) {
        Optional<EnvironmentId> fromAddress =
                event.getRouteParameters().get(EnvironmentDoor.PARAMETER).flatMap(MainLayout::parse);
        List<ShownEnvironment> all = catalog.all(actor);
        Optional<ShownEnvironment> here = fromAddress.flatMap(id -> among(all, id));
        ShownEnvironment current = here.or(
                        () -> Optional.ofNullable(lastEnvironment).flatMap(id -> among(all, id)))
                .or(() -> all.stream().findFirst())
                .orElse(null);
        lastEnvironment = current == null ? null : current.id();
        showEdge(here.orElse(null));
        environmentSwitch.show(actor, all, current, event.getLocation().getPath());
        showNavigation(actor, current);
    }

    private void showNavigation(Actor.Person actor, @Nullable ShownEnvironment environment) {
        sideNav.removeAll();
        for (NavigationEntry entry : navigation.entriesFor(actor)) {
            String path = entry.pathFrom(environment);
            if (path != null) {
                SideNavItem item =
                        new SideNavItem(entry.title(), path, entry.icon().create());
                item.setMatchNested(true);
                if (path.equals(ProfileView.PATH)) {
                    item.setPathAliases(navigation.tabsFor(actor).stream()
                            .map(MyAccountTab::path)
                            .collect(Collectors.toSet()));
                }
                sideNav.addItem(item);
            }
        }
    }

    private void showEdge(@Nullable ShownEnvironment here) {
        if (here != null && !here.production()) {
            getElement().getClassList().add(EDGE);
            getElement().setAttribute("data-tone", here.tone());
        } else {
            getElement().getClassList().remove(EDGE);
            getElement().removeAttribute("data-tone");
        }
    }

    private static Optional<ShownEnvironment> among(List<ShownEnvironment> all, EnvironmentId id) {
        return all.stream().filter(environment -> environment.id().equals(id)).findFirst();
    }

    private static Optional<EnvironmentId> parse(String text) {
        try {
            return Optional.of(EnvironmentId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
