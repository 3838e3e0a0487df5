package io.slipway.imports.internal;

import io.slipway.account.Account;
import io.slipway.account.Accounts;
import io.slipway.common.AccountId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.imports.ImportId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes what nobody comes back for: drafts nobody has touched for days, and uploaded files that no import needs any
 * more, because their upload broke off or a process died between the end of an import and the removal of its files.
 * Every node looks after its own files.
 */
@Component
@EnableConfigurationProperties(DraftAge.class)
class ImportCleanUp {

    private static final Logger LOG = LoggerFactory.getLogger(ImportCleanUp.class);
    private static final Pattern OF_IMPORT = Pattern.compile("([1-9]\\d{0,17})-\\d+\\.csv");

    /** A file younger than this may belong to an upload that is still going on. */
    static final Duration UPLOAD_TAKES = Duration.ofDays(1);

    private final Accounts accounts;
    private final ImportRows jobs;
    private final UploadedFiles files;
    private final AccountSql sql;
    private final Transactions transactions;
    private final DraftAge age;
    private final Clock clock;

    ImportCleanUp(
            Accounts accounts,
            ImportRows jobs,
            UploadedFiles files,
            AccountSql sql,
            Transactions transactions,
            DraftAge age,
            Clock clock) {
        this.accounts = accounts;
        this.jobs = jobs;
        this.files = files;
        this.sql = sql;
        this.transactions = transactions;
        this.age = age;
        this.clock = clock;
    }

    /** All accounts. One account's trouble keeps no other from being cleaned. */
    @Scheduled(initialDelay = 15, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void round() {
        for (Account account : accounts.all()) {
            try {
                clean(account.id());
            } catch (RuntimeException e) {
                LOG.warn(
                        "Imports of account {} could not be cleaned up; it is tried again in an hour", account.id(), e);
            }
        }
    }

    /** One account. */
    void clean(AccountId account) {
        int drafts = 0;
        for (ImportId draft : untouched(account)) {
            drafts += transactions.once(() -> jobs.removeDraft(account, draft, age.days())) ? 1 : 0;
        }
        int left = discardLeftOvers(account);
        if (drafts > 0 || left > 0) {
            LOG.info("Account {}: {} abandoned imports and {} left-over uploads removed", account, drafts, left);
        }
    }

    private List<ImportId> untouched(AccountId account) {
        return sql.in(account, "SELECT id FROM {a}.import_job WHERE " + ImportRows.UNTOUCHED_DRAFT)
                .param("days", age.days())
                .query((row, index) -> new ImportId(row.getLong("id")))
                .list();
    }

    private int discardLeftOvers(AccountId account) {
        // First the files, then the imports: a draft that is begun between the two has its file kept.
        List<Path> found = files.files(account);
        if (found.isEmpty()) {
            return 0;
        }
        Set<Long> needed = new HashSet<>(
                sql.in(account, "SELECT id FROM {a}.import_job WHERE state NOT IN ('DONE', 'FAILED', 'CANCELLED')")
                        .query(Long.class)
                        .list());
        int discarded = 0;
        for (Path file : found) {
            Matcher name = OF_IMPORT.matcher(file.getFileName().toString());
            boolean over = name.matches() ? !needed.contains(Long.parseLong(name.group(1))) : isOld(file);
            if (over) {
                files.discard(file);
                discarded++;
            }
        }
        return discarded;
    }

    private boolean isOld(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .isBefore(clock.instant().minus(UPLOAD_TAKES));
        } catch (IOException gone) {
            // An upload that became a draft's file, or ended, while we looked.
            return false;
        }
    }
}
