package io.slipway.shell;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.PersonKind;
import io.slipway.ui.MyAccountTab;
import io.slipway.ui.NavigationEntry;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shell's own entries in navigation. */
@Configuration(proxyBeanMethods = false)
class OwnPages {

    private static final Set<PersonKind> EVERYBODY = EnumSet.allOf(PersonKind.class);
    private static final Set<PersonKind> SUPER_ADMINS = Set.of(PersonKind.SUPER_ADMIN);

    @Bean
    NavigationEntry myAccountEntry() {
        return new NavigationEntry("My Account", VaadinIcon.COG_O, 900, ProfileView.PATH, EVERYBODY);
    }

    @Bean
    MyAccountTab profileTab() {
        return new MyAccountTab("Profile", 10, ProfileView.PATH, EVERYBODY);
    }

    @Bean
    MyAccountTab settingsTab() {
        return new MyAccountTab("Settings", 20, SettingsView.PATH, SUPER_ADMINS);
    }

    @Bean
    MyAccountTab peopleTab() {
        return new MyAccountTab("People", 30, PeopleView.PATH, SUPER_ADMINS);
    }

    @Bean
    MyAccountTab auditTab() {
        return new MyAccountTab("Audit trail", 60, AuditView.PATH, SUPER_ADMINS);
    }
}
