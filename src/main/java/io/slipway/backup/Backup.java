package io.slipway.backup;

import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One backup of an environment, as listed.
 *
 * @param revision the environment's revision it holds
 * @param records how many records it holds
 * @param sizeBytes in the store
 * @param completedAt null while it is not complete
 * @param verifiedAt when every chunk was last read back and compared with its checksum; null: never
 */
public record Backup(
        BackupId id,
        EnvironmentId environment,
        Kind kind,
        State state,
        String name,
        String notes,
        String by,
        @Nullable RunId run,
        Instant startedAt,
        @Nullable Instant completedAt,
        long revision,
        long records,
        long sizeBytes,
        @Nullable Instant verifiedAt,
        @Nullable String failure) {

    /** Why it was taken. */
    public enum Kind {
        MANUAL("Manual"),
        BEFORE_PROMOTION("Before promotion"),
        BEFORE_RESTORE("Before restore"),
        /** Downloaded before, here or from another installation, and brought back as a file. */
        UPLOADED("Uploaded"),
        /** The passing copy a sandbox is made of; never listed. */
        SANDBOX_COPY("Sandbox copy");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The words people see. */
        public String label() {
            return label;
        }
    }

    /** Only a COMPLETE one is usable. */
    public enum State {
        /** Being taken; never listed as usable. */
        RUNNING,
        /** Base in the store, tail made durable by the flip, still to be shipped to the store. */
        SECURED,
        COMPLETE,
        FAILED
    }
}
