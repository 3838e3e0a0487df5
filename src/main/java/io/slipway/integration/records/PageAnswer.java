package io.slipway.integration.records;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of records. */
@Schema(name = "RecordPage")
record PageAnswer(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<RecordAnswer> records,

        @Schema(
                description =
                        "Where the next page begins, to be handed back as “cursor”; missing: this is the last page")
        @Nullable
        String next,

        @Schema(description = "How many records the list has, if “count” was asked for; at most 100,000 are counted")
        @Nullable
        Long count) {}
