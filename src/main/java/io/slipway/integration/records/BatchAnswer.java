package io.slipway.integration.records;

import io.slipway.integration.ApiProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of many writes, in their order. */
@Schema(name = "BatchResult")
record BatchAnswer(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "How many were written")
        int written,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) List<Item> results) {

    @Schema(name = "BatchItemResult")
    record Item(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description =
                            "As a call for this write alone would be answered: 201, 200, 204, or that of a problem")
            int status,

            @Schema(
                    format = "uuid",
                    description = "The record; missing for one that was not made and had no id of the caller's")
            @Nullable
            String id,

            @Schema(description = "As it is now; missing when it was deleted or not written") @Nullable
            RecordAnswer record,

            @Schema(description = "Why it was not written") @Nullable
            ItemProblem problem) {}

    @Schema(name = "BatchItemProblem")
    record ItemProblem(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "As in a problem")
            String type,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String title,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String detail,

            @Schema(description = "What to do") @Nullable String fix,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            List<Fault> errors) {}

    @Schema(name = "BatchItemFault")
    record Fault(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "JSON pointer into the body")
            String pointer,

            @Nullable String field,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String detail) {

        static Fault of(ApiProblem.Fault fault) {
            return new Fault(fault.pointer(), fault.field(), fault.detail());
        }
    }
}
