package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.common.AccountId;
import io.slipway.integration.AnsweredInTransaction;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.LargeBody;
import io.slipway.integration.LockedAccount;
import io.slipway.integration.Needs;
import io.slipway.integration.ProblemType;
import io.slipway.integration.internal.OnceCalls;
import io.slipway.integration.internal.OnceClaim;
import io.slipway.integration.internal.OnceKey;
import io.slipway.integration.internal.QueuedCalls;
import io.slipway.promotion.Lockout;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Between finding the endpoint and calling it: may the token, is the account open, was it done before. */
@Component
class ApiInterceptor implements HandlerInterceptor {

    /** Set on an answer that was given before. */
    static final String REPLAYED = "Idempotency-Replayed";

    private final LockedAccount locked;
    private final OnceCalls once;
    private final QueuedCalls queued;
    private final QueryNames queries = new QueryNames();

    ApiInterceptor(LockedAccount locked, OnceCalls once, QueuedCalls queued) {
        this.locked = locked;
        this.once = once;
        this.queued = queued;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod method) || request.getDispatcherType() == DispatcherType.ASYNC) {
            return true;
        }
        Call call = Call.of(request);
        ApiTokens.Access access = call == null ? null : call.access();
        if (call == null || access == null) {
            return true;
        }
        if (request.getMethod().equals("OPTIONS")) {
            return true;
        }
        Needs needs = needs(method);
        if (needs == null) {
            throw new IllegalStateException(method + " does not say what a token needs for it");
        }
        call.caller().require(needs.value());
        queries.check(request, method);
        AccountId account = access.actor().account();
        limitBody(request, method);
        if (needs.whileLocked() == Needs.WhileLocked.REFUSED) {
            Optional<Lockout> lockout = locked.lockout(account);
            if (lockout.isPresent()) {
                throw locked.problem(lockout.get()).exception();
            }
        }
        // What comes after calls that wait has to wait as well: it may build on them.
        if (Keeping.wanted(access, method) && mustWait(request, account, access)) {
            throw locked.problem(account).exception();
        }
        return !(request.getAttribute(BodyFilter.KEY) instanceof OnceKey key)
                || claim(call, account, key, method, response);
    }

    /** Whether earlier calls of the token wait, or this very call was kept before. */
    private boolean mustWait(HttpServletRequest request, AccountId account, ApiTokens.Access access) {
        return queued.anyWaits(account, access.token().id())
                || request.getAttribute(BodyFilter.KEY) instanceof OnceKey key
                        && queued.find(account, key).isPresent();
    }

    static @Nullable Needs needs(HandlerMethod method) {
        Needs own = method.getMethodAnnotation(Needs.class);
        return own != null ? own : AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), Needs.class);
    }

    private static void limitBody(HttpServletRequest request, HandlerMethod method) throws IOException {
        LimitedBody body = LimitedBody.of(request);
        if (body == null) {
            return;
        }
        if (method.hasMethodAnnotation(LargeBody.class)) {
            body.lift();
            return;
        }
        try {
            body.requireAnnouncedLength();
        } catch (BodyProblems.TooLarge large) {
            throw BodyProblems.tooLarge(large.limit()).exception();
        }
    }

    /** Whether the call is still to be done. */
    private boolean claim(Call call, AccountId account, OnceKey key, HandlerMethod method, HttpServletResponse response)
            throws IOException {
        OnceClaim claim = once.claim(account, key, method.hasMethodAnnotation(AnsweredInTransaction.class));
        return switch (claim) {
            case OnceClaim.Mine mine -> {
                call.once(mine.call());
                yield true;
            }
            case OnceClaim.Answered answered -> replay(answered, response);
            case OnceClaim.Uploaded uploaded -> {
                if (!isSame(uploaded, key)) {
                    throw otherCall();
                }
                yield replay(uploaded.answer(), response);
            }
            case OnceClaim.UnderWay underWay ->
                throw ApiProblem.of(ProblemType.IDEMPOTENCY_IN_PROGRESS)
                        .detail("A call with this Idempotency-Key is being worked on.")
                        .fix("Repeat it with the same key after the seconds of Retry-After.")
                        .field(BodyFilter.KEY_HEADER)
                        .retryAfter(1)
                        .exception();
            case OnceClaim.Unknown unknown ->
                throw ApiProblem.of(ProblemType.IDEMPOTENCY_OUTCOME_UNKNOWN)
                        .detail("A call with this Idempotency-Key broke off before it could be answered.")
                        .fix("Look whether it did what it should; if not, call again with a new key.")
                        .field(BodyFilter.KEY_HEADER)
                        .exception();
            case OnceClaim.OtherCall other -> throw otherCall();
        };
    }

    /** Reads the upload to its end, to compare it with the one that was taken. */
    private static boolean isSame(OnceClaim.Uploaded taken, OnceKey key) throws IOException {
        OnceKey.Upload upload = key.upload();
        try {
            return Arrays.equals(taken.fingerprint(), key.fingerprint())
                    || upload != null && Arrays.equals(taken.fingerprint(), upload.fingerprint());
        } catch (BodyProblems.TooLarge large) {
            throw BodyProblems.tooLarge(large.limit()).exception();
        }
    }

    private static boolean replay(OnceClaim.Answered answered, HttpServletResponse response) throws IOException {
        response.setStatus(answered.status());
        answered.headers().forEach(response::setHeader);
        response.setHeader(REPLAYED, "true");
        response.getOutputStream().write(answered.body());
        return false;
    }

    private static ApiProblem otherCall() {
        return ApiProblem.of(ProblemType.IDEMPOTENCY_KEY_REUSED)
                .detail("This Idempotency-Key came with another address or body before.")
                .fix("Use a new key for each call.")
                .field(BodyFilter.KEY_HEADER)
                .exception();
    }
}
