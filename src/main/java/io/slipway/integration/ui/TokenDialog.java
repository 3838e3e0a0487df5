package io.slipway.integration.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.FormErrors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a token. */
class TokenDialog extends Dialog {

    private static final String ALL = "All, also future ones";
    private static final String SOME = "Only these";

    private final transient Clock clock;
    private final TextField name = new TextField("Name");
    private final Select<Person> owner = new Select<>();
    private final CheckboxGroup<TokenScope> scopes = new CheckboxGroup<>("What it may be used for");
    private final RadioButtonGroup<String> reach = new RadioButtonGroup<>("Environments");
    private final CheckboxGroup<Environment> some = new CheckboxGroup<>();
    private final Select<Lifetime> lifetime = new Select<>();
    private final Checkbox queues = new Checkbox("Keep its writes while the account is locked");
    private final FormErrors errors = new FormErrors();

    /** How long a token works. */
    private enum Lifetime {
        MONTH("30 days", Duration.ofDays(30)),
        QUARTER("90 days", Duration.ofDays(90)),
        YEAR("A year", Duration.ofDays(365)),
        FOREVER("Until it is revoked", null);

        private final String label;
        private final @Nullable Duration duration;

        Lifetime(String label, @Nullable Duration duration) {
            this.label = label;
            this.duration = duration;
        }
    }

    TokenDialog(
            CurrentActor currentActor,
            ApiTokens tokens,
            People people,
            Environments environments,
            Clock clock,
            Consumer<ApiTokens.Created> made) {
        this.clock = clock;
        Actor.Person actor = currentActor.get();
        setHeaderTitle("New API token");
        setWidth("min(34rem, 100vw)");
        fill(actor, people, environments);
        Div body = new Div(errors, name, owner, scopes, reach, some, lifetime, queues);
        body.addClassName("form");
        add(body);
        errors.at("name", name)
                .at("owner", owner)
                .at("scopes", scopes)
                .at("environments", some)
                .at("expiresAt", lifetime);
        Button confirm = new Button("Make token");
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        confirm.setDisableOnClick(true);
        confirm.addClickListener(click -> {
            if (errors.attempt(() -> {
                ApiTokens.Created created = tokens.create(currentActor.get(), wanted());
                close();
                made.accept(created);
            })) {
                return;
            }
            confirm.setEnabled(true);
        });
        getFooter().add(new Button("Cancel", click -> close()), confirm);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                name.focus();
            }
        });
    }

    private void fill(Actor.Person actor, People people, Environments environments) {
        name.setAutocomplete(Autocomplete.OFF);
        name.setHelperText("What uses it, for example “Shop” or “Nightly build”.");
        List<Person> able = people.all(actor).stream().filter(Person::enabled).toList();
        owner.setLabel("Acts as");
        owner.setItems(able);
        owner.setItemLabelGenerator(
                person -> person.name() + " (" + person.kind().label() + ")");
        owner.setHelperText("It never may do more than this person; when they are disabled, it stops working.");
        able.stream()
                .filter(person -> person.id().equals(actor.user()))
                .findFirst()
                .ifPresent(owner::setValue);
        scopes.setItems(TokenScope.values());
        scopes.setItemLabelGenerator(scope -> scope.label() + ": " + scope.meaning());
        scopes.addClassName("stacked");
        scopes.setValue(EnumSet.of(TokenScope.READ));
        reach.setItems(ALL, SOME);
        reach.setValue(ALL);
        some.setItems(environments.all(actor.account()));
        some.setItemLabelGenerator(Environment::name);
        some.setAriaLabel("Environments it may be used in");
        some.addClassName("stacked");
        some.setVisible(false);
        reach.addValueChangeListener(change -> some.setVisible(SOME.equals(change.getValue())));
        queues.setHelperText(
                "Instead of being refused, they are answered with a link and done in order after unlocking.");
        lifetime.setLabel("Works for");
        lifetime.setItems(Lifetime.values());
        lifetime.setItemLabelGenerator(each -> each.label);
        lifetime.setValue(Lifetime.QUARTER);
    }

    private ApiTokens.NewToken wanted() {
        Person person = owner.getValue();
        Duration duration = lifetime.getValue().duration;
        Instant expires = duration == null ? null : clock.instant().plus(duration);
        Set<EnvironmentId> chosen = ALL.equals(reach.getValue())
                ? null
                : some.getValue().stream().map(Environment::id).collect(Collectors.toSet());
        return new ApiTokens.NewToken(
                name.getValue(),
                person == null ? null : person.id(),
                scopes.getValue(),
                chosen,
                queues.getValue(),
                expires);
    }
}
