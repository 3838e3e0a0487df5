package io.slipway.integration.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record to be made. */
record NewRecord(
        @Schema(format = "uuid", description = "Id of the caller's making, best a UUIDv7; missing: Slipway makes one")
        @Nullable
        String id,

        @Schema(
                description = "Values by API name or id of the field; what is not named gets its default",
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        @Nullable
        Map<String, @Nullable Object> fields) {}
