package io.slipway.builder.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Revision;
import io.slipway.definition.document.DocumentIds;
import io.slipway.environment.Definitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ids for what a document adds; for a dry run such as nothing will ever have. */
final class NewIds implements DocumentIds {

    private static final long NEVER_GIVEN = 1L << 62;

    private final Definitions definitions;
    private final EnvironmentId environment;
    private final boolean dryRun;
    private long placeholders = NEVER_GIVEN;
    private @Nullable ResourceId notGivenYet;
    private @Nullable Map<ResourceId, Long> highestChoices;

    NewIds(Definitions definitions, EnvironmentId environment, boolean dryRun) {
        this.definitions = definitions;
        this.environment = environment;
        this.dryRun = dryRun;
    }

    @Override
    public boolean given(ResourceId id) {
        if (notGivenYet == null) {
            notGivenYet = definitions.nextId(environment);
        }
        return id.compareTo(notGivenYet) < 0;
    }

    @Override
    public ResourceId fresh() {
        return dryRun ? new ResourceId(placeholders++) : definitions.nextId(environment);
    }

    @Override
    public long freshChoice(Field field) {
        if (highestChoices == null) {
            highestChoices = new HashMap<>();
            for (Revision revision : definitions.log(environment)) {
                if (revision.shown() instanceof Field was) {
                    choices(was.kind()).forEach(choice -> highestChoices.merge(was.id(), choice.id(), Math::max));
                }
            }
        }
        long highest = highestChoices.merge(field.id(), 1L, Long::sum);
        // Of the account's counter too, so that the same field gets different choices in two environments.
        return dryRun
                ? highest
                : Math.max(highest, definitions.nextId(environment).value());
    }

    private static List<Choice> choices(FieldKind kind) {
        if (kind instanceof FieldKind.SingleChoice single) {
            return single.choices();
        }
        return kind instanceof FieldKind.MultiChoice multi ? multi.choices() : List.of();
    }
}
