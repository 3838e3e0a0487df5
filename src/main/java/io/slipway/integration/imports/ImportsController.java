package io.slipway.integration.imports;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.imports.BadRow;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Imports;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ListCursor;
import io.slipway.integration.Needs;
import io.slipway.integration.Needs.WhileLocked;
import io.slipway.integration.PageWanted;
import io.slipway.integration.ProblemType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Imports once their files are there: started, watched, stopped, and what could not be taken. */
@RestController
@Tag(name = "Imports")
class ImportsController {

    static final String ONE = ApiPaths.V1 + "/imports/{import}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiEnvironments environments;
    private final ApiImports found;
    private final Imports imports;

    ImportsController(ApiEnvironments environments, ApiImports found, Imports imports) {
        this.environments = environments;
        this.found = found;
        this.imports = imports;
    }

    /** A page of the imports of an environment. */
    @Schema(name = "Imports")
    record Found(
            @Schema(requiredMode = REQUIRED) List<ImportAnswer> imports,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** A page of the rows that could not be taken as they are. */
    @Schema(name = "BadRows")
    record BadRows(
            @Schema(requiredMode = REQUIRED) List<Bad> rows,

            @Schema(description = "Cursor of the next page; missing: this is the last") @Nullable
            String next) {}

    /** A row that could not be taken as it is. */
    @Schema(name = "BadRow")
    record Bad(
            @Schema(requiredMode = REQUIRED) int file,

            @Schema(requiredMode = REQUIRED, description = "Counted from 1, without the header and empty lines")
            long row,

            @Schema(requiredMode = REQUIRED, description = "Of the file it starts at, counted from 1")
            long line,

            @Schema(
                    requiredMode = REQUIRED,
                    description = "Whether there is a record all the same, only without a link")
            boolean incomplete,

            @Schema(requiredMode = REQUIRED) String reason,
            @Schema(requiredMode = REQUIRED) List<String> cells) {

        static Bad of(BadRow row) {
            return new Bad(row.file(), row.row(), row.line(), row.incomplete(), row.reason(), row.cells());
        }
    }

    @Operation(summary = "The imports of an environment, newest first")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ApiPaths.ENVIRONMENT + "/imports", produces = JSON)
    Found all(ApiCaller caller, @PathVariable String environment, PageWanted wanted) {
        EnvironmentId id = environments.find(caller, environment).id();
        PageWanted.Page<ImportJob> page = wanted.page(
                imports.listBefore(caller.actor(), id, new ImportId(wanted.below()), wanted.oneMore()),
                job -> job.id().toString());
        return new Found(page.as(ImportAnswer::of), page.next());
    }

    @Operation(summary = "One import: poll this until it is over")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ONE, produces = JSON)
    ImportAnswer one(ApiCaller caller, @PathVariable("import") String id) {
        return ImportAnswer.of(found.find(caller, id));
    }

    @Operation(summary = "Starts an import with its plan")
    @Needs(TokenScope.WRITE)
    @PostMapping(path = ONE + "/start", produces = JSON)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ImportAnswer start(ApiCaller caller, @PathVariable("import") String id) {
        ImportJob job = found.find(caller, id);
        ImportPlan plan = job.plan();
        if (plan == null) {
            throw new InvalidInput("plan", "Say first where the columns go: PUT the import's plan.");
        }
        if (!plan.additions().isEmpty()) {
            caller.require(TokenScope.BUILD);
        }
        List<InvalidInput> problems = imports.problems(caller.actor(), job.id(), plan);
        if (!problems.isEmpty()) {
            ApiProblem.Builder problem = ApiProblem.of(ProblemType.INVALID_INPUT)
                    .detail(String.valueOf(problems.getFirst().getMessage()))
                    .fix("Correct the plan.");
            problems.forEach(each -> problem.fault("", each.place(), String.valueOf(each.getMessage())));
            throw problem.exception();
        }
        return ImportAnswer.of(imports.start(caller.actor(), job.id(), plan));
    }

    @Operation(summary = "Stops an import; what was imported until then stays")
    @Needs(value = TokenScope.WRITE, whileLocked = WhileLocked.ANSWERED)
    @PostMapping(path = ONE + "/cancel", produces = JSON)
    ImportAnswer cancel(ApiCaller caller, @PathVariable("import") String id) {
        ImportJob job = found.find(caller, id);
        if (!imports.cancel(caller.actor(), job.id())) {
            throw ApiProblem.of(ProblemType.TOO_LATE)
                    .detail("The import has not been started, or is over.")
                    .fix("Delete a draft instead.")
                    .exception();
        }
        return one(caller, id);
    }

    @Operation(summary = "Removes a draft, or an import that is over, with its list of bad rows")
    @Needs(TokenScope.WRITE)
    @DeleteMapping(path = ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(ApiCaller caller, @PathVariable("import") String id) {
        ImportJob job = found.find(caller, id);
        if (job.state().isActive()) {
            throw ApiProblem.of(ProblemType.IN_USE)
                    .detail("The import is not over.")
                    .fix("Cancel it first.")
                    .exception();
        }
        imports.remove(caller.actor(), job.id());
    }

    @Operation(summary = "Rows that could not be taken as they are, in the order of the files")
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ONE + "/bad-rows", produces = JSON)
    BadRows badRows(ApiCaller caller, @PathVariable("import") String id, PageWanted wanted) {
        ImportJob job = found.find(caller, id);
        PageWanted.Page<BadRow.Listed> page = wanted.page(
                imports.badRowsAfter(caller.actor(), job.id(), place(wanted), wanted.oneMore()),
                listed -> listed.place().text());
        return new BadRows(page.as(listed -> Bad.of(listed.row())), page.next());
    }

    private static BadRow.@Nullable Place place(PageWanted wanted) {
        try {
            return wanted.after() == null ? null : BadRow.Place.parse(wanted.after());
        } catch (IllegalArgumentException e) {
            throw ListCursor.damaged();
        }
    }

    @Operation(summary = "A file's bad rows as CSV; mended, it can be imported again")
    @ApiResponse(responseCode = "200", content = @Content(mediaType = "text/csv", schema = @Schema(type = "string")))
    @Needs(value = TokenScope.READ, whileLocked = WhileLocked.ANSWERED)
    @GetMapping(path = ONE + "/files/{file}/bad-rows", produces = "text/csv")
    void badRowsFile(
            ApiCaller caller, @PathVariable("import") String id, @PathVariable int file, HttpServletResponse response)
            throws IOException {
        ImportJob job = found.find(caller, id);
        int number = ApiImports.file(job, file);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"bad-rows.csv\"");
        imports.writeBadRows(caller.actor(), job.id(), number, response.getOutputStream());
    }
}
