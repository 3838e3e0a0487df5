package io.slipway.integration.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Many writes at once. */
record BatchRequest(
        @Schema(
                description = "all-or-nothing (also when missing), or each: what can't be written keeps the others from"
                        + " nothing",
                allowableValues = {"all-or-nothing", "each"})
        @Nullable
        String mode,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "1 to 1,000, about different records")
        @Nullable
        List<@Nullable Item> writes) {

    @Schema(name = "BatchWrite")
    record Item(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"create", "update", "delete"})
            @Nullable
            String op,

            @Schema(format = "uuid", description = "The record; may be missing for create") @Nullable
            String id,

            @Schema(description = "The version the change was made from; missing: whatever it is") @Nullable
            Long version,

            @Schema(
                    description = "Values by API name or id of the field",
                    additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
            @Nullable
            Map<String, @Nullable Object> fields) {}
}
