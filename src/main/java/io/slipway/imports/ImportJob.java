package io.slipway.imports;

import io.slipway.common.EnvironmentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One import as it is now. Times are UTC.
 *
 * @param title what people call it: the file's name, or the first one's and how many more
 * @param reason why it waits or failed, in words for people; null: it does neither
 * @param plan what becomes of the files; null while nobody has said
 * @param workTotal rows to go through in all; links that lead in circles are a second going through
 * @param workDone rows gone through
 */
public record ImportJob(
        ImportId id,
        EnvironmentId environment,
        String title,
        ImportState state,
        @Nullable String reason,
        @Nullable ImportPlan plan,
        List<File> files,
        long workTotal,
        long workDone,
        @Nullable Long createdBy,
        String createdByName,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    public ImportJob {
        files = List.copyOf(files);
    }

    /**
     * One file of it.
     *
     * @param number counted from 0
     * @param read rows that are through
     * @param created records made
     * @param updated records changed, or links made
     * @param bad rows listed as bad
     */
    public record File(
            int number,
            String name,
            long size,
            Inspection inspection,
            long read,
            long created,
            long updated,
            long bad) {}

    /** Rows that are through, in all files. */
    public long read() {
        return files.stream().mapToLong(File::read).sum();
    }

    /** Rows of all files. */
    public long rows() {
        return files.stream().mapToLong(file -> file.inspection().rows()).sum();
    }

    /** Records made. */
    public long created() {
        return files.stream().mapToLong(File::created).sum();
    }

    /** Records changed. */
    public long updated() {
        return files.stream().mapToLong(File::updated).sum();
    }

    /** Rows listed as bad. */
    public long bad() {
        return files.stream().mapToLong(File::bad).sum();
    }

    /** How far it is, 0 to 100, rounded down. */
    public int percent() {
        if (state == ImportState.DONE) {
            return 100;
        }
        return workTotal == 0 ? 0 : (int) Math.min(100, workDone * 100 / workTotal);
    }

    /** The file worked on, when there are several and it is under way. */
    public Optional<File> current() {
        return files.stream()
                .filter(file -> file.read() < file.inspection().rows())
                .findFirst();
    }
}
