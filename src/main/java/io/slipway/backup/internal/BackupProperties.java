package io.slipway.backup.internal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where and how backups are kept ({@code slipway.backup.*}).
 *
 * @param dir the folder they are in; without it {@code backups} in the data folder
 * @param connections database connections a backup reads, and a restore writes, with at a time
 * @param minFree room on the disk below which no backup is begun
 */
@ConfigurationProperties("slipway.backup")
record BackupProperties(
        @Nullable Path dir,
        @DefaultValue("2") int connections,
        @DefaultValue("200MB") DataSize minFree) {

    BackupProperties {
        if (connections < 1 || connections > 16) {
            throw new IllegalArgumentException("slipway.backup.connections is 1 to 16, not " + connections);
        }
    }
}
