package io.slipway.webhook.internal;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.common.InvalidInput;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.definition.compare.FilterRules;
import io.slipway.records.Records;
import io.slipway.webhook.Webhook;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a webhook may and can tell anything: its owner sees the table, and its filters fit what is there. */
@Component
class OwnerSight {

    private final People people;
    private final Records records;

    OwnerSight(People people, Records records) {
        this.people = people;
        this.records = records;
    }

    /** Why it can't, for people; empty: it can. */
    Optional<String> obstacle(Webhook webhook, Definition definition) {
        Table table = definition.find(Table.class, webhook.table()).orElse(null);
        if (table == null) {
            return Optional.of("Its table is not there any more.");
        }
        for (View.Filter filter : webhook.filters()) {
            Field field = definition
                    .find(Field.class, filter.field())
                    .filter(found -> found.table().equals(webhook.table()))
                    .orElse(null);
            if (field == null) {
                return Optional.of("A field its filter looks at is not there any more.");
            }
            Optional<String> problem = FilterRules.problem(field, filter);
            if (problem.isPresent()) {
                return Optional.of("Its filter does not fit any more: " + problem.get());
            }
        }
        return ownerObstacle(webhook, definition, table);
    }

    /**
     * Refuses a webhook that can't tell anything.
     *
     * @throws InvalidInput at a place
     */
    void require(Webhook webhook, Definition definition, String place) {
        obstacle(webhook, definition).ifPresent(reason -> {
            throw new InvalidInput(place, reason);
        });
    }

    private Optional<String> ownerObstacle(Webhook webhook, Definition definition, Table table) {
        try {
            Person owner = people.get(
                    new Actor.House(webhook.environment().account(), "Webhook “" + webhook.name() + "”"),
                    webhook.owner());
            if (!owner.enabled()) {
                return Optional.of("Its owner, " + owner.name() + ", can't sign in any more.");
            }
            return records.permission(owner.actor(), definition, webhook.table())
                            .see()
                    ? Optional.empty()
                    : Optional.of(
                            "Its owner, " + owner.name() + ", may not see the records of “" + table.name() + "”.");
        } catch (NotAllowed e) {
            return Optional.of("Its owner may not enter this environment.");
        }
    }
}
