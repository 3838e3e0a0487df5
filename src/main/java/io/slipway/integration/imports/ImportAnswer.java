package io.slipway.integration.imports;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.imports.ImportJob;
import io.slipway.imports.Inspection;
import io.slipway.integration.ApiWords;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An import as the API tells of it. */
@Schema(name = "Import")
record ImportAnswer(
        @Schema(requiredMode = REQUIRED) String id,
        @Schema(requiredMode = REQUIRED) String environment,
        @Schema(requiredMode = REQUIRED) String title,

        @Schema(
                requiredMode = REQUIRED,
                allowableValues = {"draft", "queued", "running", "paused", "done", "failed", "cancelled"})
        String state,

        @Schema(requiredMode = REQUIRED, description = "Whether it has come to its end")
        boolean over,

        @Schema(description = "Why it waits or failed") @Nullable
        String reason,

        @Schema(requiredMode = REQUIRED) int percent,
        @Schema(requiredMode = REQUIRED) long rows,
        @Schema(requiredMode = REQUIRED) long read,
        @Schema(requiredMode = REQUIRED) long created,
        @Schema(requiredMode = REQUIRED) long updated,

        @Schema(requiredMode = REQUIRED, description = "Rows that could not be taken as they are")
        long bad,

        @Schema(requiredMode = REQUIRED) List<File> files,
        @Schema(requiredMode = REQUIRED) String createdBy,
        @Schema(requiredMode = REQUIRED) Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    /** One file. */
    @Schema(name = "ImportFile")
    record File(
            @Schema(requiredMode = REQUIRED, description = "Counted from 0")
            int number,

            @Schema(requiredMode = REQUIRED) String name,
            @Schema(requiredMode = REQUIRED) long sizeBytes,
            @Schema(requiredMode = REQUIRED) long rows,
            @Schema(requiredMode = REQUIRED) long read,
            @Schema(requiredMode = REQUIRED) long created,
            @Schema(requiredMode = REQUIRED) long updated,
            @Schema(requiredMode = REQUIRED) long bad,
            @Schema(requiredMode = REQUIRED) String charset,
            @Schema(requiredMode = REQUIRED) String delimiter,
            @Schema(requiredMode = REQUIRED) boolean header,
            @Schema(requiredMode = REQUIRED) List<Column> columns,
            @Schema(requiredMode = REQUIRED) List<String> notices) {

        static File of(ImportJob.File file) {
            Inspection inspection = file.inspection();
            return new File(
                    file.number(),
                    file.name(),
                    file.size(),
                    inspection.rows(),
                    file.read(),
                    file.created(),
                    file.updated(),
                    file.bad(),
                    inspection.format().charset(),
                    String.valueOf(inspection.format().delimiter()),
                    inspection.format().header(),
                    inspection.columns().stream().map(Column::of).toList(),
                    inspection.notices());
        }
    }

    /** One column of a file. */
    @Schema(name = "ImportColumn")
    record Column(
            @Schema(requiredMode = REQUIRED) int index,
            @Schema(requiredMode = REQUIRED) String name,
            @Schema(requiredMode = REQUIRED) long filled,
            @Schema(requiredMode = REQUIRED) boolean unique,

            @Schema(requiredMode = REQUIRED, description = "What all its values fit into, or nearly all; see note")
            String kind,

            @Schema(requiredMode = REQUIRED) List<String> examples,

            @Schema(description = "About values that do not fit the kind; missing: all do") @Nullable
            String note) {

        static Column of(Inspection.Column column) {
            return new Column(
                    column.index(),
                    column.name(),
                    column.filled(),
                    column.unique(),
                    column.kind().label(),
                    column.examples(),
                    column.note());
        }
    }

    static ImportAnswer of(ImportJob job) {
        return new ImportAnswer(
                job.id().toString(),
                job.environment().toString(),
                job.title(),
                ApiWords.of(job.state()),
                job.state().isFinal(),
                job.reason(),
                job.percent(),
                job.rows(),
                job.read(),
                job.created(),
                job.updated(),
                job.bad(),
                job.files().stream().map(File::of).toList(),
                job.createdByName(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt());
    }
}
