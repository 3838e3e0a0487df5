package io.slipway.integration.backups;

import io.slipway.account.TokenScope;
import io.slipway.backup.Backups;
import io.slipway.backup.Materialise.BackupDamaged;
import io.slipway.common.BackupId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiSandboxes;
import io.slipway.integration.ApiWords;
import io.slipway.integration.LargeBody;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.OfProduction;
import io.slipway.integration.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Backups as files: out of an installation, and into one. */
@RestController
@OfProduction
@Tag(name = "Backups")
@Needs(value = TokenScope.BACKUP, whileLocked = WhileLocked.ANSWERED)
class BackupFilesController {

    private static final String ZIP = "application/zip";

    private final ApiSandboxes reach;
    private final Backups backups;

    BackupFilesController(ApiSandboxes reach, Backups backups) {
        this.reach = reach;
        this.backups = backups;
    }

    @Operation(summary = "A backup as one ZIP file")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    @GetMapping(path = BackupsController.ONE + "/file", produces = ZIP)
    void download(ApiCaller caller, @PathVariable String backup, HttpServletResponse response) throws IOException {
        reach.requireProduction(caller);
        BackupId id = new BackupId(ApiWords.id(backup, "backup"));
        if (backups.find(caller.actor(), id).isEmpty()) {
            throw ApiProblem.notFound("backup");
        }
        response.setContentType(ZIP);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"slipway-backup-" + id + ".zip\"");
        try {
            OutputStream to = response.getOutputStream();
            backups.download(caller.actor(), id, to);
            to.flush();
        } catch (BackupDamaged e) {
            if (response.isCommitted()) {
                // half of it must never look like a whole file: the connection breaks off
                throw new IOException("The backup turned out to be damaged while it was sent", e);
            }
            response.reset();
            throw BackupsController.damaged(e);
        }
    }

    @Operation(
            summary = "Takes a downloaded backup back",
            description = "All of it is verified before it is listed; of what is not sound nothing is kept.")
    @RequestBody(
            required = true,
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    @LargeBody
    @PostMapping(path = BackupsController.ALL + "/upload", consumes = ZIP, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<BackupAnswer> upload(ApiCaller caller, HttpServletRequest request) throws IOException {
        reach.requireProduction(caller);
        return switch (backups.upload(caller.actor(), request.getInputStream())) {
            case Backups.Uploaded uploaded ->
                ResponseEntity.created(URI.create(
                                BackupsController.ALL + "/" + uploaded.backup().id()))
                        .body(BackupAnswer.of(uploaded.backup()));
            case Backups.NotTaken not ->
                throw ApiProblem.of(ProblemType.BACKUP_DAMAGED)
                        .detail(not.reason())
                        .fix("Download the backup again where it was taken, and upload that file.")
                        .exception();
            case Backups.NoStore noStore -> throw BackupsController.noStore(noStore);
        };
    }
}
