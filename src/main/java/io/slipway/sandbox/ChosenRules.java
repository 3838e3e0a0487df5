package io.slipway.sandbox;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.value.ConversionRule;
import java.util.SortedMap;

/** For rooms above, which have looked at who asks: the rules people chose in a sandbox. Checks no permission. */
public interface ChosenRules {

    /** What becomes of values that do not convert by themselves, per field somebody has chosen a rule for. */
    SortedMap<ResourceId, ConversionRule> of(EnvironmentId sandbox);
}
