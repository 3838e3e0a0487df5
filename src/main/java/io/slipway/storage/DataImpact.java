package io.slipway.storage;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.value.ConversionRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks at every value (never a sample) that a change of the definition touches, and says in numbers what happens. */
public interface DataImpact {

    /**
     * What a change would do to the data. Errors first, then losses.
     *
     * @param rules per field whose kind changes: what to do with values that do not convert; none: refuse
     */
    List<Finding> assess(
            Definition current, Map<ResourceId, ? extends Resource> target, Map<ResourceId, ConversionRule> rules);

    /** How bad. */
    enum Severity {
        /** Stops the change. */
        ERROR,
        /** Values or records are lost. */
        LOSS,
        /** Good to know. */
        NOTE
    }

    /**
     * One finding.
     *
     * @param code stable, for example {@code values.do-not-convert}
     * @param table the table concerned
     * @param field the field concerned; null: the whole table
     * @param count values or records concerned
     * @param examples up to five
     * @param message with real names and numbers
     * @param fix what to do about it; empty for notes
     */
    record Finding(
            String code,
            Severity severity,
            ResourceId table,
            @Nullable ResourceId field,
            long count,
            List<Example> examples,
            String message,
            String fix) {}

    /** A record and its value at fault. */
    record Example(RecordId record, String value) {}
}
