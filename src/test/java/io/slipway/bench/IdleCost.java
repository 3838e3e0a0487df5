package io.slipway.bench;

import io.slipway.SlipwayApplication;
import io.slipway.testing.AllKinds;
import io.slipway.testing.Workshop;
import io.slipway.webhook.Webhook;
import io.slipway.webhook.WebhookDraft;
import io.slipway.webhook.Webhooks;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Measures what an installation with many accounts asks of its database while nobody does anything. */
final class IdleCost {

    private static final int ACCOUNTS = 100;
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final int SECONDS = 30;

    private IdleCost() {}

    /**
     * @param folder for a database of its own
     */
    static void measure(Path folder) throws InterruptedException {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(SlipwayApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--server.port=0",
                        "--slipway.data-dir=" + folder,
                        "--slipway.demo=false",
                        "--slipway.sign-in.bcrypt-strength=4",
                        "--logging.level.root=warn")) {
            Workshop workshop = application.getBean(Workshop.class);
            List<AllKinds> accounts = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                accounts.add(new AllKinds(workshop));
            }
            tell(application, "without webhooks");
            for (AllKinds each : accounts) {
                WebhookDraft draft = new WebhookDraft(
                        "Idle",
                        each.things,
                        Set.of(Webhook.Event.values()),
                        List.of(),
                        List.of(),
                        "https://example.com/",
                        null,
                        Webhook.OnPromotion.HOLD);
                application
                        .getBean(Webhooks.class)
                        .create(workshop.superAdmin(each.production.account()), each.production, draft);
            }
            tell(application, "each with a webhook");
        }
    }

    private static void tell(ConfigurableApplicationContext application, String what) throws InterruptedException {
        Thread.sleep(SETTLING);
        JdbcClient jdbc = application.getBean(JdbcClient.class);
        Processors before = Processors.now();
        long statements = statements(jdbc);
        Thread.sleep(Duration.ofSeconds(SECONDS));
        System.out.printf(
                Locale.ROOT,
                "%d accounts, %s: %.1f statements a second; each second %s%n",
                ACCOUNTS,
                what,
                (statements(jdbc) - statements) / (double) SECONDS,
                Processors.now().since(before, SECONDS));
    }

    private static long statements(JdbcClient jdbc) {
        return jdbc.sql("SHOW GLOBAL STATUS LIKE 'Questions'")
                .query((row, index) -> row.getLong(2))
                .single();
    }
}
