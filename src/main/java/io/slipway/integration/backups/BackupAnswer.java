package io.slipway.integration.backups;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.integration.ApiWords;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backup as the API tells of it. */
@Schema(name = "Backup")
record BackupAnswer(
        @Schema(requiredMode = REQUIRED) String id,
        @Schema(requiredMode = REQUIRED) String name,
        @Schema(requiredMode = REQUIRED) String notes,

        @Schema(
                requiredMode = REQUIRED,
                allowableValues = {"manual", "before-promotion", "before-restore", "uploaded"})
        String kind,

        @Schema(
                requiredMode = REQUIRED,
                description = "Only a complete one can be restored",
                allowableValues = {"running", "secured", "complete", "failed"})
        String state,

        @Schema(requiredMode = REQUIRED) String by,

        @Schema(description = "The promotion or restore it was taken for") @Nullable
        String run,

        @Schema(requiredMode = REQUIRED) Instant startedAt,
        @Nullable Instant completedAt,

        @Schema(description = "When all of it was last read back and found sound") @Nullable
        Instant verifiedAt,

        @Schema(requiredMode = REQUIRED) long revision,
        @Schema(requiredMode = REQUIRED) long records,
        @Schema(requiredMode = REQUIRED) long sizeBytes,

        @Schema(description = "Why it can't be used") @Nullable
        String failure) {

    static BackupAnswer of(Backup backup) {
        return new BackupAnswer(
                backup.id().toString(),
                backup.name(),
                backup.notes(),
                ApiWords.of(backup.kind()),
                ApiWords.of(backup.state()),
                backup.by(),
                ApiWords.text(backup.run()),
                backup.startedAt(),
                backup.completedAt(),
                backup.verifiedAt(),
                backup.revision(),
                backup.records(),
                backup.sizeBytes(),
                backup.failure());
    }

    /** What restoring would do. */
    @Schema(name = "RestorePreview")
    record Preview(
            @Schema(requiredMode = REQUIRED) BackupAnswer backup,

            @Schema(requiredMode = REQUIRED, description = "What to send as confirm")
            String confirm,

            @Schema(requiredMode = REQUIRED) List<Counts> tables,

            @Schema(requiredMode = REQUIRED, description = "What becomes of apps, tables, fields and so on, in words")
            List<String> definitionChanges,

            @Schema(
                    requiredMode = REQUIRED,
                    description = "Records written since the backup, which would be lost; -1: more than is remembered")
            long recordsWrittenSince) {

        static Preview of(Backups.Preview preview, String confirm) {
            return new Preview(
                    BackupAnswer.of(preview.backup()),
                    confirm,
                    preview.tables().entrySet().stream()
                            .map(entry -> new Counts(
                                    entry.getKey(),
                                    entry.getValue().now(),
                                    entry.getValue().inBackup()))
                            .toList(),
                    preview.definitionChanges(),
                    preview.recordsWrittenSince());
        }
    }

    /** Records of one table. */
    @Schema(name = "RestoreCounts")
    record Counts(
            @Schema(requiredMode = REQUIRED) String name,

            @Schema(requiredMode = REQUIRED, description = "-1: the table is not there")
            long now,

            @Schema(requiredMode = REQUIRED, description = "-1: the table is not there")
            long inBackup) {}
}
