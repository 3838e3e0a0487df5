package io.slipway.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.slipway.account.Account;
import io.slipway.account.AccountSettings;
import io.slipway.account.Accounts;
import io.slipway.account.PersonKind;
import io.slipway.common.InvalidInput;
import io.slipway.ui.AllowedFor;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.FormErrors;
import io.slipway.ui.MyAccountPage;
import io.slipway.ui.Toast;
import jakarta.annotation.security.PermitAll;

/** My Account → Settings: what holds for the account as a whole. */
@Route(SettingsView.PATH)
@PageTitle("Settings · Slipway")
@PermitAll
@AllowedFor(PersonKind.SUPER_ADMIN)
public class SettingsView extends MyAccountPage {

    static final String PATH = "account/settings";

    private final transient CurrentActor currentActor;
    private final transient Accounts accounts;
    private final TextField name = new TextField("Name of the account");
    private final TimeZoneField zone = new TimeZoneField("Time zone");
    private final Checkbox keepSignIns = new Checkbox("Keep people signed in over a promotion");
    private final FormErrors errors = new FormErrors();
    private long version;

    SettingsView(CurrentActor currentActor, Accounts accounts) {
        this.currentActor = currentActor;
        this.accounts = accounts;
        zone.setHelperText("Maintenance windows and mails use it. People see times in the zone of their own device.");
        keepSignIns.setHelperText("Off: a promotion ends all sign-ins; people sign in again and come back to the page "
                + "they were on. Whoever gets other permissions by the promotion is signed out in any case.");
        errors.at("name", name).at("zone", zone);
        Button save = new Button("Save", click -> save());
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div form = new Div(errors, name, zone, keepSignIns, save);
        form.addClassName("form");
        add(new H2("Settings"), form);
        show(accounts.settings(currentActor.get()));
    }

    private void show(Account account) {
        name.setValue(account.name());
        zone.setValue(account.timeZone());
        keepSignIns.setValue(account.keepSignIns());
        version = account.version();
    }

    private void save() {
        boolean saved = errors.attempt(() -> {
            if (zone.getValue() == null) {
                throw new InvalidInput("zone", "Choose a time zone.");
            }
            show(accounts.change(
                    currentActor.get(),
                    new AccountSettings(name.getValue(), zone.getValue(), keepSignIns.getValue(), version)));
        });
        if (saved) {
            Toast.success("The settings are saved.");
        }
    }
}
