package io.slipway.demo;

import io.slipway.account.Actor;
import io.slipway.demo.internal.Stopping;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * On the first start of an empty installation: makes the demo account and says how to sign in. Signing in is possible
 * when the application says that it is ready; the rest is made behind it within seconds.
 */
@Component
class DemoStart {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStart.class);
    private static final String STOPPED = "Stopped while making the demo account; the next start goes on with it.";

    private final DemoAccount demo;
    private final Stopping stopping;
    private final boolean wanted;

    DemoStart(DemoAccount demo, Stopping stopping, @Value("${slipway.demo:true}") boolean wanted) {
        this.demo = demo;
        this.stopping = stopping;
        this.wanted = wanted;
    }

    @EventListener
    @Order(0)
    void start(ApplicationReadyEvent ready) {
        if (!wanted) {
            return;
        }
        try {
            stopping.waitingFor(() -> {
                if (demo.isWanted()) {
                    demo.superAdmin().ifPresent(this::complete);
                }
            });
        } catch (RuntimeException e) {
            if (!stopping.hasBegun()) {
                throw e;
            }
            LOG.info(STOPPED);
        }
    }

    private void complete(Actor.Person superAdmin) {
        String signIns = DemoAccount.PEOPLE.stream()
                .map(person -> person.email() + " (" + person.kind().label() + ")")
                .collect(Collectors.joining(", "));
        if (demo.isComplete(superAdmin)) {
            LOG.info("Demo sign-ins: {}; password of all: {}", signIns, DemoAccount.PASSWORD);
            return;
        }
        LOG.info("Making the demo account. Sign-ins: {}; password of all: {}", signIns, DemoAccount.PASSWORD);
        Thread.ofPlatform().name("demo").daemon(true).start(() -> {
            try {
                stopping.waitingFor(() -> demo.complete(superAdmin, stopping::goOn));
                LOG.info("The demo account is complete.");
            } catch (RuntimeException e) {
                if (stopping.hasBegun()) {
                    LOG.info(STOPPED);
                } else {
                    LOG.warn("The demo account is not complete; the next start goes on with it.", e);
                }
            }
        });
    }
}
