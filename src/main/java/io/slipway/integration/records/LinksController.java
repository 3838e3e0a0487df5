package io.slipway.integration.records;

import io.slipway.account.TokenScope;
import io.slipway.common.RecordId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.integration.AnsweredInTransaction;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.Needs;
import io.slipway.integration.ProblemType;
import io.slipway.integration.Queued;
import io.slipway.integration.records.ApiTables.Place;
import io.slipway.records.Records;
import io.slipway.storage.StoredRecord;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Links added and taken away one by one, without regard to what else the field links to. */
@RestController
@Tag(name = "Records")
@Needs(TokenScope.WRITE)
class LinksController {

    static final String LINKS = RecordsController.RECORD + "/links/{field}";
    private static final int TRIES = 20;

    private final ApiTables tables;
    private final Records records;
    private final RecordWrites writes;

    LinksController(ApiTables tables, Records records, RecordWrites writes) {
        this.tables = tables;
        this.records = records;
        this.writes = writes;
    }

    /** Records to link to. */
    @Schema(name = "LinkRequest")
    record Wanted(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, description = "Ids of records of the linked table")
            @Nullable
            List<@Nullable String> records) {}

    @Operation(
            summary = "Link a record to others",
            description = "Links that are there already stay. A field with room for one link gets the one given.")
    @PostMapping(path = LINKS, consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @AnsweredInTransaction
    @Queued
    ResponseEntity<RecordAnswer> link(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @PathVariable String record,
            @PathVariable String field,
            @RequestBody Wanted wanted) {
        return tables.writing(
                caller,
                environment,
                table,
                place -> link(caller, place, record, field(place.table(), field), targets(wanted)));
    }

    private ResponseEntity<RecordAnswer> link(
            ApiCaller caller, Place place, String record, Field link, List<RecordId> targets) {
        if (!isMany(place.table(), link)) {
            if (targets.size() != 1) {
                throw ApiProblem.of(ProblemType.INVALID_INPUT)
                        .detail("“" + link.name() + "” has room for one link.")
                        .field("records")
                        .fault("/records", "records", "One record is needed here.")
                        .fix("Name exactly one record.")
                        .exception();
            }
            return change(caller, place, record, link, value -> targets.getFirst());
        }
        return change(caller, place, record, link, value -> {
            TreeSet<RecordId> all = many(value);
            all.addAll(targets);
            return List.copyOf(all);
        });
    }

    @Operation(summary = "Take a link away", description = "Does nothing when it is not there.")
    @DeleteMapping(path = LINKS + "/{target}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Queued
    ResponseEntity<RecordAnswer> unlink(
            ApiCaller caller,
            @PathVariable String environment,
            @PathVariable String table,
            @PathVariable String record,
            @PathVariable String field,
            @PathVariable String target) {
        RecordId gone = RecordWrites.id(target);
        return tables.writing(
                caller, environment, table, place -> unlink(caller, place, record, field(place.table(), field), gone));
    }

    private ResponseEntity<RecordAnswer> unlink(
            ApiCaller caller, Place place, String record, Field link, RecordId gone) {
        if (isMany(place.table(), link)) {
            return change(caller, place, record, link, value -> {
                TreeSet<RecordId> all = many(value);
                all.remove(gone);
                return List.copyOf(all);
            });
        }
        return change(caller, place, record, link, value -> gone.equals(value) ? null : value);
    }

    /** Reads, changes and writes if nobody else did meanwhile; else again. */
    private ResponseEntity<RecordAnswer> change(
            ApiCaller caller, Place place, String record, Field link, UnaryOperator<@Nullable Object> wanted) {
        RecordId id = RecordWrites.id(record);
        for (int i = 0; i < TRIES; i++) {
            StoredRecord before = records.find(
                            caller.actor(),
                            place.environment().id(),
                            place.table().id(),
                            id)
                    .orElseThrow(() -> ApiProblem.notFound("record"));
            StoredRecord now =
                    writes.link(caller, place, before, link.id(), wanted.apply(before.value(link.id())), caller.once());
            if (now != null) {
                return ResponseEntity.ok()
                        .eTag(RecordAnswer.etag(now.version()))
                        .body(Shown.all(place.table()).answer(now));
            }
        }
        throw ApiProblem.of(ProblemType.CHANGED_MEANWHILE)
                .detail("The record is being changed all the time.")
                .fix("Call again.")
                .exception();
    }

    private static Field field(ApiTable table, String name) {
        return table.field(name)
                .filter(field -> field.kind() instanceof FieldKind.Link)
                .orElseThrow(() -> ApiProblem.notFound("link field"));
    }

    private static boolean isMany(ApiTable table, Field field) {
        return field.kind() instanceof FieldKind.Link link
                && table.definition()
                                .get(Relationship.class, link.relationship())
                                .cardinality()
                        == Cardinality.MANY_TO_MANY;
    }

    private static TreeSet<RecordId> many(@Nullable Object value) {
        TreeSet<RecordId> all = new TreeSet<>();
        if (value instanceof Collection<?> links) {
            links.forEach(each -> all.add((RecordId) each));
        }
        return all;
    }

    private static List<RecordId> targets(Wanted wanted) {
        List<@Nullable String> texts = wanted.records();
        if (texts == null || texts.isEmpty() || texts.size() > Records.MOST_WRITES) {
            throw ApiProblem.of(ProblemType.INVALID_INPUT)
                    .detail("Name 1 to " + Records.MOST_WRITES + " records.")
                    .field("records")
                    .fault("/records", "records", "1 to " + Records.MOST_WRITES + " ids are needed here.")
                    .fix("Divide them among several calls.")
                    .exception();
        }
        ApiProblem.Builder problem = ApiProblem.of(ProblemType.INVALID_INPUT);
        TreeSet<RecordId> ids = new TreeSet<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            java.util.Optional<RecordId> id = text == null ? java.util.Optional.empty() : ApiValues.recordId(text);
            if (id.isEmpty()) {
                problem.fault("/records/" + i, "records", "The id of a record (a UUID) is needed here.");
            } else {
                ids.add(id.get());
            }
        }
        if (!problem.faults().isEmpty()) {
            throw problem.detail("A record's id is a UUID.")
                    .field("records")
                    .fix("Send ids as you got them with the records.")
                    .exception();
        }
        return List.copyOf(ids);
    }
}
