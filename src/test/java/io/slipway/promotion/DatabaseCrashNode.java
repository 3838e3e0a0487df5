package io.slipway.promotion;

import io.slipway.SlipwayApplication;
import io.slipway.common.AccountId;
import io.slipway.embedded.EmbeddedMariaDb;
import io.slipway.promotion.PromotionWorld.Scene;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with a database server of its own, for tests that kill that server. For each argument {@code
 * <state>:<step>:<mark>} it starts a promotion in a new account, stops it there, says {@code AT <argument> <server's
 * process>}, waits for {@code go}, and says {@code WHOLE <state>} or {@code BROKEN <why>} when the run is over.
 */
public final class DatabaseCrashNode {

    private DatabaseCrashNode() {}

    private static final Map<AccountId, String> STOPS = new ConcurrentHashMap<>();
    private static volatile CountDownLatch go = new CountDownLatch(1);
    private static volatile long server;

    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(SlipwayApplication.class, Hook.class)
                .lazyInitialization(true)
                .properties("slipway.demo=false", "spring.quartz.auto-startup=false", "server.port=0")
                .run();
        PromotionWorld world = context.getBean(PromotionWorld.class);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String argument : args) {
            go = new CountDownLatch(1);
            server = context.getBean(EmbeddedMariaDb.class).process().pid();
            Scene scene = world.scene(40);
            STOPS.put(scene.production.account(), argument);
            var run = scene.promote();
            String order = orders.readLine();
            if (!"go".equals(order)) {
                throw new IllegalStateException("Not an order: " + order);
            }
            go.countDown();
            try {
                Run ended = scene.ended(run);
                scene.assertWhole(ended);
                System.out.println("WHOLE " + ended.state());
            } catch (AssertionError | RuntimeException e) {
                System.out.println("BROKEN " + e);
            }
            System.out.flush();
        }
        System.exit(org.springframework.boot.SpringApplication.exit(context));
    }

    /** Stops a run's own thread at its point. */
    @Configuration(proxyBeanMethods = false)
    static class Hook {
        @Bean
        RunObserver stopAtPoint() {
            return (account, run, state, step, mark) -> {
                String point = state + ":" + step + ":" + mark;
                if (STOPS.remove(account, point)) {
                    System.out.println("AT " + point + " " + server);
                    System.out.flush();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
        }
    }
}
