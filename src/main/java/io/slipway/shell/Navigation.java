package io.slipway.shell;

import io.slipway.account.Actor;
import io.slipway.ui.MyAccountTab;
import io.slipway.ui.NavigationEntry;
import io.slipway.ui.ShownEnvironment;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What the rooms have contributed to navigation, in order, as far as a person sees it. */
@Component
class Navigation {

    private static final String FALLBACK = ProfileView.PATH;

    private final List<NavigationEntry> entries;
    private final List<MyAccountTab> tabs;

    Navigation(ObjectProvider<NavigationEntry> entries, ObjectProvider<MyAccountTab> tabs) {
        this.entries = entries.stream()
                .sorted(Comparator.comparingInt(NavigationEntry::order))
                .toList();
        this.tabs = tabs.stream()
                .sorted(Comparator.comparingInt(MyAccountTab::order))
                .toList();
    }

    List<NavigationEntry> entriesFor(Actor.Person actor) {
        return entries.stream()
                .filter(entry -> entry.shownTo().contains(actor.kind()))
                .toList();
    }

    List<MyAccountTab> tabsFor(Actor.Person actor) {
        return tabs.stream().filter(tab -> tab.shownTo().contains(actor.kind())).toList();
    }

    /** The first page of a person. */
    String home(Actor.Person actor, @Nullable ShownEnvironment environment) {
        return entriesFor(actor).stream()
                .map(entry -> entry.pathFrom(environment))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(FALLBACK);
    }

    /** The same kind of page in another environment: its main page there, or the first one. */
    String inEnvironment(Actor.Person actor, String currentPath, ShownEnvironment target) {
        String[] parts = currentPath.split("/", -1);
        String section = parts.length > 2 && parts[0].equals("env") ? parts[2] : "";
        return entriesFor(actor).stream()
                .filter(NavigationEntry::isInEnvironment)
                .map(entry -> entry.pathFrom(target))
                .filter(path -> path != null && path.equals(target.path(section)))
                .findFirst()
                .orElseGet(() -> home(actor, target));
    }
}
