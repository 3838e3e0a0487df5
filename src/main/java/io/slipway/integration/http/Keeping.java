package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import io.slipway.integration.Queued;
import io.slipway.integration.internal.OnceKey;
import io.slipway.integration.internal.QueuedCall;
import io.slipway.integration.internal.QueuedCalls;
import io.slipway.integration.queue.QueuedAnswer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.json.JsonMapper;

/** Keeps calls that met a lock, for tokens that asked for it. */
@Component
class Keeping {

    private static final String[] HEADERS = {"Content-Type", "If-Match"};

    private final QueuedCalls queued;
    private final JsonMapper json;

    Keeping(QueuedCalls queued, JsonMapper json) {
        this.queued = queued;
        this.json = json;
    }

    /** Whether a token's calls of an endpoint are kept when they can't be done at once. */
    static boolean wanted(ApiTokens.@Nullable Access access, @Nullable Object handler) {
        return access != null
                && access.token().queues()
                && handler instanceof HandlerMethod method
                && method.hasMethodAnnotation(Queued.class);
    }

    /** Keeps the call and answers 202 instead of the problem; false: this is none to be kept. */
    boolean keep(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Object handler,
            ApiProblem.Builder problem) {
        Call call = Call.of(request);
        ApiTokens.Access access = call == null ? null : call.access();
        if (problem.type() != ProblemType.ENVIRONMENT_LOCKED
                || access == null
                || !wanted(access, handler)
                || !(request.getAttribute(BodyFilter.BODY) instanceof byte[] body)
                || !queued.hasRoom(access.actor().account(), access.token().id())) {
            return false;
        }
        String query = request.getQueryString();
        QueuedCall kept = queued.add(
                access.actor().account(),
                access.token().id(),
                request.getAttribute(BodyFilter.KEY) instanceof OnceKey key ? key : null,
                BodyFilter.fingerprint(request, body),
                request.getMethod(),
                request.getRequestURI() + (query == null ? "" : "?" + query),
                headers(request),
                body);
        answer(response, kept);
        return true;
    }

    /** Answers that a call is kept, or was. */
    void answer(HttpServletResponse response, QueuedCall kept) {
        QueuedAnswer answer = QueuedAnswer.of(kept, json);
        response.resetBuffer();
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        response.setHeader("Location", answer.link());
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try {
            response.getOutputStream().write(json.writeValueAsBytes(answer));
            response.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : HEADERS) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
