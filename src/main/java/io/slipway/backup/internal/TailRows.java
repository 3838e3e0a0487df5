package io.slipway.backup.internal;

import com.github.luben.zstd.Zstd;
import io.slipway.common.BackupId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.json.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code backup_tail}: part 0 is the manifest as far as it is known, part 1 what the tail adds to it, parts
 * from 2 on the tail itself. So whoever ships a backup needs nothing of the process that took it.
 */
@Component
class TailRows {

    private static final int DRAFT = 0;
    private static final int HEADER = 1;
    private static final int FIRST = 2;
    private static final int LARGEST_DRAFT = 256 * 1024 * 1024;

    private final AccountSql sql;

    TailRows(AccountSql sql) {
        this.sql = sql;
    }

    /**
     * What the tail adds to the manifest.
     *
     * @param position in the change feed up to which the backup goes
     * @param cutAt UTC
     * @param items in the tail
     * @param rawBytes of the tail, unpacked
     */
    record Header(
            long position,
            Instant cutAt,
            long items,
            long rawBytes,
            SortedMap<ResourceId, Long> records,
            SortedMap<ResourceId, Long> autoNumbers) {
        Header {
            records = Collections.unmodifiableSortedMap(new TreeMap<>(records));
            autoNumbers = Collections.unmodifiableSortedMap(new TreeMap<>(autoNumbers));
        }
    }

    void draft(EnvironmentId environment, BackupId id, Manifest manifest) {
        write(environment, id, DRAFT, Zstd.compress(bytes(CanonicalJson.write(manifest))));
    }

    Optional<Manifest> draft(EnvironmentId environment, BackupId id) {
        return read(environment, id, DRAFT)
                .map(content -> CanonicalJson.read(text(Zstd.decompress(content, unpacked(content))), Manifest.class));
    }

    /** As much memory is taken as is named here, so it is what the content says, not the most there may be. */
    private static int unpacked(byte[] content) {
        long size = Zstd.getFrameContentSize(content);
        if (size < 0 || size > LARGEST_DRAFT) {
            throw new IllegalStateException("The draft of a backup says that it has " + size + " bytes");
        }
        return (int) size;
    }

    void header(EnvironmentId environment, BackupId id, Header header) {
        write(environment, id, HEADER, bytes(CanonicalJson.write(header)));
    }

    Optional<Header> header(EnvironmentId environment, BackupId id) {
        return read(environment, id, HEADER).map(content -> CanonicalJson.read(text(content), Header.class));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The tail's own parts, in rows of at most {@link TailOutput#PART} bytes. */
    TailOutput tail(EnvironmentId environment, BackupId id) {
        return new TailOutput((part, content) -> write(environment, id, FIRST + part, content));
    }

    private void write(EnvironmentId environment, BackupId id, int part, byte[] content) {
        sql.in(environment, "REPLACE INTO {a}.backup_tail (backup_id, part, content) VALUES (?, ?, ?)")
                .params(id.value(), part, content)
                .update();
    }

    private Optional<byte[]> read(EnvironmentId environment, BackupId id, int part) {
        return sql.in(environment, "SELECT content FROM {a}.backup_tail WHERE backup_id = ? AND part = ?")
                .params(id.value(), part)
                .query((row, index) -> row.getBytes(1))
                .optional();
    }

    /** Copies the tail, as it was packed. */
    void copyTail(EnvironmentId environment, BackupId id, OutputStream to) {
        RowCallbackHandler copy = row -> {
            try {
                to.write(row.getBytes(1));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        };
        sql.in(
                        environment,
                        "SELECT content FROM {a}.backup_tail WHERE backup_id = ? AND part >= " + FIRST
                                + " ORDER BY part")
                .param(id.value())
                .query(copy);
    }

    void delete(EnvironmentId environment, BackupId id) {
        sql.in(environment, "DELETE FROM {a}.backup_tail WHERE backup_id = ?")
                .param(id.value())
                .update();
    }
}
