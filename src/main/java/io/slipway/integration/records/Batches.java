package io.slipway.integration.records;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import io.slipway.integration.records.ApiTables.Place;
import io.slipway.integration.records.Outcomes.Sent;
import io.slipway.records.RecordDraft;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Many writes of a caller's in one transaction. */
@Component
class Batches {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final Records records;
    private final ApiValues values;
    private final Outcomes outcomes;

    Batches(Records records, ApiValues values, Outcomes outcomes) {
        this.records = records;
        this.values = values;
        this.outcomes = outcomes;
    }

    BatchAnswer write(ApiCaller caller, Place place, BatchRequest request) {
        List<BatchRequest.@Nullable Item> items = request.writes();
        if (items == null || items.isEmpty() || items.size() > Records.MOST_WRITES) {
            throw ApiProblem.of(ProblemType.INVALID_INPUT)
                    .detail("A batch has 1 to " + Records.MOST_WRITES + " writes, not "
                            + (items == null ? 0 : items.size()) + ".")
                    .field("writes")
                    .fault("/writes", "writes", "1 to " + Records.MOST_WRITES + " are possible.")
                    .fix(
                            items == null || items.isEmpty()
                                    ? "Send at least one write."
                                    : "Divide it into several batches.")
                    .exception();
        }
        String mode = request.mode() == null ? "all-or-nothing" : request.mode();
        return switch (mode) {
            case "all-or-nothing" -> whole(caller, place, items);
            case "each" -> each(caller, place, items);
            default ->
                throw ApiProblem.of(ProblemType.INVALID_INPUT)
                        .detail("There is no such mode.")
                        .field("mode")
                        .fault("/mode", "mode", "Possible are all-or-nothing and each.")
                        .fix("Give one of these, or none for all-or-nothing.")
                        .exception();
        };
    }

