package io.slipway.integration.records;

import io.slipway.common.AccountId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.value.Parsed;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import io.slipway.records.RecordDraft;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes drafts of the values callers send, and notes where something can't be taken. */
final class DraftReader {

    /** Errors told at most; the rest is only counted. */
    private static final int TOLD = 100;

    private final ApiValues values;
    private final AccountId account;
    private final ApiTable table;
    private final ApiProblem.Builder problem;
    private boolean unknownField;
    private int faults;

    DraftReader(ApiValues values, AccountId account, ApiTable table) {
        this.values = values;
        this.account = account;
        this.table = table;
        this.problem = ApiProblem.of(ProblemType.INVALID_INPUT);
    }

    /** How often {@link #note} was called. */
    int faults() {
        return faults;
    }

    /**
     * @param pointer where the values stand in the body
     */
    RecordDraft read(String pointer, @Nullable Map<String, @Nullable Object> fields) {
        Map<ResourceId, @Nullable Object> draft = new HashMap<>();
        if (fields == null) {
            return new RecordDraft(draft);
        }
        fields.forEach((name, json) -> {
            String place = pointer + "/" + escape(name);
            Optional<Field> field = table.field(name);
            if (field.isEmpty()) {
                unknownField = true;
                note(
                        place,
                        name,
                        "“" + Shown.cut(name) + "” is no field of “"
                                + table.table().name() + "”.");
            } else if (draft.containsKey(field.get().id())) {
                note(place, name, "This field stands there twice, by name and by id.");
            } else {
                draft.put(field.get().id(), value(place, name, field.get(), json));
            }
        });
        return new RecordDraft(draft);
    }

    private @Nullable Object value(String place, String name, Field field, @Nullable Object json) {
        return switch (values.read(account, field, json)) {
            case Parsed.Ok ok -> ok.value();
            case Parsed.Bad bad -> {
                note(place, name, bad.reason());
                yield null;
            }
        };
    }

    /** The id a caller gave; a new one where it gave none. */
    RecordId id(String pointer, @Nullable String text) {
        if (text == null) {
            return RecordId.next();
        }
        return ApiValues.recordId(text).orElseGet(() -> {
            note(pointer, "id", "An id is a UUID such as 01997e2a-7c1e-7000-8000-000000000000.");
            return RecordId.next();
        });
    }

    void note(String pointer, @Nullable String field, String detail) {
        faults++;
        if (faults <= TOLD) {
            problem.fault(Shown.cut(pointer), field == null ? null : Shown.cut(field), detail);
        }
    }

    /**
     * @throws ApiProblem when anything was noted
     */
    void requireNone() {
        if (faults > 0) {
            throw problem().exception();
        }
    }

    ApiProblem.Builder problem() {
        ApiProblem.Builder told = unknownField && faults == 1
                ? ApiProblem.of(ProblemType.UNKNOWN_FIELD)
                : ApiProblem.of(ProblemType.INVALID_INPUT);
        problem.faults().forEach(fault -> told.fault(fault.pointer(), fault.field(), fault.detail()));
        if (faults == 1) {
            ApiProblem.Fault only = problem.faults().getFirst();
            told.detail(only.detail());
            if (only.field() != null) {
                told.field(only.field());
            }
        } else {
            told.detail(
                    faults + " values can't be taken." + (faults > TOLD ? " The first " + TOLD + " are told." : ""));
        }
        return told.fix("Change what “errors” names and call again. Nothing was written.");
    }

    private static String escape(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }
}
