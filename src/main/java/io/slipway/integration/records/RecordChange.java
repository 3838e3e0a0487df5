package io.slipway.integration.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of a record is to change. */
record RecordChange(
        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Values by API name or id of the field, null: none; what is not named stays",
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        @Nullable
        Map<String, @Nullable Object> fields) {}
