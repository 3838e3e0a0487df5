package io.slipway.shell;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.security.AuthenticationContext;
import io.slipway.account.Appearance;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.ui.CurrentActor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Scope;

/** Who one is, how pages look, and the way out. */
@SpringComponent
@Scope(BeanDefinition.SCOPE_PROTOTYPE)
class UserMenu extends MenuBar {

    private final transient CurrentActor currentActor;
    private final transient People people;
    private final transient AuthenticationContext authentication;

    UserMenu(CurrentActor currentActor, People people, AuthenticationContext authentication) {
        this.currentActor = currentActor;
        this.people = people;
        this.authentication = authentication;
        addClassName("user-menu");
        addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        refresh();
    }

    private void refresh() {
        removeAll();
        currentActor.find().map(people::me).ifPresent(this::show);
    }

    private void show(Person me) {
        Avatar avatar = new Avatar(me.name());
        avatar.setTooltipEnabled(false);
        MenuItem root = addItem(avatar);
        root.setAriaLabel(me.name() + ": my account, appearance, sign out");
        SubMenu menu = root.getSubMenu();
        Span name = new Span(me.name());
        name.addClassName("user-name");
        Div who = new Div(name, new Span(me.email()), new Span(me.kind().label()));
        who.addClassName("user-card");
        menu.addItem(who).setEnabled(false);
        menu.addSeparator();
        menu.addItem("My account", click -> UI.getCurrent().navigate(ProfileView.class));
        addSchemes(menu.addItem("Colours").getSubMenu(), me);
        menu.addSeparator();
        menu.addItem("Sign out", click -> authentication.logout());
    }

    private void addSchemes(SubMenu menu, Person me) {
        for (Appearance.Scheme scheme : Appearance.Scheme.values()) {
            MenuItem item = menu.addItem(scheme.label());
            item.setCheckable(true);
            item.setChecked(me.appearance().scheme() == scheme);
            item.addClickListener(click -> choose(scheme));
        }
    }

    private void choose(Appearance.Scheme scheme) {
        Person me = people.me(currentActor.get());
        Appearance appearance = new Appearance(scheme, me.appearance().density());
        people.changeMyAppearance(me.actor(), appearance);
        Looks.apply(UI.getCurrent(), appearance);
        refresh();
    }
}
