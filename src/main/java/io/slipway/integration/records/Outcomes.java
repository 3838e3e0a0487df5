package io.slipway.integration.records;

import io.slipway.common.AccountId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.LockedAccount;
import io.slipway.integration.ProblemMember;
import io.slipway.integration.ProblemType;
import io.slipway.records.WriteOutcome;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What services answer to writes, as problems. */
@Component
class Outcomes {

    private final LockedAccount locked;

    Outcomes(LockedAccount locked) {
        this.locked = locked;
    }

    /**
     * Where a write stood in the body.
     *
     * @param pointer of the write as a whole
     * @param names how the caller named the fields
     */
    record Sent(String pointer, Map<ResourceId, String> names) {}

    /** The problem for an outcome that is not Saved. */
    ApiProblem.Builder problem(AccountId account, ApiTable table, List<Sent> sent, WriteOutcome outcome) {
        return switch (outcome) {
            case WriteOutcome.Saved saved -> throw new IllegalArgumentException("Saved is no problem");
            case WriteOutcome.Invalid invalid -> invalid(table, sent, invalid);
            case WriteOutcome.Conflict conflict ->
                ApiProblem.of(ProblemType.VERSION_MISMATCH)
                        .detail("Record " + conflict.record() + " is at version "
                                + conflict.now().version() + " by now.")
                        .field("If-Match")
                        .fix("Read it again, then repeat your change with its new ETag.")
                        .header("ETag", RecordAnswer.etag(conflict.now().version()));
            case WriteOutcome.Gone gone -> ApiProblem.notFound("record").problem();
            case WriteOutcome.StillLinked linked -> linked(linked);
            case WriteOutcome.Refused refused ->
                ApiProblem.of(ProblemType.NOT_ALLOWED)
                        .detail(refused.message())
                        .fix("Use a token whose owner may do this.");
            case WriteOutcome.Closed closed -> locked.problem(account);
        };
    }

    private static ApiProblem.Builder invalid(ApiTable table, List<Sent> sent, WriteOutcome.Invalid invalid) {
        ApiProblem.Builder problem = ApiProblem.of(ProblemType.INVALID_INPUT)
                .fix("Change what “errors” names and call again. Nothing was written.");
        for (WriteOutcome.Problem each : invalid.problems()) {
            Sent place = sent.get(each.index());
            @Nullable String name = name(table, place, each.field());
            problem.fault(
                    name == null
                            ? place.pointer()
                            : place.pointer() + "/fields/"
                                    + name.replace("~", "~0").replace("/", "~1"),
                    name,
                    each.message());
        }
        List<ApiProblem.Fault> faults = problem.faults();
        if (faults.size() == 1) {
            problem.detail(faults.getFirst().detail());
            String field = faults.getFirst().field();
            if (field != null) {
                problem.field(field);
            }
        } else {
            problem.detail(faults.size() + " values can't be taken.");
        }
        return problem;
    }

    private static @Nullable String name(ApiTable table, Sent place, @Nullable ResourceId field) {
        if (field == null) {
            return null;
        }
        String asSent = place.names().get(field);
        return asSent != null
                ? asSent
                : table.definition().find(Field.class, field).map(table::name).orElse(field.toString());
    }

    private static ApiProblem.Builder linked(WriteOutcome.StillLinked linked) {
        return ApiProblem.of(ProblemType.STILL_LINKED)
                .detail("Records still link to record " + linked.record() + ".")
                .fix("Unlink or delete those that “links” counts first.")
                .with(ProblemMember.LINKS, linked.links());
    }
}
