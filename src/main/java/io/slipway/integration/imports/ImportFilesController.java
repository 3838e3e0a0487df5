package io.slipway.integration.imports;

import io.slipway.account.TokenScope;
import io.slipway.common.InvalidInput;
import io.slipway.imports.CsvFormat;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.Imports;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.LargeBody;
import io.slipway.integration.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The files of imports that have not been started yet. */
@RestController
@Tag(name = "Imports")
@Needs(TokenScope.WRITE)
class ImportFilesController {

    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String CSV = "text/csv";

    private final ApiEnvironments environments;
    private final ApiImports found;
    private final Imports imports;

    ImportFilesController(ApiEnvironments environments, ApiImports found, Imports imports) {
        this.environments = environments;
        this.found = found;
        this.imports = imports;
    }

    /** How a file is to be read; what is missing stays as it is. */
    @Schema(name = "CsvFormat")
    record Format(
            @Schema(allowableValues = {"UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252"}) @Nullable
            String charset,

            @Schema(
                    description = "Comma, semicolon, tab or vertical bar",
                    requiredMode = Schema.RequiredMode.NOT_REQUIRED)
            @Nullable
            String delimiter,

            @Schema(description = "Whether the first line names the columns") @Nullable
            Boolean header) {}

    @Operation(summary = "Begins an import with a CSV file, which is read and looked at; nothing is imported yet")
    @RequestBody(required = true, content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    @LargeBody
    @PostMapping(path = ApiPaths.ENVIRONMENT + "/imports", consumes = CSV, produces = JSON)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ImportAnswer> begin(
            ApiCaller caller,
            @PathVariable String environment,
            @RequestParam(defaultValue = "import.csv") String fileName,
            HttpServletRequest request)
            throws IOException {
        ImportId id = imports.begin(
                caller.actor(), environments.find(caller, environment).id());
        boolean taken = false;
        try {
            ImportJob job = imports.addFile(caller.actor(), id, fileName, request.getInputStream());
            taken = true;
            return ResponseEntity.created(URI.create(ApiPaths.V1 + "/imports/" + id))
                    .body(ImportAnswer.of(job));
        } finally {
            if (!taken) {
                imports.remove(caller.actor(), id);
            }
        }
    }

    @Operation(summary = "Takes another CSV file into an import that has not been started")
    @RequestBody(required = true, content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    @LargeBody
    @PostMapping(path = ImportsController.ONE + "/files", consumes = CSV, produces = JSON)
    ImportAnswer add(
            ApiCaller caller,
            @PathVariable("import") String id,
            @RequestParam(defaultValue = "import.csv") String fileName,
            HttpServletRequest request)
            throws IOException {
        ImportJob job = found.find(caller, id);
        return ImportAnswer.of(imports.addFile(caller.actor(), job.id(), fileName, request.getInputStream()));
    }

    @Operation(summary = "Reads a file again in another way")
    @PutMapping(path = ImportsController.ONE + "/files/{file}/format", consumes = JSON, produces = JSON)
    ImportAnswer format(
            ApiCaller caller,
            @PathVariable("import") String id,
            @PathVariable int file,
            @org.springframework.web.bind.annotation.RequestBody Format wanted) {
        ImportJob job = found.find(caller, id);
        CsvFormat now = job.files().get(ApiImports.file(job, file)).inspection().format();
        CsvFormat format = new CsvFormat(
                wanted.charset() == null ? now.charset() : wanted.charset(),
                wanted.delimiter() == null ? now.delimiter() : delimiter(wanted.delimiter()),
                wanted.header() == null ? now.header() : wanted.header());
        return ImportAnswer.of(imports.reread(caller.actor(), job.id(), file, format));
    }

    private static char delimiter(String text) {
        if (text.length() != 1) {
            throw new InvalidInput("delimiter", "A delimiter is one character.");
        }
        return text.charAt(0);
    }

    @Operation(summary = "Takes a file out of an import; those after it move up")
    @DeleteMapping(path = ImportsController.ONE + "/files/{file}", produces = JSON)
    ImportAnswer remove(ApiCaller caller, @PathVariable("import") String id, @PathVariable int file) {
        ImportJob job = found.find(caller, id);
        return ImportAnswer.of(imports.removeFile(caller.actor(), job.id(), ApiImports.file(job, file)));
    }
}
