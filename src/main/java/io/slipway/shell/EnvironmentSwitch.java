package io.slipway.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.annotation.SpringComponent;
import io.slipway.account.Actor;
import io.slipway.ui.ShownEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Scope;

/** Says which environment one is in, by name, colour and icon, and leads to the same page in another one. */
@SpringComponent
@Scope(BeanDefinition.SCOPE_PROTOTYPE)
class EnvironmentSwitch extends Div {

    private final transient Navigation navigation;

    EnvironmentSwitch(Navigation navigation) {
        this.navigation = navigation;
        addClassName("environment-switch");
    }

    void show(Actor.Person actor, List<ShownEnvironment> all, @Nullable ShownEnvironment current, String path) {
        removeAll();
        if (current == null) {
            return;
        }
        if (all.size() < 2) {
            add(chip(current));
            return;
        }
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        MenuItem root = bar.addItem(chip(current));
        root.setAriaLabel("Environment: " + current.name() + " (" + current.kindInWords() + "). Change it");
        for (ShownEnvironment environment : all) {
            MenuItem item = root.getSubMenu().addItem(line(environment));
            item.setCheckable(true);
            item.setChecked(environment.id().equals(current.id()));
            item.addClickListener(
                    click -> UI.getCurrent().navigate(navigation.inEnvironment(actor, path, environment)));
        }
        add(bar);
    }

    private static Component chip(ShownEnvironment environment) {
        Span name = new Span(environment.name());
        name.addClassName("environment-name");
        Span chip = new Span(icon(environment), name);
        chip.addClassName("environment-chip");
        chip.getElement().setAttribute("data-tone", environment.tone());
        chip.setTitle(environment.name() + " (" + environment.kindInWords() + ")");
        return chip;
    }

    private static Component line(ShownEnvironment environment) {
        boolean saysItself = environment.name().equals(environment.kindInWords());
        Span kind = new Span(!environment.ready() ? "Being prepared" : saysItself ? "" : environment.kindInWords());
        kind.addClassName("environment-kind");
        Div line = new Div(chip(environment), kind);
        line.addClassName("environment-line");
        return line;
    }

    private static Icon icon(ShownEnvironment environment) {
        VaadinIcon icon = environment.production()
                ? VaadinIcon.BUILDING_O
                : environment.promotable() ? VaadinIcon.ROCKET : VaadinIcon.FLASK;
        Icon picture = icon.create();
        picture.getElement().setAttribute("aria-hidden", "true");
        return picture;
    }
}
