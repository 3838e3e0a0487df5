package io.slipway.integration.ui;

import io.slipway.account.PersonKind;
import io.slipway.ui.MyAccountTab;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The tokens' place in My Account. */
@Configuration(proxyBeanMethods = false)
class TokensTab {

    @Bean
    MyAccountTab apiTokensTab() {
        return new MyAccountTab("API tokens", 45, TokensView.PATH, Set.of(PersonKind.SUPER_ADMIN));
    }
}
