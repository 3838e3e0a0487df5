package io.slipway.imports.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.View;
import io.slipway.imports.ImportId;
import io.slipway.ui.NavigationEntry;
import io.slipway.ui.ShownEnvironment;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the pages of this room are, and where they lead. */
@Configuration(proxyBeanMethods = false)
class ImportPages {

    static final String IMPORT = "import";
    static final String PREFIX = "env/:environment/" + IMPORT;
    static final String PARAMETER = "import";

    /** Query parameters of the page that begins an import: the table and the app somebody comes from. */
    static final String TABLE = "table";

    static final String APP = "app";

    @Bean
    NavigationEntry importEntry() {
        return NavigationEntry.inEnvironment(
                "Import", VaadinIcon.UPLOAD_ALT, 40, IMPORT, Set.of(PersonKind.SUPER_ADMIN, PersonKind.APP_ADMIN));
    }

    static String list(EnvironmentId environment) {
        return ShownEnvironment.path(environment, IMPORT);
    }

    static String begin(EnvironmentId environment) {
        return list(environment) + "/new";
    }

    /** Begins an import with a table chosen. */
    static String into(EnvironmentId environment, ResourceId table) {
        return begin(environment) + "?" + TABLE + "=" + table;
    }

    /** Begins an import with an app chosen for new tables. */
    static String intoApp(EnvironmentId environment, ResourceId app) {
        return begin(environment) + "?" + APP + "=" + app;
    }

    static String one(EnvironmentId environment, ImportId id) {
        return list(environment) + "/" + id;
    }

    /** Where the records of a table are shown, if an app has a view of it. */
    static Optional<String> records(EnvironmentId environment, Definition definition, ResourceId table) {
        for (App app : definition.appsOf(table)) {
            Optional<View> view = app.views().stream()
                    .flatMap(id -> definition.find(View.class, id).stream())
                    .filter(each -> each.table().equals(table))
                    .findFirst();
            if (view.isPresent()) {
                return Optional.of(ShownEnvironment.path(
                        environment, "apps/" + app.id() + "/views/" + view.get().id()));
            }
        }
        return Optional.empty();
    }

    /** A link inside the application. */
    static Anchor link(String path, String text) {
        Anchor link = new Anchor(path, text);
        link.setRouterIgnore(false);
        return link;
    }
}
