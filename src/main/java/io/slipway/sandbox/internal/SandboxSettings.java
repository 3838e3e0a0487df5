package io.slipway.sandbox.internal;

import io.slipway.account.Actor;
import io.slipway.account.AuditTrail;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Field;
import io.slipway.definition.value.ConversionRule;
import io.slipway.definition.value.Parsed;
import io.slipway.definition.value.ValueRules;
import io.slipway.definition.value.ValueText;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import org.springframework.stereotype.Component;

/** What people set about a sandbox: its name, whether it is promotable, how values are converted. */
@Component
class SandboxSettings {

    private final SandboxAccess access;
    private final Environments environments;
    private final Definitions definitions;
    private final ConversionChoices choices;
    private final RunsUsing runs;
    private final Transactions transactions;
    private final AuditTrail audit;

    SandboxSettings(
            SandboxAccess access,
            Environments environments,
            Definitions definitions,
            ConversionChoices choices,
            RunsUsing runs,
            Transactions transactions,
            AuditTrail audit) {
        this.access = access;
        this.environments = environments;
        this.definitions = definitions;
        this.choices = choices;
        this.runs = runs;
        this.transactions = transactions;
        this.audit = audit;
    }

    void setPromotable(Actor actor, EnvironmentId sandbox, boolean promotable) {
        Environment environment = access.governed(actor, sandbox);
        if (environment.promotable() == promotable) {
            return;
        }
        runs.using(sandbox).ifPresent(use -> {
            throw new InvalidInput("promotable", use);
        });
        transactions.once(() -> {
            environments.setPromotable(sandbox, promotable);
            audit.record(
                    actor,
                    promotable ? "sandbox.made-promotable" : "sandbox.made-not-promotable",
                    environment.name(),
                    "");
            return true;
        });
    }

    void rename(Actor actor, EnvironmentId sandbox, String name) {
        Environment environment = access.governed(actor, sandbox);
        transactions.once(() -> {
            environments.rename(sandbox, name);
            String now = environments.find(sandbox).map(Environment::name).orElse(name);
            if (!now.equals(environment.name())) {
                audit.record(actor, "sandbox.renamed", environment.name(), "Now \"" + now + "\"");
            }
            return true;
        });
    }

    void choose(Actor actor, EnvironmentId sandbox, ResourceId id, ConversionRule rule) {
        access.sandbox(actor, sandbox);
        Field field = definitions
                .current(sandbox)
                .find(Field.class, id)
                .orElseThrow(() -> new InvalidInput("rule", "The field is no longer in the sandbox."));
        requireSuited(field, rule);
        transactions.once(() -> {
            if (rule instanceof ConversionRule.Refuse) {
                choices.forget(sandbox, id);
            } else {
                choices.choose(sandbox, id, rule, actor.name());
            }
            return true;
        });
    }

    /** What a rule puts in the place of values must be something the field takes. */
    private static void requireSuited(Field field, ConversionRule rule) {
        switch (rule) {
            case ConversionRule.Refuse refuse -> {}
            case ConversionRule.MakeEmpty empty -> {
                if (field.required()) {
                    throw new InvalidInput(
                            "rule",
                            "\"" + field.name() + "\" is required, so its values can't be made empty. Choose a value"
                                    + " instead.");
                }
            }
            case ConversionRule.FixedValue fixed -> requireTaken(field, fixed.canonicalText());
            case ConversionRule.CutToFit cut -> requireSuited(field, cut.otherwise());
            case ConversionRule.DatePattern pattern -> requireSuited(field, pattern.otherwise());
        }
    }

    private static void requireTaken(Field field, String canonical) {
        String problem = switch (ValueText.parse(field.kind(), canonical)) {
            case Parsed.Bad bad -> bad.reason();
            case Parsed.Ok ok -> ValueRules.check(field, ok.value()).orElse("");
        };
        if (!problem.isEmpty()) {
            throw new InvalidInput("rule", problem);
        }
    }
}
