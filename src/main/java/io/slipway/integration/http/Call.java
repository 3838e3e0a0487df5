package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiCaller;
import io.slipway.integration.ApiPaths;
import io.slipway.integration.internal.OnceCall;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of the call at work. It goes with the request from filter to filter. */
final class Call {

    private static final String ATTRIBUTE = Call.class.getName();

    private final String requestId = UUID.randomUUID().toString();
    private final Instant at;
    private ApiTokens.@Nullable Access access;
    private @Nullable OnceCall once;

    private Call(Instant at) {
        this.at = at;
    }

    static Call begin(HttpServletRequest request, Instant at) {
        Call call = new Call(at);
        request.setAttribute(ATTRIBUTE, call);
        return call;
    }

    static @Nullable Call of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Call call ? call : null;
    }

    /** Whether a request is for the API, wherever it is met. */
    static boolean isForApi(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.equals(ApiPaths.V1) || path.startsWith(ApiPaths.V1 + "/");
    }

    String requestId() {
        return requestId;
    }

    Instant at() {
        return at;
    }

    ApiTokens.@Nullable Access access() {
        return access;
    }

    void signedIn(ApiTokens.Access found) {
        access = found;
    }

    @Nullable
    OnceCall once() {
        return once;
    }

    void once(OnceCall claimed) {
        once = claimed;
    }

    ApiCaller caller() {
        if (access == null) {
            throw new IllegalStateException("Nobody has signed in for this call");
        }
        return new ApiCaller(access.actor(), access.token(), requestId, once);
    }
}
