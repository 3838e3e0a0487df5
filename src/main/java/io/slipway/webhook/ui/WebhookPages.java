package io.slipway.webhook.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.icon.VaadinIcon;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.ui.NavigationEntry;
import io.slipway.ui.ShownEnvironment;
import io.slipway.webhook.WebhookId;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the pages of this room are. */
@Configuration(proxyBeanMethods = false)
class WebhookPages {

    static final String WEBHOOKS = "webhooks";
    static final String PREFIX = "env/:environment/" + WEBHOOKS;
    static final String PARAMETER = "webhook";

    @Bean
    NavigationEntry webhooksEntry() {
        return NavigationEntry.inEnvironment(
                "Webhooks", VaadinIcon.CONNECT, 45, WEBHOOKS, Set.of(PersonKind.SUPER_ADMIN));
    }

    static String list(EnvironmentId environment) {
        return ShownEnvironment.path(environment, WEBHOOKS);
    }

    static String one(EnvironmentId environment, WebhookId id) {
        return list(environment) + "/" + id;
    }

    /** A link inside the application. */
    static Anchor link(String path, String text) {
        Anchor link = new Anchor(path, text);
        link.setRouterIgnore(false);
        return link;
    }
}
