package io.slipway.integration.http;

import io.slipway.account.ApiTokens;
import io.slipway.common.Sha256;
import io.slipway.integration.ApiProblem;
import io.slipway.integration.internal.OnceCall;
import io.slipway.integration.internal.OnceKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/** The innermost filter: limits bodies, and holds request and answer of a call with an Idempotency-Key. */
final class BodyFilter extends OncePerRequestFilter {

    static final String KEY_HEADER = "Idempotency-Key";
    static final String KEY = OnceKey.class.getName();
    static final String BODY = KeptBody.class.getName();

    private static final int LONGEST_KEY = 255;
    private static final String[] KEPT_HEADERS = {"Content-Type", "ETag", "Location"};

    private final long limit;
    private final ProblemWriter problems;

    BodyFilter(ApiProperties properties, ProblemWriter problems) {
        this.limit = properties.largestBody().toBytes();
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        LimitedBody limited = new LimitedBody(request, limit);
        String key = request.getHeader(KEY_HEADER);
        boolean once = key != null && request.getMethod().equals("POST");
        boolean kept = !request.getMethod().equals("GET") && mayBeKept(request);
        if (!once && !kept) {
            chain.doFilter(limited, response);
            return;
        }
        if (once && key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            problems.write(
                    request,
                    response,
                    ApiProblem.invalidParameter(
                                    KEY_HEADER,
                                    "The key is empty or longer than " + LONGEST_KEY + " characters.",
                                    "Send a fresh UUID for each call.")
                            .problem());
            return;
        }
        try {
            if (once && key != null) {
                once(limited, response, chain, key);
            } else {
                chain.doFilter(read(limited), response);
            }
        } catch (BodyProblems.TooLarge large) {
            problems.write(request, response, BodyProblems.tooLarge(limit));
        }
    }

    private void once(LimitedBody request, HttpServletResponse response, FilterChain chain, String key)
            throws ServletException, IOException {
        HttpServletRequest read = read(request);
        byte[] body = request.getAttribute(BODY) instanceof byte[] kept ? kept : new byte[0];
        Call call = Objects.requireNonNull(Call.of(request));
        ApiTokens.Access access = Objects.requireNonNull(call.access());
        byte[] fingerprint = fingerprint(request, body);
        request.setAttribute(
                KEY,
                new OnceKey(
                        access.token().id(),
                        hash(key),
                        fingerprint,
                        isJson(request) ? null : request.digested(fingerprint)));
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean failed = true;
        try {
            chain.doFilter(read, answer);
            failed = false;
        } finally {
            OnceCall once = call.once();
            if (once != null) {
                once.answered(failed ? 500 : answer.getStatus(), headers(answer), answer.getContentAsByteArray());
            }
            answer.copyBodyToResponse();
        }
    }

    private static boolean mayBeKept(HttpServletRequest request) {
        Call call = Call.of(request);
        ApiTokens.Access access = call == null ? null : call.access();
        return access != null && access.token().queues();
    }

    /** The request with its body read, unless that is an upload. */
    private static HttpServletRequest read(LimitedBody request) throws IOException {
        if (!isJson(request)) {
            return request;
        }
        request.requireAnnouncedLength();
        byte[] body = request.getInputStream().readAllBytes();
        request.setAttribute(BODY, body);
        return new KeptBody(request, body);
    }

    /** Whether the body may be held; others are uploads, whose digest is known when they have been read. */
    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null
                || type.regionMatches(true, 0, MediaType.APPLICATION_JSON_VALUE, 0, 16)
                || type.regionMatches(true, 0, "application/merge-patch+json", 0, 28);
    }

    static byte[] fingerprint(HttpServletRequest request, byte[] body) {
        MessageDigest digest = Sha256.digest();
        String query = request.getQueryString();
        String address =
                request.getMethod() + " " + request.getRequestURI() + "?" + (query == null ? "" : query) + "\n";
        digest.update(address.getBytes(StandardCharsets.UTF_8));
        if (!isJson(request)) {
            digest.update(Long.toString(request.getContentLengthLong()).getBytes(StandardCharsets.UTF_8));
        }
        return digest.digest(body);
    }

    private static byte[] hash(String key) {
        return Sha256.bytes(key.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(HttpServletResponse answer) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT_HEADERS) {
            @Nullable String value = name.equals("Content-Type") ? answer.getContentType() : answer.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
