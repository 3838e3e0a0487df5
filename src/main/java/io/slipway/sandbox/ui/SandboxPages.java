package io.slipway.sandbox.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.ui.NavigationEntry;
import io.slipway.ui.ShownEnvironment;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the pages of this room are, and where they lead. */
@Configuration(proxyBeanMethods = false)
class SandboxPages {

    static final String SANDBOXES = "sandboxes";
    static final String CHANGELOG = "changelog";
    static final String REBASE = "rebase";
    private static final String APPS = "apps";
    private static final String PROMOTION = "promotion";

    private static final Set<PersonKind> BUILDERS = Set.of(PersonKind.SUPER_ADMIN, PersonKind.APP_ADMIN);

    @Bean
    NavigationEntry changelogEntry() {
        return NavigationEntry.inEnvironment("Changelog", VaadinIcon.LIST_OL, 60, CHANGELOG, BUILDERS);
    }

    @Bean
    NavigationEntry sandboxesEntry() {
        return new NavigationEntry("Sandboxes", VaadinIcon.CUBES, 70, SANDBOXES, BUILDERS);
    }

    static String changelog(EnvironmentId environment) {
        return ShownEnvironment.path(environment, CHANGELOG);
    }

    static String rebase(EnvironmentId environment) {
        return ShownEnvironment.path(environment, REBASE);
    }

    static String apps(EnvironmentId environment) {
        return ShownEnvironment.path(environment, APPS);
    }

    static String promotion(EnvironmentId environment) {
        return ShownEnvironment.path(environment, PROMOTION);
    }

    /** A link inside the application. */
    static Anchor link(String path, String text) {
        Anchor link = new Anchor(path, text);
        link.setRouterIgnore(false);
        return link;
    }

    /** What data a sandbox has, in words. */
    static String words(DataChoice data) {
        return switch (data) {
            case NONE -> "No records";
            case SAMPLE -> "A sample of the records";
            case FULL -> "All records";
        };
    }

    /** What a choice of data means. */
    static String explained(DataChoice data) {
        return switch (data) {
            case NONE -> "No records: the apps and tables only";
            case SAMPLE -> "A sample: some records of each table and all they link to";
            case FULL -> "All records: a full copy of production's data";
        };
    }
}
