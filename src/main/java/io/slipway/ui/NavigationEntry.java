package io.slipway.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.PersonKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the main navigation. A room contributes it as a bean; the shell shows it.
 *
 * @param order small numbers first; leave gaps
 * @param path where it leads; {@code {environment}} stands for the environment the reader is in
 * @param shownTo the kinds of people who see it
 */
public record NavigationEntry(String title, VaadinIcon icon, int order, String path, Set<PersonKind> shownTo) {

    private static final String PLACEHOLDER = "{environment}";

    public NavigationEntry {
        shownTo = Set.copyOf(shownTo);
    }

    /** An entry whose pages belong to an environment: {@code env/<environment>/<path>}. */
    public static NavigationEntry inEnvironment(
            String title, VaadinIcon icon, int order, String path, Set<PersonKind> shownTo) {
        return new NavigationEntry(title, icon, order, "env/" + PLACEHOLDER + "/" + path, shownTo);
    }

    /** Whether the pages belong to an environment. */
    public boolean isInEnvironment() {
        return path.contains(PLACEHOLDER);
    }

    /** Where it leads from an environment; null if it needs one and there is none. */
    public @Nullable String pathFrom(@Nullable ShownEnvironment environment) {
        if (!isInEnvironment()) {
            return path;
        }
        return environment == null
                ? null
                : path.replace(PLACEHOLDER, environment.id().toString());
    }
}
