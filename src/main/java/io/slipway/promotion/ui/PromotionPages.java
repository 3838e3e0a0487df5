package io.slipway.promotion.ui;

import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.PersonKind;
import io.slipway.ui.NavigationEntry;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the room's pages are in the navigation. */
@Configuration(proxyBeanMethods = false)
class PromotionPages {

    @Bean
    NavigationEntry promotionEntry() {
        return NavigationEntry.inEnvironment(
                "Promotion", VaadinIcon.ROCKET, 65, PromotionView.PATH, Set.of(PersonKind.SUPER_ADMIN));
    }
}
