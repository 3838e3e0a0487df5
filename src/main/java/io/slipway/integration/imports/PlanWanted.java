package io.slipway.integration.imports;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the columns of an import's files are to go. What is missing is proposed. */
@Schema(name = "ImportPlanWanted")
record PlanWanted(
        @Schema(description = "Name or id of the table for the one file; missing: new tables") @Nullable
        String table,

        @Schema(description = "Name or id of the app that new tables are added to; missing: a new app") @Nullable
        String app,

        @Schema(description = "Name of a new app") @Nullable String appName,

        @Schema(
                description = "Name or id of a unique field of the table: a row with a value that is there changes that"
                        + " record; missing: every row is a new record")
        @Nullable
        String matchOn,

        @Schema(description = "Whether an empty cell clears the value of a record that is there") @Nullable
        Boolean clearEmpty,

        @Schema(description = "Whether columns that suit no field get new ones; true when missing") @Nullable
        Boolean newFields,

        @Schema(description = "Per name of a column of the one file; null: it is left out") @Nullable
        Map<String, @Nullable Target> columns,

        @Schema(description = "Time zone of date-times that name none, for example Europe/Berlin") @Nullable
        String zone) {

    /** Where a column goes. */
    @Schema(name = "ImportColumnTarget")
    record Target(
            @Schema(description = "Name or id of the field; missing: a new one") @Nullable
            String field,

            @Schema(description = "Of a link: name or id of the unique field its cells name records by") @Nullable
            String key,

            @Schema(description = "Of a link that leads nowhere: true: left empty; false: the row is bad") @Nullable
            Boolean leaveEmpty) {}
}
