package io.slipway.integration.imports;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.slipway.account.TokenScope;
import io.slipway.common.InvalidInput;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.Imports;
import io.slipway.imports.PreviewRow;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where the columns of an import's files go. */
@RestController
@Tag(name = "Imports")
class ImportPlanController {

    private static final String PLAN = ImportsController.ONE + "/plan";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;

    private final ApiImports found;
    private final ImportPlanning planning;
    private final Imports imports;

    ImportPlanController(ApiImports found, ImportPlanning planning, Imports imports) {
        this.found = found;
        this.planning = planning;
        this.imports = imports;
    }

    /** The first rows of a file as they would be imported. */
    @Schema(name = "ImportPreview")
    record Preview(@Schema(requiredMode = REQUIRED) List<Row> rows) {}

    /** One row as it would be imported. */
    @Schema(name = "ImportPreviewRow")
    record Row(
            @Schema(requiredMode = REQUIRED) long row,

            @Schema(requiredMode = REQUIRED, description = "Per id of a field what it would hold, as people read it")
            Map<String, String> values,

            @Schema(requiredMode = REQUIRED) List<String> problems) {

        static Row of(PreviewRow row) {
            return new Row(
                    row.row(),
                    row.shown().entrySet().stream()
                            .collect(Collectors.toMap(entry -> entry.getKey().toString(), Map.Entry::getValue)),
                    row.problems().stream().map(PreviewRow.Problem::message).toList());
        }
    }

    @Operation(summary = "Says where the columns go; what is not said is proposed. Kept with the import")
    @Needs(TokenScope.WRITE)
    @PutMapping(path = PLAN, consumes = JSON, produces = JSON)
    PlanAnswer plan(ApiCaller caller, @PathVariable("import") String id, @RequestBody PlanWanted wanted) {
        return planning.plan(caller.actor(), found.find(caller, id), wanted);
    }

    @Operation(summary = "Where the columns go, and what keeps the import from being started")
    @Needs(TokenScope.READ)
    @GetMapping(path = PLAN, produces = JSON)
    PlanAnswer kept(ApiCaller caller, @PathVariable("import") String id) {
        ImportJob job = found.find(caller, id);
        return planning.kept(caller.actor(), job, planned(job));
    }

    @Operation(summary = "The first rows of a file as they would be imported; nothing is written")
    @Needs(TokenScope.READ)
    @GetMapping(path = ImportsController.ONE + "/preview", produces = JSON)
    Preview preview(ApiCaller caller, @PathVariable("import") String id, @RequestParam(defaultValue = "0") int file) {
        ImportJob job = found.find(caller, id);
        return new Preview(imports.preview(caller.actor(), job.id(), planned(job), ApiImports.file(job, file)).stream()
                .map(Row::of)
                .toList());
    }

    private static ImportPlan planned(ImportJob job) {
        ImportPlan plan = job.plan();
        if (plan == null) {
            throw new InvalidInput("plan", "Say first where the columns go: PUT the import's plan.");
        }
        return plan;
    }
}
