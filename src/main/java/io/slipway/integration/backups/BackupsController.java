package io.slipway.integration.backups;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.Accounts;
import io.slipway.account.TokenScope;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.BackupId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiRuns;
import io.slipway.integration.ApiSandboxes;
import io.slipway.integration.ApiWords;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.OfProduction;
import io.slipway.integration.PageWanted;
import io.slipway.integration.ProblemType;
import io.slipway.integration.RunAnswer;
import io.slipway.promotion.Promotions;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Backups of production: taken, verified, deleted, restored. */
@RestController
@OfProduction
@Tag(name = "Backups")
class BackupsController {

    static final String ALL = ApiPaths.V1 + "/backups";
    static final String ONE = ALL + "/{backup}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiSandboxes reach;
    private final ApiRuns runs;
    private final Backups backups;
    private final Promotions promotions;
    private final Accounts accounts;

    BackupsController(ApiSandboxes reach, ApiRuns runs, Backups backups, Promotions promotions, Accounts accounts) {
        this.reach = reach;
        this.runs = runs;
        this.backups = backups;
        this.promotions = promotions;
        this.accounts = accounts;
    }

    /** A page of backups. */
    @Schema(name = "Backups")
    record Found(
            @Schema(requiredMode = REQUIRED) List<BackupAnswer> backups,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** A backup wanted. */
    @Schema(name = "NewBackup")
    record New(
            @Schema(requiredMode = REQUIRED) @Nullable String name,
            @Nullable String notes) {}

    /** What verifying found. */
    @Schema(name = "BackupVerification")
    record Verified(
            @Schema(requiredMode = REQUIRED) boolean sound,
            @Schema(requiredMode = REQUIRED) long chunks,
            @Schema(requiredMode = REQUIRED) long records,

            @Schema(requiredMode = REQUIRED, description = "What is wrong with it")
            List<String> findings) {}

    /** A restore wanted. */
    @Schema(name = "NewRestore")
    record Restore(
            @Schema(requiredMode = REQUIRED, description = "The account's name, as the preview gives it") @Nullable
            String confirm) {}

    @Operation(summary = "The backups of production, newest first")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ALL, produces = JSON)
    Found all(ApiCaller caller, PageWanted wanted) {
        reach.requireProduction(caller);
        PageWanted.Page<Backup> page = wanted.newestFirst(
                backups.list(caller.actor()).stream(), backup -> backup.id().value());
        return new Found(page.as(BackupAnswer::of), page.next());
    }

    @Operation(summary = "One backup: poll this until it is complete or failed")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ONE, produces = JSON)
    BackupAnswer one(ApiCaller caller, @PathVariable String backup) {
        return BackupAnswer.of(find(caller, backup));
    }

    @Operation(summary = "Takes a backup of production, in the background")
    @Needs(value = TokenScope.BACKUP, whileLocked = WhileLocked.ANSWERED)
    @PostMapping(path = ALL, consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<BackupAnswer> take(ApiCaller caller, @RequestBody New wanted) {
        reach.requireProduction(caller);
        String name = wanted.name() == null ? "" : wanted.name();
        String notes = wanted.notes() == null ? "" : wanted.notes();
        return switch (backups.take(caller.actor(), name, notes)) {
            case Backups.Taking taking -> {
                Backup backup =
                        backups.find(caller.actor(), taking.id()).orElseThrow(() -> ApiProblem.notFound("backup"));
                yield ResponseEntity.accepted()
                        .location(URI.create(ALL + "/" + backup.id()))
                        .body(BackupAnswer.of(backup));
            }
            case Backups.Busy busy ->
                throw ApiProblem.of(ProblemType.BUSY)
                        .detail("Production's structure is in use by " + busy.holder() + " ("
                                + ApiWords.of(busy.purpose()) + ").")
                        .fix("Repeat the call later.")
                        .retryAfter(5)
                        .exception();
            case Backups.NoStore noStore -> throw noStore(noStore);
        };
    }

    static ApiProblem noStore(Backups.NoStore noStore) {
        return ApiProblem.of(ProblemType.UNAVAILABLE)
                .detail(noStore.reason())
                .fix("Tell the operator of this installation.")
                .retryAfter(60)
                .exception();
    }

    @Operation(summary = "Reads all of a backup back and compares it with its checksums and counts")
    @Needs(value = TokenScope.BACKUP, whileLocked = WhileLocked.ANSWERED)
    @PostMapping(path = ONE + "/verify", produces = JSON)
    Verified verify(ApiCaller caller, @PathVariable String backup) {
        return switch (backups.verify(caller.actor(), find(caller, backup).id())) {
            case Backups.Sound sound -> new Verified(true, sound.chunks(), sound.records(), List.of());
            case Backups.Damaged damaged -> new Verified(false, 0, 0, damaged.findings());
        };
    }

    @Operation(summary = "Removes a backup that no run needs any more")
    @Needs(value = TokenScope.BACKUP, whileLocked = WhileLocked.ANSWERED)
    @DeleteMapping(path = ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(ApiCaller caller, @PathVariable String backup) {
        switch (backups.delete(caller.actor(), find(caller, backup).id())) {
            case DELETED -> {}
            case GONE -> throw ApiProblem.notFound("backup");
            case IN_USE ->
                throw ApiProblem.of(ProblemType.IN_USE)
                        .detail("The backup is being taken or read, or is the way back of a run that is not over.")
                        .fix("Repeat the call later.")
                        .exception();
        }
    }

    @Operation(summary = "What restoring a backup would do")
    @Needs(TokenScope.BACKUP)
    @GetMapping(path = ONE + "/preview", produces = JSON)
    BackupAnswer.Preview preview(ApiCaller caller, @PathVariable String backup) {
        Backup found = find(caller, backup);
        try {
            return BackupAnswer.Preview.of(
                    backups.preview(caller.actor(), found.id()),
                    accounts.settings(caller.actor()).name());
        } catch (BackupDamaged e) {
            throw damaged(e);
        }
    }

    static ApiProblem damaged(BackupDamaged e) {
        return ApiProblem.of(ProblemType.BACKUP_DAMAGED)
                .detail(String.valueOf(e.getMessage()))
                .fix("Use another backup.")
                .exception();
    }

    @Operation(summary = "Starts a restore of production from a backup; watch it as a run")
    @Needs(TokenScope.PROMOTE)
    @PostMapping(path = ONE + "/restore", consumes = JSON, produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<RunAnswer> restore(ApiCaller caller, @PathVariable String backup, @RequestBody Restore wanted) {
        BackupId id = find(caller, backup).id();
        return runs.started(caller, promotions.restore(caller.actor(), id, wanted.confirm(), null));
    }

    private Backup find(ApiCaller caller, String id) {
        reach.requireProduction(caller);
        return backups.find(caller.actor(), new BackupId(ApiWords.id(id, "backup")))
                .orElseThrow(() -> ApiProblem.notFound("backup"));
    }
}
