package io.slipway.demo.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.NewAccount;
import io.slipway.account.NewPerson;
import io.slipway.account.PersonDirectory;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.demo.DemoAccount;
import io.slipway.demo.SakilaSample;
import io.slipway.environment.Environments;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportState;
import io.slipway.imports.Imports;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * {@code --slipway.sample=sakila}: an account of its own, Sakila Rentals, into whose production Sakila is imported, so
 * that promotion can be tried on data that no one here made up. Given again, it does nothing more.
 */
@Component
class SampleStart {

    static final String SAKILA = "sakila";
    static final String NAME = "Sakila Rentals";
    static final String EMAIL = "mike@sakila.example";

    private static final Logger LOG = LoggerFactory.getLogger(SampleStart.class);
    private static final int PASSWORD_BYTES = 12;

    private final String sample;
    private final boolean demo;
    private final Accounts accounts;
    private final PersonDirectory directory;
    private final Environments environments;
    private final Imports imports;
    private final SakilaSample sakila;
    private final Stopping stopping;

    SampleStart(
            @Value("${slipway.sample:}") String sample,
            @Value("${slipway.demo:true}") boolean demo,
            Accounts accounts,
            PersonDirectory directory,
            Environments environments,
            Imports imports,
            SakilaSample sakila,
            Stopping stopping) {
        this.sample = sample.strip();
        this.demo = demo;
        this.accounts = accounts;
        this.directory = directory;
        this.environments = environments;
        this.imports = imports;
        this.sakila = sakila;
        this.stopping = stopping;
    }

    @EventListener
    @Order(1)
    void ready(ApplicationReadyEvent ready) {
        if (sample.isEmpty()) {
            return;
        }
        if (!sample.equals(SAKILA)) {
            LOG.error("There is no sample “{}”; there is one called {}", sample, SAKILA);
            return;
        }
        Thread.ofPlatform().name("sample").daemon().start(this::load);
    }

    private void load() {
        try {
            Actor.Person actor = there().orElseGet(this::create);
            EnvironmentId production = environments.production(actor.account()).id();
            boolean begun = imports.list(actor, production).stream().anyMatch(SampleStart::cameIn);
            if (!begun) {
                ImportJob job = sakila.load(actor, production);
                LOG.info("Sakila is there: {} records of {} rows in account {}", job.created(), job.rows(), NAME);
            }
        } catch (RuntimeException e) {
            if (stopping.hasBegun()) {
                LOG.info(
                        "Stopped while importing Sakila; the next start with --slipway.sample=sakila goes on with it.");
                return;
            }
            LOG.error("Sakila could not be imported; start again with --slipway.sample=sakila", e);
        }
    }

    private static boolean cameIn(ImportJob job) {
        return job.state() == ImportState.DONE || job.state().isActive();
    }

    private Optional<Actor.Person> there() {
        for (Account account : accounts.all()) {
            Optional<PersonDirectory.Entry> first = directory.byEmail(account.id(), EMAIL);
            if (account.name().equals(NAME) && first.isPresent()) {
                return first.map(entry -> new Actor.Person(
                        account.id(), entry.id(), entry.name(), entry.email(), PersonKind.SUPER_ADMIN));
            }
        }
        return Optional.empty();
    }

    private Actor.Person create() {
        String password = isDemo() ? DemoAccount.PASSWORD : random();
        Actor.Person actor = accounts.create(new NewAccount(
                        NAME, ZoneId.of("UTC"), new NewPerson("Mike Hillyer", EMAIL, PersonKind.SUPER_ADMIN, password)))
                .superAdmin()
                .actor();
        LOG.info("Sample account {}. Sign in with the password {} as {} (Super Admin)", NAME, password, EMAIL);
        return actor;
    }

    /** Where the demo's well-known password is, one more does no harm; elsewhere nobody may guess it. */
    private boolean isDemo() {
        return demo
                && accounts.all().stream().anyMatch(account -> account.name().equals(DemoAccount.NAME));
    }

    private static String random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
