package io.slipway.integration.http;

import io.slipway.integration.ApiProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems as application/problem+json. */
@Component
class ProblemWriter {

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /** Answers with the problem; nothing can be done when the answer has begun already. */
    void write(HttpServletRequest request, HttpServletResponse response, ApiProblem.Builder problem) {
        if (response.isCommitted()) {
            return;
        }
        Call call = Call.of(request);
        String requestId = call == null ? UUID.randomUUID().toString() : call.requestId();
        response.resetBuffer();
        response.setHeader(CallFilter.REQUEST_ID, requestId);
        response.setStatus(problem.type().status());
        problem.headers().forEach(response::setHeader);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            response.getOutputStream().write(json.writeValueAsBytes(problem.body(requestId)));
            response.flushBuffer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
