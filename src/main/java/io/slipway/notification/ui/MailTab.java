package io.slipway.notification.ui;

import io.slipway.account.PersonKind;
import io.slipway.ui.MyAccountTab;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Mail's place in My Account. */
@Configuration(proxyBeanMethods = false)
class MailTab {

    @Bean
    MyAccountTab mailboxTab() {
        return new MyAccountTab("Mail", 50, MailView.PATH, Set.of(PersonKind.SUPER_ADMIN));
    }
}
