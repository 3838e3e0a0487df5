package io.slipway.builder.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.PersonKind;
import io.slipway.common.ResourceId;
import io.slipway.ui.NavigationEntry;
import io.slipway.ui.ShownEnvironment;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the builder's pages are. */
@Configuration(proxyBeanMethods = false)
class BuildPages {

    static final String BUILD = "build";
    static final String TABLE_PARAMETER = "table";
    static final String APP_PARAMETER = "app";

    @Bean
    NavigationEntry buildEntry() {
        return NavigationEntry.inEnvironment(
                "Build", VaadinIcon.TOOLS, 40, BUILD, Set.of(PersonKind.SUPER_ADMIN, PersonKind.APP_ADMIN));
    }

    /** A table's page, inside its environment. */
    static String table(ResourceId table) {
        return BUILD + "/tables/" + table;
    }

    /** An app's page, inside its environment. */
    static String app(ResourceId app) {
        return BUILD + "/apps/" + app;
    }

    /** A link to another page of the same environment. */
    static Anchor link(ShownEnvironment environment, String page, String text) {
        Anchor link = new Anchor(environment.path(page), text);
        link.setRouterIgnore(false);
        return link;
    }
}