    private BatchAnswer whole(ApiCaller caller, Place place, List<BatchRequest.@Nullable Item> items) {
        AccountId account = caller.actor().account();
        DraftReader reader = new DraftReader(values, account, place.table());
        List<Write> writes = new ArrayList<>();
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            writes.add(read(place, reader, i, items.get(i)));
            sent.add(sent(place, i, items.get(i)));
        }
        reader.requireNone();
        Records.Alongside alongside = definition -> {
            place.requireInForce(definition);
            if (caller.answersOnce()) {
                caller.answerInTransaction(200, JSON, answer(place, writes, again(caller, place, writes)));
            }
        };
        WriteOutcome outcome = records.write(caller.actor(), place.environment().id(), writes, alongside);
        if (outcome instanceof WriteOutcome.Saved saved) {
            Map<RecordId, StoredRecord> byId = new HashMap<>();
            saved.records().forEach(record -> byId.put(record.id(), record));
            return answer(place, writes, byId);
        }
        throw named(outcomes.problem(account, place.table(), sent, outcome), writes, outcome)
                .exception();
    }

    /** A problem about one record says in which write of the batch that is. */
    private static ApiProblem.Builder named(ApiProblem.Builder problem, List<Write> writes, WriteOutcome outcome) {
        RecordId record = switch (outcome) {
            case WriteOutcome.Conflict conflict -> conflict.record();
            case WriteOutcome.Gone gone -> gone.record();
            case WriteOutcome.StillLinked linked -> linked.record();
            default -> null;
        };
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i).record().equals(record)) {
                boolean conflict = outcome instanceof WriteOutcome.Conflict;
                problem.fault(
                        "/writes/" + i + (conflict ? "/version" : "/id"), conflict ? "version" : "id", problem.told());
            }
        }
        return byVersion(problem, outcome);
    }

    /** In a batch it is not If-Match that says which version is meant. */
    private static ApiProblem.Builder byVersion(ApiProblem.Builder problem, WriteOutcome outcome) {
        return outcome instanceof WriteOutcome.Conflict
                ? problem.field("version").fix("Read it again, then repeat the write with its new version.")
                : problem;
    }

    /** The records as this transaction has just written them. */
    private Map<RecordId, StoredRecord> again(ApiCaller caller, Place place, List<Write> writes) {
        Map<RecordId, StoredRecord> byId = new HashMap<>();
        records.findAll(
                        caller.actor(),
                        place.environment().id(),
                        place.table().id(),
                        writes.stream().map(Write::record).distinct().toList())
                .forEach(record -> byId.put(record.id(), record));
        return byId;
    }

    private static BatchAnswer answer(Place place, List<Write> writes, Map<RecordId, StoredRecord> byId) {
        List<BatchAnswer.Item> results = writes.stream()
                .map(write -> done(place, write, byId.get(write.record())))
                .toList();
        return new BatchAnswer(results.size(), results);
    }

    private static BatchAnswer.Item done(Place place, Write write, @Nullable StoredRecord record) {
        int status = switch (write) {
            case Create create -> 201;
            case Update update -> 200;
            case Delete delete -> 204;
        };
        return new BatchAnswer.Item(
                status,
                write.record().toString(),
                record == null || write instanceof Delete ? null : RecordWrites.answer(place.table(), record),
                null);
    }

    private BatchAnswer each(ApiCaller caller, Place place, List<BatchRequest.@Nullable Item> items) {
        AccountId account = caller.actor().account();
        TreeMap<Integer, BatchAnswer.Item> unreadable = new TreeMap<>();
        List<Write> writes = new ArrayList<>();
        List<Sent> sent = new ArrayList<>();
        List<Optional<String>> ids = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            DraftReader reader = new DraftReader(values, account, place.table());
            Write write = read(place, reader, i, items.get(i));
            if (reader.faults() > 0) {
                unreadable.put(i, refused(given(items.get(i)), reader.problem()));
            } else {
                writes.add(write);
                sent.add(sent(place, i, items.get(i)));
                ids.add(Optional.ofNullable(given(items.get(i))));
            }
        }
        Records.AlongsideEach alongside = (definition, came) -> {
            place.requireInForce(definition);
            if (caller.answersOnce()) {
                caller.answerInTransaction(200, JSON, answer(account, place, unreadable, writes, sent, ids, came));
            }
        };
        List<WriteOutcome> came = writes.isEmpty()
                ? List.of()
                : records.writeEach(caller.actor(), place.environment().id(), writes, alongside);
        if (came.stream().anyMatch(WriteOutcome.Closed.class::isInstance)) {
            throw outcomes.problem(account, place.table(), sent, new WriteOutcome.Closed())
                    .exception();
        }
        return answer(account, place, unreadable, writes, sent, ids, came);
    }

    private BatchAnswer answer(
            AccountId account,
            Place place,
            Map<Integer, BatchAnswer.Item> unreadable,
            List<Write> writes,
            List<Sent> sent,
            List<Optional<String>> ids,
            List<WriteOutcome> came) {
        List<BatchAnswer.Item> results = new ArrayList<>();
        int written = 0;
        for (int i = 0; i < writes.size(); i++) {
            Write write = writes.get(i);
            if (came.get(i) instanceof WriteOutcome.Saved saved) {
                StoredRecord record = saved.records().stream().findFirst().orElse(null);
                results.add(done(place, write, record));
                written++;
            } else {
                ApiProblem.Builder problem = outcomes.problem(account, place.table(), sent, came.get(i));
                results.add(refused(ids.get(i).orElse(null), byVersion(problem, came.get(i))));
            }
        }
        unreadable.forEach(results::add);
        return new BatchAnswer(written, results);
    }

    /** The id as the call has it: one made up for a record that was not made would lead nowhere. */
    private static @Nullable String given(BatchRequest.@Nullable Item item) {
        return item == null
                ? null
                : Optional.ofNullable(item.id())
                        .filter(id -> ApiValues.recordId(id).isPresent())
                        .orElse(null);
    }

    private static BatchAnswer.Item refused(@Nullable String id, ApiProblem.Builder problem) {
        return new BatchAnswer.Item(
                problem.type().status(),
                id,
                null,
                new BatchAnswer.ItemProblem(
                        problem.type().address(),
                        problem.type().title(),
                        problem.told(),
                        problem.advice(),
                        problem.faults().stream().map(BatchAnswer.Fault::of).toList()));
    }

    private static Write read(Place place, DraftReader reader, int index, BatchRequest.@Nullable Item item) {
        String pointer = "/writes/" + index;
        if (item == null) {
            reader.note(pointer, null, "A write is needed here.");
            return new Delete(place.table().id(), RecordId.next(), null);
        }
        String op = item.op() == null ? "" : item.op();
        if (!op.equals("create") && item.id() == null) {
            reader.note(pointer + "/id", "id", "The id of the record is needed here.");
        }
        RecordId id = reader.id(pointer + "/id", item.id());
        RecordDraft draft = reader.read(pointer + "/fields", item.fields());
        return switch (op) {
            case "create" -> new Create(place.table().id(), id, draft);
            case "update" -> new Update(place.table().id(), id, item.version(), draft);
            case "delete" -> new Delete(place.table().id(), id, item.version());
            default -> {
                reader.note(pointer + "/op", "op", "Possible are create, update and delete.");
                yield new Delete(place.table().id(), id, null);
            }
        };
    }

    private static Sent sent(Place place, int index, BatchRequest.@Nullable Item item) {
        return new Sent("/writes/" + index, RecordWrites.sentNames(place.table(), item == null ? null : item.fields()));
    }
}
