package io.slipway.integration.records;

import io.slipway.account.TokenScope;
import io.slipway.common.RecordId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.Needs;
import io.slipway.integration.records.ApiTables.Place;
import io.slipway.records.RecordChanges;
import io.slipway.records.Records;
import io.slipway.storage.StoredRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What changed in a table, from the change feed. */
@RestController
@Tag(name = "Records")
@Needs(TokenScope.READ)
class ChangesController {

    private static final String KIND = "changes";
    private static final int MOST = 1000;

    private final ApiTables tables;
    private final RecordChanges changes;
    private final Records records;

    ChangesController(ApiTables tables, RecordChanges changes, Records records) {
        this.tables = tables;
        this.changes = changes;
        this.records = records;
    }

    /** A part of what changed. */
    @Schema(name = "Changes")
    record Answer(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "In the order in which they happened")
            List<One> changes,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Where to go on the next time")
            String cursor,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Whether there is more by now")
            boolean more) {}

    /** One change. */
    @Schema(name = "Change")
    record One(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "rebased: a promotion or restore rewrote the whole table; read its records anew",
                    allowableValues = {"created", "updated", "deleted", "rebased"})
            String kind,

            @Schema(format = "uuid", description = "The record; missing for rebased") @Nullable
            String id,

            @Schema(description = "API names of the fields that were changed, as far as they are still there") @Nullable
            List<String> fields,

            @Schema(
                    description = "The record as it is now, which may be newer than this change; missing when it is no"
                            + " longer there")
            @Nullable
            RecordAnswer record) {}

    @Operation(
            summary = "What changed since a cursor",
            description =
                    "Complete and in the order in which it happened. Without a cursor nothing is given but the cursor"
                            + " of this moment: take it first, then read all records, then ask for changes from it on.")
    @GetMapping(path = RecordsController.TABLE + "/changes", produces = MediaType.APPLICATION_JSON_VALUE)
    Answer since(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @Parameter(description = "The cursor of the answer before") @RequestParam(required = false) @Nullable
                    String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
                    @RequestParam(defaultValue = "100")
                    int limit) {
        Place place = tables.find(caller, environment, table);
        if (limit < 1 || limit > MOST) {
            throw ApiProblem.invalidParameter(
                    "limit", "“" + limit + "” can't be taken.", "Give a number from 1 to " + MOST + ".");
        }
        String list = Cursor.list(place.environment().id(), place.table().id(), KIND);
        if (cursor == null) {
            long now = changes.now(
                    caller.actor(), place.environment().id(), place.table().id());
            return new Answer(List.of(), Cursor.write(list, Long.toString(now)), false);
        }
        RecordChanges.Part part = changes.since(
                caller.actor(), place.environment().id(), place.table().id(), Cursor.position(list, cursor), limit);
        return new Answer(
                answers(caller, place, part), Cursor.write(list, Long.toString(part.position())), part.more());
    }

    private List<One> answers(ApiCaller caller, Place place, RecordChanges.Part part) {
        Map<RecordId, StoredRecord> now = new HashMap<>();
        List<RecordId> ids = part.changes().stream()
                .filter(change ->
                        change.kind() == RecordChanges.Kind.CREATED || change.kind() == RecordChanges.Kind.UPDATED)
                .map(RecordChanges.Change::record)
                .distinct()
                .toList();
        records.findAll(caller.actor(), place.environment().id(), place.table().id(), ids)
                .forEach(record -> now.put(record.id(), record));
        Shown shown = Shown.all(place.table());
        return part.changes().stream()
                .map(change -> answer(shown, change, now.get(change.record())))
                .toList();
    }

    private static One answer(Shown shown, RecordChanges.Change change, @Nullable StoredRecord record) {
        boolean whole = change.kind() == RecordChanges.Kind.REBASED;
        return new One(
                change.kind().name().toLowerCase(Locale.ROOT),
                whole ? null : change.record().toString(),
                whole
                        ? null
                        : shown.table().fields().stream()
                                .filter(field -> change.fields().contains(field.id()))
                                .map(shown.table()::name)
                                .toList(),
                record == null ? null : shown.answer(record));
    }
}
