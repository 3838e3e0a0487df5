package io.slipway.sandbox.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.UtcTime;
import io.slipway.common.json.CanonicalJson;
import io.slipway.definition.value.ConversionRule;
import io.slipway.sandbox.ChosenRules;
import java.time.Clock;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Rows of {@code conversion_choice}: what becomes of values that do not convert by themselves. */
@Component
class ConversionChoices implements ChosenRules {

    private record Chosen(ResourceId field, ConversionRule rule) {}

    private final AccountSql sql;
    private final Clock clock;

    ConversionChoices(AccountSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public SortedMap<ResourceId, ConversionRule> of(EnvironmentId sandbox) {
        SortedMap<ResourceId, ConversionRule> rules = new TreeMap<>();
        sql.in(sandbox, "SELECT field_id, rule FROM {a}.conversion_choice WHERE sandbox = :sandbox")
                .param("sandbox", sandbox.number())
                .query((row, index) -> new Chosen(
                        new ResourceId(row.getLong("field_id")),
                        CanonicalJson.read(row.getString("rule"), ConversionRule.class)))
                .list()
                .forEach(chosen -> rules.put(chosen.field(), chosen.rule()));
        return rules;
    }

    void choose(EnvironmentId sandbox, ResourceId field, ConversionRule rule, String by) {
        sql.in(sandbox, """
                REPLACE INTO {a}.conversion_choice (sandbox, field_id, rule, chosen_by, chosen_at)
                VALUES (:sandbox, :field, :rule, :by, :at)""")
                .param("sandbox", sandbox.number())
                .param("field", field.value())
                .param("rule", CanonicalJson.write(rule))
                .param("by", by)
                .param("at", UtcTime.toColumn(clock.instant()))
                .update();
    }

    void forget(EnvironmentId sandbox, ResourceId field) {
        sql.in(sandbox, "DELETE FROM {a}.conversion_choice WHERE sandbox = :sandbox AND field_id = :field")
                .param("sandbox", sandbox.number())
                .param("field", field.value())
                .update();
    }
}
