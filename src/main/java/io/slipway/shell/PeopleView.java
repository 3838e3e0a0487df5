package io.slipway.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.MyAccountPage;
import io.slipway.ui.PageWidth;
import io.slipway.ui.StatusBadge;
import io.slipway.ui.StatusBadge.Tone;
import io.slipway.ui.Toast;
import io.slipway.ui.ViewerTime;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** My Account → People: who can sign in, and as what. */
@Route(PeopleView.PATH)
@PageTitle("People · Slipway")
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
public class PeopleView extends MyAccountPage {

    static final String PATH = "account/people";

    private final transient CurrentActor currentActor;
    private final transient People people;
    private final transient ViewerTime time;
    private final Grid<Person> grid = new Grid<>();
    private final TextField search = new TextField();

    PeopleView(CurrentActor currentActor, People people, ViewerTime time) {
        this.currentActor = currentActor;
        this.people = people;
        this.time = time;
        addClassName("fill");
        search.setPlaceholder("Search name or e-mail");
        search.setAriaLabel("Search people");
        search.setPrefixComponent(VaadinIcon.SEARCH.create());
        search.setClearButtonVisible(true);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> refresh());
        Button add = new Button(
                "Add person",
                VaadinIcon.PLUS.create(),
                click -> new PersonDialog(people, currentActor, this::changed).open());
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div bar = new Div(search, add);
        bar.addClassName("toolbar");
        addColumns();
        add(bar, grid);
        refresh();
    }

    private void addColumns() {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.getElement().setAttribute("aria-label", "People");
        grid.setEmptyStateText("Nobody matches. Clear the search to see everybody.");
        grid.addComponentColumn(PeopleView::who)
                .setHeader("Person")
                .setComparator(Comparator.comparing(person -> person.name().toLowerCase(Locale.ROOT)))
                .setFlexGrow(3)
                .setWidth("14rem");
        Grid.Column<Person> kind = grid.addColumn(person -> person.kind().label())
                .setHeader("Kind")
                .setSortable(true)
                .setFlexGrow(1)
                .setWidth("8rem");
        Grid.Column<Person> status = grid.addComponentColumn(PeopleView::status)
                .setHeader("Status")
                .setComparator(Comparator.comparing(Person::enabled))
                .setFlexGrow(1)
                .setWidth("8rem");
        Grid.Column<Person> lastSignIn = grid.addComponentColumn(this::lastSignIn)
                .setHeader("Last sign-in")
                .setComparator(
                        Comparator.comparing(Person::lastSignInAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                .setFlexGrow(1)
                .setWidth("9rem");
        grid.addComponentColumn(this::actions)
                .setHeader("")
                .setFrozenToEnd(true)
                .setFlexGrow(0)
                .setWidth("4.5rem");
        PageWidth.onlyWide(grid, List.of(kind, status, lastSignIn));
    }

    private static Component who(Person person) {
        Avatar avatar = new Avatar(person.name());
        avatar.getElement().setAttribute("aria-hidden", "true");
        Span name = new Span(person.name());
        name.addClassName("two-lines-first");
        Span email = new Span(person.email());
        email.addClassName("secondary");
        Span kind = new Span(person.kind().label() + (person.enabled() ? "" : " · disabled"));
        kind.addClassNames("secondary", "narrow-only");
        Div lines = new Div(name, email, kind);
        lines.addClassName("two-lines");
        Div who = new Div(avatar, lines);
        who.addClassName("person");
        return who;
    }

    private static Component status(Person person) {
        return person.enabled() ? new StatusBadge("Active", Tone.SUCCESS) : new StatusBadge("Disabled", Tone.NEUTRAL);
    }

    private Component lastSignIn(Person person) {
        return person.lastSignInAt() == null ? new Span("Never") : time.relativeTime(person.lastSignInAt());
    }

    private Component actions(Person person) {
        MenuBar bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        bar.addClassName("row-menu");
        MenuItem root = bar.addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
        root.setAriaLabel("Actions for " + person.name());
        SubMenu menu = root.getSubMenu();
        menu.addItem("Edit", click -> edit(person));
        menu.addItem("Reset password", click -> new ResetPasswordDialog(people, currentActor, person).open());
        if (person.enabled()) {
            menu.addItem("Disable", click -> setEnabled(person, false));
        } else {
            menu.addItem("Enable", click -> setEnabled(person, true));
        }
        return bar;
    }

    private void edit(Person person) {
        new PersonDialog(people, currentActor, people.get(currentActor.get(), person.id()), this::changed).open();
    }

    private void setEnabled(Person person, boolean enabled) {
        people.setEnabled(currentActor.get(), person.id(), enabled);
        refresh();
        if (enabled) {
            Toast.success(person.name() + " can sign in again.");
        } else {
            Toast.undoable(person.name() + " is disabled and signed out everywhere.", () -> setEnabled(person, true));
        }
    }

    private void changed(String message) {
        refresh();
        Toast.success(message);
    }

    private void refresh() {
        String text = search.getValue().strip().toLowerCase(Locale.ROOT);
        grid.setItems(people.all(currentActor.get()).stream()
                .filter(person -> person.name().toLowerCase(Locale.ROOT).contains(text)
                        || person.email().contains(text))
                .toList());
    }
}
