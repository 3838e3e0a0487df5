package io.slipway.integration.records;

import io.slipway.account.TokenScope;
import io.slipway.common.RecordId;
import io.slipway.integration.AnsweredInTransaction;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.Needs;
import io.slipway.integration.ProblemType;
import io.slipway.integration.Queued;
import io.slipway.integration.records.ApiTables.Place;
import io.slipway.records.Records;
import io.slipway.storage.PageMark;
import io.slipway.storage.RecordPage;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Records one by one, and lists of them. */
@RestController
@Tag(name = "Records")
class RecordsController {

    static final String TABLE = ApiPaths.ENVIRONMENT + "/tables/{table}";
    static final String RECORDS = TABLE + "/records";
    static final String RECORD = RECORDS + "/{record}";
    static final String IF_MATCH = "The record's ETag, or * for whatever version there is";

    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"([0-9]{1,18})\"");
    private static final long MOST_COUNTED = 100_000;

    private final ApiTables tables;
    private final Records records;
    private final RecordWrites writes;
    private final Expansion expansion;
    private final ApiValues values;

    RecordsController(ApiTables tables, Records records, RecordWrites writes, Expansion expansion, ApiValues values) {
        this.tables = tables;
        this.records = records;
        this.writes = writes;
        this.expansion = expansion;
        this.values = values;
    }

    @Operation(summary = "A page of records")
    @Parameter(
            name = "filter",
            in = ParameterIn.QUERY,
            description =
                    "field:comparison:value; may be repeated, all must hold. Comparisons: eq, ne, contains, starts,"
                            + " lt, le, gt, ge, empty, filled",
            example = "price:ge:12.50",
            array = @io.swagger.v3.oas.annotations.media.ArraySchema(schema = @Schema(type = "string")))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "Fields separated by commas, - before one for descending; the id comes last",
            example = "-due,name",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "fields",
            in = ParameterIn.QUERY,
            description = "Fields to be given, separated by commas; missing: all",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "expand",
            in = ParameterIn.QUERY,
            description = "Link fields whose records are given too, separated by commas",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "choices",
            in = ParameterIn.QUERY,
            description = "How choices are given",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {"labels", "ids"},
                            defaultValue = "labels"))
    @Parameter(
            name = "search",
            in = ParameterIn.QUERY,
            description = "A text every record must have in one of its texts, choices or auto-numbers",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "linked",
            in = ParameterIn.QUERY,
            description = "field:id; only records whose link field leads to this record",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "limit",
            in = ParameterIn.QUERY,
            description = "Records on a page",
            schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "50"))
    @Parameter(
            name = "cursor",
            in = ParameterIn.QUERY,
            description = "“next” of the page before; pages that follow each other so miss and repeat nothing, whatever"
                    + " is written meanwhile",
            schema = @Schema(type = "string"))
    @Parameter(
            name = "offset",
            in = ParameterIn.QUERY,
            description = "Records to pass over, instead of a cursor",
            schema = @Schema(type = "integer", minimum = "0", defaultValue = "0"))
    @Parameter(
            name = "count",
            in = ParameterIn.QUERY,
            description = "Whether to count the records of the list, up to 100,000",
            schema = @Schema(type = "boolean", defaultValue = "false"))
    @GetMapping(path = RECORDS, produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs(TokenScope.READ)
    PageAnswer list(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> parameters) {
        return tables.reading(caller, environment, table, place -> page(caller, place, parameters));
    }

    private PageAnswer page(ApiCaller caller, Place place, MultiValueMap<String, String> parameters) {
        ListParameters list = new ListParameters(values, caller.actor().account(), place.table(), parameters);
        Shown shown = list.shown();
        RecordQuery query = list.query(shown);
        String name = Cursor.list(place.environment().id(), place.table().id(), ListParameters.shape(query));
        @Nullable String cursor = list.one("cursor");
        RecordPage page = records.page(
                caller.actor(), place.environment().id(), query, cursor == null ? null : Cursor.mark(name, cursor));
        PageMark next = page.next();
        return new PageAnswer(
                expansion.answers(caller, shown, page.records()),
                next == null ? null : Cursor.write(name, next.text()),
                list.counted()
                        ? records.count(caller.actor(), place.environment().id(), query, MOST_COUNTED)
                        : null);
    }

    @Operation(summary = "Make a record")
    @PostMapping(
            path = RECORDS,
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(org.springframework.http.HttpStatus.CREATED)
    @Needs(TokenScope.WRITE)
    @Queued
    @AnsweredInTransaction
    ResponseEntity<RecordAnswer> create(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @RequestBody NewRecord wanted) {
        return tables.writingOne(caller, environment, table, place -> writes.create(caller, place, wanted));
    }

    @Operation(summary = "One record")
    @GetMapping(path = RECORD, produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs(TokenScope.READ)
    ResponseEntity<RecordAnswer> one(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @PathVariable String record,
            @RequestParam(required = false) @Nullable String fields,
            @RequestParam(required = false) @Nullable String expand,
            @Parameter(
                            schema =
                                    @Schema(
                                            type = "string",
                                            allowableValues = {"labels", "ids"}))
                    @RequestParam(required = false)
                    @Nullable
                    String choices) {
        return tables.reading(caller, environment, table, place -> {
            Shown shown = Shown.of(place.table(), fields, expand, choices);
            StoredRecord found = records.find(
                            caller.actor(),
                            place.environment().id(),
                            place.table().id(),
                            RecordWrites.id(record))
                    .orElseThrow(() -> ApiProblem.notFound("record"));
            return ResponseEntity.ok()
                    .eTag(RecordAnswer.etag(found.version()))
                    .body(expansion.answers(caller, shown, List.of(found)).getFirst());
        });
    }

    @Operation(summary = "Change a record; what is not named stays")
    @PatchMapping(
            path = RECORD,
            consumes = {MediaType.APPLICATION_JSON_VALUE, "application/merge-patch+json"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs(TokenScope.WRITE)
    @Queued
    ResponseEntity<RecordAnswer> change(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @PathVariable String record,
            @Parameter(description = IF_MATCH) @RequestHeader(name = "If-Match", required = false) @Nullable
                    String ifMatch,
            @RequestBody RecordChange change) {
        return tables.writingOne(caller, environment, table, place -> {
            StoredRecord now = writes.update(caller, place, RecordWrites.id(record), expected(ifMatch), change);
            return ResponseEntity.ok()
                    .eTag(RecordAnswer.etag(now.version()))
                    .body(Shown.all(place.table()).answer(now));
        });
    }

    @Operation(summary = "Delete a record")
    @DeleteMapping(path = RECORD)
    @ResponseStatus(org.springframework.http.HttpStatus.NO_CONTENT)
    @Needs(TokenScope.WRITE)
    @Queued
    void delete(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @PathVariable String record,
            @Parameter(description = IF_MATCH) @RequestHeader(name = "If-Match", required = false) @Nullable
                    String ifMatch) {
        Place place = tables.find(caller, environment, table);
        RecordId id = RecordWrites.id(record);
        writes.delete(caller, place, id, expected(ifMatch));
    }

    /** The version If-Match asks for; null: any. */
    static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw ApiProblem.of(ProblemType.PRECONDITION_REQUIRED)
                    .detail("The header If-Match is missing.")
                    .field("If-Match")
                    .fix("Send the ETag you got with the record, or * to change whatever version there is.")
                    .exception();
        }
        if (ifMatch.strip().equals("*")) {
            return null;
        }
        Matcher etag = ETAG.matcher(ifMatch.strip());
        if (!etag.matches()) {
            throw ApiProblem.invalidParameter(
                    "If-Match",
                    "This is no ETag of a record.",
                    "Send one ETag as you got it, for example \"3\", or *.");
        }
        return Long.valueOf(etag.group(1));
    }
}
