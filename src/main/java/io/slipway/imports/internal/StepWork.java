package io.slipway.imports.internal;

import io.slipway.definition.Definition;
import java.util.List;
import java.util.Map;

/** How the rows of one step become writes. */
interface StepWork {

    /**
     * Works some rows out under a definition; called while only reading, perhaps again for the same rows.
     *
     * @param refused rows that are known to be bad, by number, with the reason
     * @throws io.slipway.common.InvalidInput when the plan does not go with the definition (any more)
     */
    Batch prepare(Definition definition, List<CsvRow> rows, Map<Long, String> refused);
}
