package io.slipway.promotion;

import io.slipway.SlipwayApplication;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A node of its own process for crash tests. Starts promotions and restores as it is told and stops each after a given
 * number of journal lines, until it is told to go on or is killed. Speaks by lines: {@code READY}, {@code AT <account>
 * <line> <state> <step> <mark>}, {@code OVER <account>}; hears {@code start <run>} and {@code go <account>}.
 *
 * <p>A run is {@code <account>:<user>:<sandbox number or 0>:<backup or 0>:<line>:<account's name>}.
 */
public final class RunNode {

    private RunNode() {}

    /** Where one account's run is to stop. */
    private record Stop(int line, AtomicInteger seen, CountDownLatch go) {}

    private static final Map<Long, Stop> BY_ACCOUNT = new ConcurrentHashMap<>();

    public static void main(String[] args) throws IOException, InterruptedException {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(SlipwayApplication.class, Hook.class)
                .lazyInitialization(true)
                .properties(
                        "slipway.demo=false",
                        "spring.quartz.auto-startup=false",
                        "spring.main.banner-mode=off",
                        "server.port=0")
                .run();
        context.getBeansOfType(org.springframework.context.SmartLifecycle.class);
        Promotions promotions = context.getBean(Promotions.class);
        say("READY");
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            if (order.startsWith("start ")) {
                String run = order.substring("start ".length());
                Thread.ofPlatform().start(() -> start(promotions, run));
            } else if (order.startsWith("go ")) {
                BY_ACCOUNT.get(Long.parseLong(order.substring(3))).go().countDown();
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void start(Promotions promotions, String run) {
        String[] parts = run.split(":");
        AccountId account = new AccountId(Long.parseLong(parts[0]));
        Actor.Person actor = new Actor.Person(
                account,
                new UserId(Long.parseLong(parts[1])),
                "Crash Tester",
                "crash@example.com",
                PersonKind.SUPER_ADMIN);
        Stop stop = new Stop(Integer.parseInt(parts[4]), new AtomicInteger(), new CountDownLatch(1));
        BY_ACCOUNT.put(account.value(), stop);
        Promotions.StartOutcome outcome;
        if (parts[2].equals("0")) {
            outcome = promotions.restore(actor, new BackupId(Long.parseLong(parts[3])), parts[5], null);
        } else {
            EnvironmentId sandbox = new EnvironmentId(account, Long.parseLong(parts[2]));
            Promotions.Review review = promotions.review(actor, sandbox);
            outcome = promotions.promote(actor, sandbox, review.plan().hash(), review.typedName(), null);
        }
        say("STARTED " + account + " " + outcome);
    }

    /** Stops a run's own thread at its line. */
    @Configuration(proxyBeanMethods = false)
    static class Hook {
        @Bean
        RunObserver stopAtLine() {
            return (account, run, state, step, mark) -> {
                Stop stop = BY_ACCOUNT.get(account.value());
                if (stop == null) {
                    return;
                }
                int line = stop.seen().incrementAndGet();
                if (state.isFinal()) {
                    say("OVER " + account + " " + state);
                } else if (line == stop.line()) {
                    say("AT " + account + " " + line + " " + state + " " + step + " " + mark);
                    awaitOrder(stop);
                }
            };
        }

        private static void awaitOrder(Stop stop) {
            try {
                stop.go().await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
