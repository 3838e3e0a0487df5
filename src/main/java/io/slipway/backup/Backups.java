package io.slipway.backup;

import io.slipway.account.Actor;
import io.slipway.common.BackupId;
import io.slipway.environment.StructureLease;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Backups of production, for Super Admins. Every call throws {@link io.slipway.account.NotAllowed} for others. */
public interface Backups {

    /** All but passing sandbox copies, newest first. */
    List<Backup> list(Actor actor);

    /** The backup, if it is there. */
    Optional<Backup> find(Actor actor, BackupId id);

    /** Takes a backup of production now, in the background; watch it by {@link #find}. */
    Started take(Actor actor, String name, String notes);

    /** What came of asking for a backup. */
    sealed interface Started {}

    /** It is being taken. */
    record Taking(BackupId id) implements Started {}

    /** Somebody else changes or copies production's structure. */
    record Busy(StructureLease.Purpose purpose, String holder) implements Started {}

    /** The store can't be written. */
    record NoStore(String reason) implements Started, Upload {}

    /** Reads every chunk back and compares it with its checksum and count. */
    Verification verify(Actor actor, BackupId id);

    /** What verifying found. */
    sealed interface Verification {}

    /** All as written. */
    record Sound(long chunks, long records) implements Verification {}

    /** Not as written, or not there. */
    record Damaged(List<String> findings) implements Verification {}

    /**
     * Writes the backup as one ZIP file; does not close the stream.
     *
     * @throws Materialise.BackupDamaged when it is not what it was; nothing was written then
     * @throws IOException when the stream takes no more, or the store can't be read
     */
    void download(Actor actor, BackupId id, OutputStream to) throws IOException;

    /**
     * Takes a file that {@link #download} wrote, of this installation or another one in which the account has the same
     * number. All of it is read back and verified before it is listed; of what is not sound nothing is kept.
     *
     * @param file read to its end, not closed
     * @throws IOException when the stream breaks off
     */
    Upload upload(Actor actor, InputStream file) throws IOException;

    /** What came of an upload. */
    sealed interface Upload {}

    /** It is listed, complete and verified. */
    record Uploaded(Backup backup) implements Upload {}

    /** It is no backup that can be taken. The reason is for people. */
    record NotTaken(String reason) implements Upload {}

    /** Removes a backup that no run needs any more. */
    Deletion delete(Actor actor, BackupId id);

    /** What came of deleting. */
    enum Deletion {
        DELETED,
        GONE,
        /** It is being taken, restored from, or is a running promotion's way back. */
        IN_USE
    }

    /** What restoring would do. */
    Preview preview(Actor actor, BackupId id);

    /**
     * The difference between production now and the backup.
     *
     * @param tables per table's name: records now and in the backup
     * @param definitionChanges in words, what becomes of apps, tables, fields and so on
     * @param recordsWrittenSince records created, changed or deleted since the backup, as far as the feed knows; -1:
     *     more than it remembers
     */
    record Preview(
            Backup backup, SortedMap<String, Counts> tables, List<String> definitionChanges, long recordsWrittenSince) {
        /** Records of one table; -1: the table is not there. */
        public record Counts(long now, long inBackup) {}
    }
}
