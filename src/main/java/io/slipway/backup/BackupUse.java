package io.slipway.backup;

import io.slipway.common.AccountId;
import io.slipway.common.BackupId;

/** Implemented by rooms above that need backups to stay: asked before one is deleted. */
public interface BackupUse {

    /** Whether the backup is still needed, for example by a run that restores it or would go back to it. */
    boolean needs(AccountId account, BackupId backup);
}
