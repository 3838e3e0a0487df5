package io.slipway.promotion;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.slipway.common.ResourceId;
import io.slipway.common.json.CanonicalJson;
import io.slipway.definition.value.ConversionRule;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run was started for; sealed by its hash. A run goes on only while production's head and the sandbox's head are
 * still the plan's.
 *
 * @param productionHead production's revision
 * @param sandboxHead the sandbox's revision; 0 for a restore
 * @param rules how values that do not convert are treated, per field
 */
public record Plan(long productionHead, long sandboxHead, SortedMap<ResourceId, ConversionRule> rules) {

    public Plan {
        rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    /** Identifies the plan: people confirm exactly this. */
    @JsonIgnore
    public String hash() {
        return CanonicalJson.hash(this);
    }
}
