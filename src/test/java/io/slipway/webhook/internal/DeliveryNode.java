package io.slipway.webhook.internal;

import io.slipway.SlipwayApplication;
import io.slipway.common.AccountId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A node of its own process that sends what is queued for the accounts given as arguments, for a test that kills it.
 * {@code READY} says that it is up.
 */
public final class DeliveryNode {

    private DeliveryNode() {}

    public static void main(String[] args) {
        List<AccountId> accounts = Arrays.stream(args)
                .map(argument -> new AccountId(Long.parseLong(argument)))
                .toList();
        ConfigurableApplicationContext context = new SpringApplicationBuilder(SlipwayApplication.class)
                .lazyInitialization(true)
                .properties(
                        "slipway.demo=false",
                        "slipway.mail.dispatch=false",
                        "spring.quartz.auto-startup=false",
                        "spring.main.banner-mode=off",
                        "server.port=0")
                .run();
        Dispatcher dispatcher = context.getBean(Dispatcher.class);
        System.out.println("READY");
        System.out.flush();
        while (true) {
            accounts.forEach(dispatcher::round);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }
}
