package io.slipway.shell;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Layout;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.MyAccountTab;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** My Account: tabs above the pages whose address begins with {@code account/}. */
@Layout("account")
@ParentLayout(MainLayout.class)
@AnonymousAllowed
public class MyAccountLayout extends Div implements RouterLayout, AfterNavigationObserver {

    /** When it has its place: on a phone there is no room for all of them. */
    private static final String SHOW =
            "requestAnimationFrame(() => this.scrollIntoView({inline: 'nearest', block: 'nearest'}))";

    private final transient CurrentActor currentActor;
    private final transient Navigation navigation;
    private final Nav tabs = new Nav();
    private final Div content = new Div();

    MyAccountLayout(CurrentActor currentActor, Navigation navigation) {
        this.currentActor = currentActor;
        this.navigation = navigation;
        addClassName("my-account");
        tabs.addClassName("page-tabs");
        tabs.getElement().setAttribute("aria-label", "My Account");
        content.addClassName("my-account-content");
        H1 title = new H1("My Account");
        title.addClassName("my-account-title");
        add(title, tabs, content);
    }

    @Override
    public void showRouterLayoutContent(@Nullable HasElement page) {
        content.getElement().removeAllChildren();
        if (page != null) {
            content.getElement().appendChild(page.getElement());
        }
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        String path = event.getLocation().getPath();
        tabs.removeAll();
        List<MyAccountTab> shown = currentActor.find().map(navigation::tabsFor).orElse(List.of());
        for (MyAccountTab tab : shown) {
            Anchor link = new Anchor(tab.path(), tab.title());
            link.getElement().setAttribute("router-link", true);
            if (path.equals(tab.path()) || path.startsWith(tab.path() + "/")) {
                link.getElement().setAttribute("aria-current", "page");
                link.getElement().executeJs(SHOW);
            }
            tabs.add(link);
        }
    }
}
