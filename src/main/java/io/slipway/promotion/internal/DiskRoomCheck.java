package io.slipway.promotion.internal;

import io.slipway.common.db.Schemas;
import io.slipway.promotion.PromotionCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * New generations and the safety backup need room beside what is there. The size of production's tables, as the server
 * estimates it, is taken as what each of the two may need at most; compression makes the backup smaller.
 */
@Component
class DiskRoomCheck implements PromotionCheck {

    private static final String CODE = "disk.room";
    private static final long MARGIN = 64L << 20;

    private final JdbcClient jdbc;
    private final Path folder;

    DiskRoomCheck(JdbcClient jdbc, @Value("${slipway.data-dir:.data}") Path folder) {
        this.jdbc = jdbc;
        this.folder = folder;
    }

    @Override
    public List<CheckResult> check(Context context) {
        long size = jdbc.sql("SELECT COALESCE(SUM(data_length + index_length), 0) FROM information_schema.tables"
                        + " WHERE table_schema = :schema")
                .param("schema", Schemas.of(context.productionId()))
                .query(Long.class)
                .single();
        long needed = 2 * size + MARGIN;
        long free;
        try {
            Files.createDirectories(folder);
            free = Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return List.of(new CheckResult(
                    CODE,
                    Severity.ERROR,
                    "The disk can't be looked at",
                    "The data folder can't be read: " + e.getMessage(),
                    "Make the data folder readable and writable for Slipway.",
                    List.of()));
        }
        if (free >= needed) {
            return List.of(CheckResult.passed(CODE, "There is room for new generations and the backup"));
        }
        return List.of(new CheckResult(
                CODE,
                Severity.ERROR,
                "The disk is too full",
                String.format(
                        Locale.ROOT,
                        "Production takes %,d MB; a promotion may need %,d MB beside it, and %,d MB are free.",
                        size >> 20,
                        needed >> 20,
                        free >> 20),
                "Make room on the disk, for example by deleting backups nobody needs.",
                List.of()));
    }
}
