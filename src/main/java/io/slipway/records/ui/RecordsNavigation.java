package io.slipway.records.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.PersonKind;
import io.slipway.ui.NavigationEntry;
import java.util.EnumSet;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The catalogue comes first in the navigation, which makes production's the page after signing in. */
@Configuration(proxyBeanMethods = false)
class RecordsNavigation {

    @Bean
    NavigationEntry appsEntry() {
        return NavigationEntry.inEnvironment(
                "Apps", VaadinIcon.GRID_SMALL_O, 10, RecordPaths.APPS, EnumSet.allOf(PersonKind.class));
    }
}
