package io.slipway.backup.internal;

import io.slipway.backup.BackupUse;
import io.slipway.common.AccountId;
import io.slipway.common.BackupId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Which backups are being read: by this process right now, or by something above that says it will need them. */
@Component
class InUse {

    private record Key(AccountId account, BackupId backup) {}

    private final Map<Key, Integer> readers = new HashMap<>();
    private final ObjectProvider<BackupUse> users;

    InUse(ObjectProvider<BackupUse> users) {
        this.users = users;
    }

    /** A use; closing it ends it. */
    interface Use extends AutoCloseable {
        @Override
        void close();
    }

    synchronized Use begin(AccountId account, BackupId backup) {
        Key key = new Key(account, backup);
        readers.merge(key, 1, Integer::sum);
        return () -> end(key);
    }

    private synchronized void end(Key key) {
        readers.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    boolean is(AccountId account, BackupId backup) {
        synchronized (this) {
            if (readers.containsKey(new Key(account, backup))) {
                return true;
            }
        }
        return users.stream().anyMatch(user -> user.needs(account, backup));
    }
}
