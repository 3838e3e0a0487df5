package io.slipway.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slipway.SlipwayApplication;
import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.imports.internal.ImportObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A node of its own process that imports, for a test that kills it. Each argument {@code
 * <environment>:<user>:<table>:<step>:<rows>:<file>} is an import it starts, and stops for good after so many rows of
 * that step are durable: it says {@code AT <environment>}. Without arguments it goes on with what it finds. {@code READY}
 * says that it is up.
 */
public final class ImportNode {

    private ImportNode() {}

    /** Where an import stops. */
    private record Stop(int step, long rows) {}

    private static final Map<EnvironmentId, Stop> STOPS = new HashMap<>();

    public static void main(String[] args) throws IOException, InterruptedException {
        for (String argument : args) {
            String[] parts = argument.split(":", 6);
            STOPS.put(EnvironmentId.parse(parts[0]), new Stop(Integer.parseInt(parts[3]), Long.parseLong(parts[4])));
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(SlipwayApplication.class, Hook.class)
                .lazyInitialization(true)
                .properties(
                        "slipway.demo=false",
                        "spring.quartz.auto-startup=false",
                        "spring.main.banner-mode=off",
                        "server.port=0")
                .run();
        Imports imports = context.getBean(Imports.class);
        context.getBeansOfType(SmartLifecycle.class);
        say("READY");
        for (String argument : args) {
            start(imports, argument.split(":", 6));
        }
        new CountDownLatch(1).await();
    }

    private static void start(Imports imports, String[] parts) throws IOException {
        EnvironmentId environment = EnvironmentId.parse(parts[0]);
        AccountId account = environment.account();
        Actor.Person actor = new Actor.Person(
                account,
                new UserId(Long.parseLong(parts[1])),
                "Crash Tester",
                "crash@example.com",
                PersonKind.SUPER_ADMIN);
        ImportId id = imports.begin(actor, environment);
        try (var content = Files.newInputStream(Path.of(parts[5]))) {
            imports.addFile(actor, id, "people.csv", content);
        }
        ImportPlan plan = imports.propose(actor, id, new ResourceId(Long.parseLong(parts[2])), null, "");
        imports.start(actor, id, plan);
    }

    private static synchronized void say(String line) {
        System.out.write((line + "\n").getBytes(UTF_8), 0, line.length() + 1);
        System.out.flush();
    }

    /** Stops an import's own thread, which then waits to be killed. */
    @Configuration(proxyBeanMethods = false)
    static class Hook {
        @Bean
        ImportObserver stopAtRow() {
            return (environment, id, step, done) -> {
                Stop stop = STOPS.get(environment);
                if (stop != null && (step > stop.step() || step == stop.step() && done >= stop.rows())) {
                    say("AT " + environment);
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
        }
    }
}
