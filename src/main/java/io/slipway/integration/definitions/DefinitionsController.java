package io.slipway.integration.definitions;

import io.slipway.account.TokenScope;
import io.slipway.builder.ApplyOptions;
import io.slipway.builder.DefinitionDocuments;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.document.DocumentSection;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiEnvironments;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ApiWords;
import io.slipway.integration.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Definitions of environments, read and changed as documents. */
@RestController
@Tag(name = "Definitions", description = "See docs/DEFINITION-FORMAT.md for the document")
class DefinitionsController {

    private static final String WHOLE = ApiPaths.ENVIRONMENT + "/definition";
    private static final String SECTION = WHOLE + "/{section}";
    private static final String ONE = SECTION + "/{id}";
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String IF_MATCH =
            "The revision of the definition the change was made of, as the ETag gave it; the call does nothing at another"
                    + " one. Absent: not checked";

    private final ApiEnvironments environments;
    private final DefinitionDocuments documents;

    DefinitionsController(ApiEnvironments environments, DefinitionDocuments documents) {
        this.environments = environments;
        this.documents = documents;
    }

    @Operation(summary = "The whole definition as one canonical document; the ETag is its revision")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = JSON, schema = @Schema(ref = DefinitionSchemas.DOCUMENT)))
    @Needs(TokenScope.READ)
    @GetMapping(path = WHOLE, produces = JSON)
    ResponseEntity<byte[]> whole(ApiCaller caller, @PathVariable String environment) {
        return document(documents.export(caller.actor(), id(caller, environment)));
    }

    @Operation(summary = "Makes the environment what a document says, or says what that would change")
    @Needs(TokenScope.BUILD)
    @PutMapping(path = WHOLE, consumes = JSON, produces = JSON)
    ResponseEntity<ChangeAnswer> apply(
            ApiCaller caller,
            @PathVariable String environment,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowDelete,
            @Parameter(description = IF_MATCH) @RequestHeader(name = "If-Match", required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = JSON, schema = @Schema(ref = DefinitionSchemas.DOCUMENT)))
                    @RequestBody
                    byte[] body) {
        ApplyOptions options = new ApplyOptions(dryRun, allowDelete, DocumentBody.revision(ifMatch));
        return ApplyAnswers.of(
                documents.apply(caller.actor(), id(caller, environment), DocumentBody.text(body), options),
                "environment",
                dryRun,
                allowDelete);
    }

    @Operation(summary = "One resource; a table with all that is in it")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = JSON, schema = @Schema(implementation = Document.class)))
    @Needs(TokenScope.READ)
    @GetMapping(path = ONE, produces = JSON)
    ResponseEntity<byte[]> one(
            ApiCaller caller, @PathVariable String environment, @PathVariable String section, @PathVariable String id) {
        return document(documents
                .export(caller.actor(), id(caller, environment), section(section), resource(id))
                .orElseThrow(() -> ApiProblem.notFound("resource")));
    }

    @Operation(summary = "Adds one resource, or changes the one its document names by id or name")
    @Needs(TokenScope.BUILD)
    @PostMapping(path = SECTION, consumes = JSON, produces = JSON)
    ResponseEntity<ChangeAnswer> add(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String section,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowDelete,
            @Parameter(description = IF_MATCH) @RequestHeader(name = "If-Match", required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = JSON, schema = @Schema(implementation = Document.class)))
                    @RequestBody
                    byte[] body) {
        return applyOne(caller, environment, section, null, dryRun, allowDelete, ifMatch, body);
    }

    @Operation(summary = "Makes one resource what a document says; a table with those of its lists the document has")
    @Needs(TokenScope.BUILD)
    @PutMapping(path = ONE, consumes = JSON, produces = JSON)
    ResponseEntity<ChangeAnswer> put(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String section,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(defaultValue = "false") boolean allowDelete,
            @Parameter(description = IF_MATCH) @RequestHeader(name = "If-Match", required = false) @Nullable
                    String ifMatch,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = JSON, schema = @Schema(implementation = Document.class)))
                    @RequestBody
                    byte[] body) {
        return applyOne(caller, environment, section, resource(id), dryRun, allowDelete, ifMatch, body);
    }

    @Operation(summary = "Removes one resource with what can't be without it")
    @Needs(TokenScope.BUILD)
    @DeleteMapping(path = ONE, produces = JSON)
    ResponseEntity<ChangeAnswer> remove(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String section,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @Parameter(description = IF_MATCH) @RequestHeader(name = "If-Match", required = false) @Nullable
                    String ifMatch) {
        ApplyOptions options = new ApplyOptions(dryRun, true, DocumentBody.revision(ifMatch));
        return ApplyAnswers.of(
                documents.remove(caller.actor(), id(caller, environment), section(section), resource(id), options),
                "resource",
                dryRun,
                true);
    }

    private ResponseEntity<ChangeAnswer> applyOne(
            ApiCaller caller,
            String environment,
            String section,
            @Nullable ResourceId resource,
            boolean dryRun,
            boolean allowDelete,
            @Nullable String ifMatch,
            byte[] body) {
        ApplyOptions options = new ApplyOptions(dryRun, allowDelete, DocumentBody.revision(ifMatch));
        return ApplyAnswers.of(
                documents.apply(
                        caller.actor(),
                        id(caller, environment),
                        section(section),
                        resource,
                        DocumentBody.text(body),
                        options),
                "resource",
                dryRun,
                allowDelete);
    }

    /** A document of one resource: an entry of its section, with the origin, the table it is in, and conversions. */
    @Schema(
            name = "ResourceDocument",
            type = "object",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
            description =
                    "One resource: what DefinitionTable, DefinitionField and so on say, with “origin”, “conversions”"
                            + " and, for what is in a table, “table”")
    interface Document {}

    private static ResponseEntity<byte[]> document(DefinitionDocuments.Exported exported) {
        return ResponseEntity.ok()
                .eTag("\"" + exported.revision() + "\"")
                .contentType(MediaType.APPLICATION_JSON)
                .body(exported.document().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private EnvironmentId id(ApiCaller caller, String environment) {
        return environments.find(caller, environment).id();
    }

    private static DocumentSection section(String name) {
        return DocumentSection.parse(name).orElseThrow(() -> ApiProblem.notFound("section of the definition"));
    }

    private static ResourceId resource(String id) {
        return new ResourceId(ApiWords.id(id, "resource"));
    }
}
