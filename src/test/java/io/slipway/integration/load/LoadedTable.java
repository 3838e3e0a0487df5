package io.slipway.integration.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.definition.App;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environments;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.List;

/** A table in production that programs write to, with a promotable sandbox in which it is rebuilt again and again. */
final class LoadedTable {

    private final Workshop workshop;
    private final Promotions promotions;
    private final EnvironmentId production;
    private final EnvironmentId sandbox;
    private final ResourceId table;
    private final Field stamp;
    private final Field day;
    private final Field amount;
    private final Field note;
    private final ResourceId guests;
    private final Field guest;
    private final Field invited;

    LoadedTable(Workshop workshop, Definitions definitions, Environments environments, Promotions promotions) {
        this.workshop = workshop;
        this.promotions = promotions;
        production = workshop.production();
        table = workshop.id(production);
        stamp = field("Stamp", new FieldKind.ShortText(100), 0);
        day = field("Day", new FieldKind.ShortText(100), 1);
        amount = field("Amount", new FieldKind.WholeNumber(null, null), 2);
        note = field("Note", new FieldKind.ShortText(100), 3);
        guests = workshop.id(production);
        guest = new Field(
                workshop.id(production), guests, "Name", new FieldKind.ShortText(100), 0, false, false, null, "");
        Relationship many =
                new Relationship(workshop.id(production), "Visits", Cardinality.MANY_TO_MANY, table, guests);
        invited = field("Guests", new FieldKind.Link(many.id()), 4);
        App app = new App(workshop.id(production), "Visits", "", "", List.of(table, guests), List.of());
        workshop.build(
                production,
                new Table(table, "Visits", "", null),
                stamp,
                day,
                amount,
                note,
                new Table(guests, "Guests", "", null),
                guest,
                many,
                invited,
                app);
        sandbox = workshop.sandbox(production);
        definitions.moveBase(sandbox, 0, definitions.current(production).revision(), 0);
        environments.setPromotable(sandbox, true);
    }

    private Field field(String name, FieldKind kind, long rank) {
        return new Field(workshop.id(production), table, name, kind, rank, false, false, null, "");
    }

    Actor.Person owner() {
        return workshop.superAdmin(production.account());
    }

    String path() {
        return "environments/production/tables/" + table;
    }

    String records() {
        return path() + "/records";
    }

    String stamp() {
        return stamp.id().toString();
    }

    String day() {
        return day.id().toString();
    }

    String amount() {
        return amount.id().toString();
    }

    String note() {
        return note.id().toString();
    }

    /** Records of the table that is linked to, which stays as it is. */
    String guests() {
        return "environments/production/tables/" + guests + "/records";
    }

    String guest() {
        return guest.id().toString();
    }

    /** The field that links a visit to any number of guests. */
    String invited() {
        return invited.id().toString();
    }

    /** Adds a field, renames two, and changes the types of two; the next time back again. */
    void rebuild(int round) {
        boolean there = round % 2 == 0;
        Field added = field("Added " + round, new FieldKind.Date(), 10 + round);
        workshop.build(sandbox, resources -> {
            resources.put(added.id(), added);
            resources.put(note.id(), note.withName("Note " + round));
            resources.put(invited.id(), invited.withName("Guests " + round));
            resources.put(day.id(), there ? day.withKind(new FieldKind.Date()) : day);
            resources.put(amount.id(), there ? amount.withKind(new FieldKind.DecimalNumber(2)) : amount);
            resources.put(table, new Table(table, "Visits " + round, "", null));
        });
    }

    /** Puts the sandbox in force while everybody goes on. */
    Run promote() {
        Promotions.Review review = promotions.review(owner(), sandbox);
        Promotions.StartOutcome outcome =
                promotions.promote(owner(), sandbox, review.plan().hash(), review.typedName(), null);
        assertThat(outcome).isInstanceOf(Promotions.Started.class);
        RunId run = ((Promotions.Started) outcome).run();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> promotions.find(owner(), run).orElseThrow().state().isFinal());
        return promotions.find(owner(), run).orElseThrow();
    }
}
