package io.slipway.builder;

import io.slipway.common.ResourceId;
import io.slipway.definition.value.ConversionRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes that come into force together or not at all.
 *
 * @param changes in order
 * @param openedAt the environment's revision the builder saw when the form was opened: the edit is refused when
 *     somebody changed one of the same resources since; null: not checked
 * @param rules per field whose kind changes: what to do with values that do not convert; none: such a value stops the
 *     edit
 * @param revives whether what was removed earlier (or goes along with what this edit removes) may come back under its
 *     id; false: a new resource needs an id that was never used, so that a form left open brings nothing back
 */
public record Edit(
        List<DefinitionChange> changes,
        @Nullable Long openedAt,
        Map<ResourceId, ConversionRule> rules,
        boolean revives) {

    public Edit {
        changes = List.copyOf(changes);
        rules = Map.copyOf(rules);
    }

    /** An edit that brings nothing back. */
    public Edit(List<DefinitionChange> changes, @Nullable Long openedAt, Map<ResourceId, ConversionRule> rules) {
        this(changes, openedAt, rules, false);
    }

    /** Changes made of what is there now, without rules. */
    public static Edit of(DefinitionChange... changes) {
        return new Edit(List.of(changes), null, Map.of(), false);
    }

    /** The same, made of what was there at a revision. */
    public Edit openedAt(long revision) {
        return new Edit(changes, revision, rules, revives);
    }

    /** The same with rules. */
    public Edit withRules(Map<ResourceId, ConversionRule> newRules) {
        return new Edit(changes, openedAt, newRules, revives);
    }
}
