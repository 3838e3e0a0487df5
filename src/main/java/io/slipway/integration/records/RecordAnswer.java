package io.slipway.integration.records;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as it goes out. */
@Schema(name = "Record")
record RecordAnswer(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, format = "uuid")
        String id,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Raised by every change; the ETag is this number in quotes")
        long version,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant createdAt,

        @Schema(description = "Id of the person who made it; missing: Slipway itself") @Nullable
        Long createdBy,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) Instant updatedAt,

        @Schema(description = "Id of the person who changed it last; missing: Slipway itself") @Nullable
        Long updatedBy,

        @Schema(
                requiredMode = Schema.RequiredMode.REQUIRED,
                description = "Values by API name; null: no value",
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        @JsonInclude(value = JsonInclude.Include.ALWAYS, content = JsonInclude.Include.ALWAYS)
        Map<String, @Nullable Object> fields,

        @Schema(
                description =
                        "The records behind the link fields named in “expand”, by API name of the field: one, or a"
                                + " list; those the token's owner may not see are left out",
                additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        @Nullable
        Map<String, Object> expanded) {

    /** What names this version of the record. */
    static String etag(long version) {
        return "\"" + version + "\"";
    }
}
