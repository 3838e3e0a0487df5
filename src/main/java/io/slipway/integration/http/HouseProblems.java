package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.account.ChangedMeanwhile;
import io.slipway.account.NotAllowed;
import io.slipway.common.AccountId;
import io.slipway.common.InvalidInput;
import io.slipway.definition.UnknownResource;
import io.slipway.environment.GateClosed;
import io.slipway.environment.StaleDefinition;
import io.slipway.imports.AlreadyStarted;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.LockedAccount;
import io.slipway.integration.ProblemType;
import io.slipway.storage.ChangeFeed;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/** What the services of the house say no with, as problems. */
@Component
class HouseProblems {

    private static final long DATABASE_RETRY_SECONDS = 5;

    private final LockedAccount locked;

    HouseProblems(LockedAccount locked) {
        this.locked = locked;
    }

    ApiProblem.@Nullable Builder of(Exception error, @Nullable Call call) {
        return switch (error) {
            case ApiProblem known -> known.problem();
            case AlreadyStarted started ->
                ApiProblem.of(ProblemType.CONFLICT)
                        .detail(String.valueOf(started.getMessage()))
                        .field(started.place())
                        .fix("Look at its state; begin another import for more files or another plan.");
            case InvalidInput input ->
                ApiProblem.of(ProblemType.INVALID_INPUT)
                        .detail(input.getMessage() == null ? "A value can't be taken." : input.getMessage())
                        .field(input.place())
                        .fix("Change what “errors” names and call again.")
                        .fault("/" + input.place(), input.place(), String.valueOf(input.getMessage()));
            case NotAllowed refused ->
                ApiProblem.of(ProblemType.NOT_ALLOWED)
                        .detail(String.valueOf(refused.getMessage()))
                        .fix("Use a token whose owner may do this.");
            case ChangedMeanwhile changed -> changed();
            case StaleDefinition stale -> changed();
            case UnknownResource unknown -> ApiProblem.notFound("resource").problem();
            case GateClosed closed -> locked.problem(account(call, closed));
            case ChangeFeed.Trimmed trimmed ->
                ApiProblem.of(ProblemType.CURSOR_TOO_OLD)
                        .detail("The changes after this cursor are no longer kept.")
                        .field("cursor")
                        .fix("Read the records anew, then ask for changes without a cursor.");
            case CannotCreateTransactionException down -> unavailable();
            case DataAccessResourceFailureException down -> unavailable();
            case TransientDataAccessException busy -> unavailable();
            default -> null;
        };
    }

    private static AccountId account(@Nullable Call call, GateClosed closed) {
        ApiTokens.Access access = call == null ? null : call.access();
        return access == null ? closed.environment().account() : access.actor().account();
    }

    private static ApiProblem.Builder changed() {
        return ApiProblem.of(ProblemType.CHANGED_MEANWHILE)
                .detail("Somebody else changed this meanwhile. Nothing was written.")
                .fix("Read it again, then repeat the change.");
    }

    private static ApiProblem.Builder unavailable() {
        return ApiProblem.of(ProblemType.UNAVAILABLE)
                .detail("The database can't take this at the moment.")
                .fix("Repeat the call later.")
                .retryAfter(DATABASE_RETRY_SECONDS);
    }
}
