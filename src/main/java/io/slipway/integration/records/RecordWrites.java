package io.slipway.integration.records;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.records.ApiTables.Place;
import io.slipway.integration.records.Outcomes.Sent;
import io.slipway.records.RecordDraft;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.StoredRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Writes of single records for callers, and their answers. */
@Component
class RecordWrites {

    private final Records records;
    private final ApiValues values;
    private final Outcomes outcomes;

    RecordWrites(Records records, ApiValues values, Outcomes outcomes) {
        this.records = records;
        this.values = values;
        this.outcomes = outcomes;
    }

    /** Makes a record: 201 with its address and ETag, kept in the same transaction where the call has a key. */
    ResponseEntity<RecordAnswer> create(ApiCaller caller, Place place, NewRecord wanted) {
        AccountId account = caller.actor().account();
        DraftReader reader = new DraftReader(values, account, place.table());
        RecordId id = reader.id("/id", wanted.id());
        RecordDraft draft = reader.read("/fields", wanted.fields());
        reader.requireNone();
        Write write = new Create(place.table().id(), id, draft);
        List<WriteOutcome> came =
                records.writeEach(caller.actor(), place.environment().id(), List.of(write), (definition, told) -> {
                    place.requireInForce(definition);
                    if (told.getFirst() instanceof WriteOutcome.Saved saved) {
                        StoredRecord record = saved.records().getFirst();
                        caller.answerInTransaction(201, headers(place, record), answer(place.table(), record));
                    }
                });
        StoredRecord record =
                saved(account, place.table(), new Sent("", sentNames(place.table(), wanted.fields())), came);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(201);
        headers(place, record).forEach(answer::header);
        return answer.body(answer(place.table(), record));
    }

    private static Map<String, String> headers(Place place, StoredRecord record) {
        return Map.of(
                "ETag", RecordAnswer.etag(record.version()),
                "Location", address(place.environment().id(), place.table().id(), record.id()),
                "Content-Type", "application/json");
    }

    static String address(EnvironmentId environment, ResourceId table, RecordId record) {
        return ApiPaths.V1 + "/environments/" + environment + "/tables/" + table + "/records/" + record;
    }

    /** A record as it is after the write; its table must be that of the definition it was written with. */
    static RecordAnswer answer(ApiTable table, StoredRecord record) {
        return Shown.all(table).answer(record);
    }

    /**
     * Changes a record.
     *
     * @param expected the version it must have; null: any
     */
    StoredRecord update(ApiCaller caller, Place place, RecordId id, @Nullable Long expected, RecordChange change) {
        AccountId account = caller.actor().account();
        DraftReader reader = new DraftReader(values, account, place.table());
        RecordDraft draft = reader.read("/fields", change.fields());
        reader.requireNone();
        return update(caller, place, id, expected, draft, sentNames(place.table(), change.fields()));
    }

    private StoredRecord update(
            ApiCaller caller,
            Place place,
            RecordId id,
            @Nullable Long expected,
            RecordDraft draft,
            Map<ResourceId, String> names) {
        List<WriteOutcome> came = records.writeEach(
                caller.actor(),
                place.environment().id(),
                List.of(new RecordDraft.Update(place.table().id(), id, expected, draft)),
                (definition, told) -> {
                    place.requireInForce(definition);
                    if (told.getFirst() instanceof WriteOutcome.Saved saved) {
                        StoredRecord record = saved.records().getFirst();
                        caller.answerInTransaction(
                                200,
                                Map.of("ETag", RecordAnswer.etag(record.version())),
                                answer(place.table(), record));
                    }
                });
        return saved(caller.actor().account(), place.table(), new Sent("", names), came);
    }

    /** Deletes a record. */
    void delete(ApiCaller caller, Place place, RecordId id, @Nullable Long expected) {
        List<WriteOutcome> came = records.writeEach(
                caller.actor(),
                place.environment().id(),
                List.of(new RecordDraft.Delete(place.table().id(), id, expected)),
                (definition, told) -> {
                    if (told.getFirst() instanceof WriteOutcome.Saved) {
                        caller.answerInTransaction(204, Map.of(), null);
                    }
                });
        require(caller.actor().account(), place.table(), new Sent("", Map.of()), came.getFirst());
    }

    /** What one write of a change of links came to; null: somebody else changed the record in between. */
    @Nullable
    StoredRecord link(
            ApiCaller caller,
            Place place,
            StoredRecord before,
            ResourceId field,
            @Nullable Object wanted,
            ApiCaller.@Nullable AnsweredOnce once) {
        Map<ResourceId, @Nullable Object> one = new HashMap<>();
        one.put(field, wanted);
        Write write = new RecordDraft.Update(place.table().id(), before.id(), before.version(), new RecordDraft(one));
        List<WriteOutcome> came =
                records.writeEach(caller.actor(), place.environment().id(), List.of(write), (definition, told) -> {
                    place.requireInForce(definition);
                    if (once != null && told.getFirst() instanceof WriteOutcome.Saved saved) {
                        StoredRecord record = saved.records().getFirst();
                        once.keep(
                                200,
                                Map.of("ETag", RecordAnswer.etag(record.version()), "Content-Type", "application/json"),
                                answer(place.table(), record));
                    }
                });
        if (came.getFirst() instanceof WriteOutcome.Conflict) {
            return null;
        }
        return saved(caller.actor().account(), place.table(), new Sent("", Map.of()), came);
    }

    private StoredRecord saved(AccountId account, ApiTable table, Sent sent, List<WriteOutcome> came) {
        require(account, table, sent, came.getFirst());
        return ((WriteOutcome.Saved) came.getFirst()).records().getFirst();
    }

    private void require(AccountId account, ApiTable table, Sent sent, WriteOutcome outcome) {
        if (!(outcome instanceof WriteOutcome.Saved)) {
            throw outcomes.problem(account, table, List.of(sent), outcome).exception();
        }
    }

    /** How a caller named the fields. */
    static Map<ResourceId, String> sentNames(ApiTable table, @Nullable Map<String, @Nullable Object> fields) {
        Map<ResourceId, String> names = new HashMap<>();
        if (fields != null) {
            fields.keySet().forEach(name -> table.field(name).ifPresent(field -> names.put(field.id(), name)));
        }
        return names;
    }

    /** Not found unless it is a record's id in full. */
    static RecordId id(String text) {
        return ApiValues.recordId(Objects.requireNonNull(text)).orElseThrow(() -> ApiProblem.notFound("record"));
    }
}
