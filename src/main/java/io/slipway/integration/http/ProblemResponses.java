package io.slipway.integration.http;

import io.slipway.integration.Needs;
import io.slipway.integration.OfProduction;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.Arrays;
import java.util.List;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.HandlerMethod;

/** The answers of the OpenAPI document that are problems, with their headers. */
final class ProblemResponses {

    private static final String NOT_SIGNED_IN = "NotSignedIn";
    private static final String FORBIDDEN = "Forbidden";
    private static final String NOT_FOUND = "NotFound";
    private static final String TOO_MANY = "TooManyCalls";
    private static final String LOCKED = "Locked";
    private static final String UNAVAILABLE = "Unavailable";
    private static final String OTHER = "OtherProblem";

    private static final String REQUEST_ID = CallFilter.REQUEST_ID;
    private static final String RETRY_AFTER = "Retry-After";
    private static final String AUTHENTICATE = "WWW-Authenticate";
    private static final List<String> RATE = List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");

    private ProblemResponses() {}

    /** Adds the problem, the answers that bring one and their headers. */
    static void addTo(Components components) {
        components.addSchemas(ProblemSchema.NAME, ProblemSchema.of());
        components
                .addHeaders(REQUEST_ID, always(new StringSchema(), "Names this call in the log"))
                .addHeaders(RETRY_AFTER, always(number(), "Seconds to wait before the next try"))
                .addHeaders(AUTHENTICATE, always(new StringSchema(), "Bearer: send an API token"))
                .addHeaders(RATE.get(0), sometimes("Calls the token may make in a minute; missing: no limit is set"))
                .addHeaders(RATE.get(1), sometimes("Calls that are left at this moment"))
                .addHeaders(RATE.get(2), sometimes("Seconds until all calls are there again"));
        components
                .addResponses(
                        NOT_SIGNED_IN, response("No API token, or one that is not valid (any more)", AUTHENTICATE))
                .addResponses(FORBIDDEN, rated("The token lacks the scope, or its owner may not do this"))
                .addResponses(NOT_FOUND, rated("There is no such thing, or it is not yours to see"))
                .addResponses(
                        TOO_MANY,
                        rated(
                                "The token has used up what it may call for now, or has too many calls at work",
                                RETRY_AFTER))
                .addResponses(
                        LOCKED,
                        rated(
                                "The account is locked for a moment (type environment-locked, with “run” and"
                                        + " “expectedEnd”), or the database can't take the call; nothing of it was written",
                                RETRY_AFTER))
                .addResponses(
                        UNAVAILABLE,
                        rated(
                                "Not available for a moment, for example because the database can't take the call",
                                RETRY_AFTER))
                .addResponses(OTHER, rated("Another problem; its type tells which"));
    }

    /** Says what an operation may be answered with when it can't be done. */
    static void describe(Operation operation, HandlerMethod method, Needs needs) {
        boolean refused = needs.whileLocked() == Needs.WhileLocked.REFUSED;
        operation
                .getResponses()
                .addApiResponse("401", reference(NOT_SIGNED_IN))
                .addApiResponse("403", reference(FORBIDDEN))
                .addApiResponse("429", reference(TOO_MANY))
                .addApiResponse("503", reference(refused ? LOCKED : UNAVAILABLE))
                .addApiResponse("default", reference(OTHER));
        if (mayBeMissing(method)) {
            operation.getResponses().addApiResponse("404", reference(NOT_FOUND));
        }
    }

    private static boolean mayBeMissing(HandlerMethod method) {
        return AnnotatedElementUtils.hasAnnotation(method.getBeanType(), OfProduction.class)
                || Arrays.stream(method.getMethodParameters())
                        .anyMatch(parameter -> parameter.hasParameterAnnotation(PathVariable.class));
    }

    private static ApiResponse reference(String name) {
        return new ApiResponse().$ref("#/components/responses/" + name);
    }

    private static ApiResponse rated(String description, String... headers) {
        ApiResponse response = response(description, headers);
        RATE.forEach(name -> response.addHeaderObject(name, header(name)));
        return response;
    }

    private static ApiResponse response(String description, String... headers) {
        ApiResponse response = new ApiResponse()
                .description(description)
                .addHeaderObject(REQUEST_ID, header(REQUEST_ID))
                .content(new Content()
                        .addMediaType(
                                org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                                new MediaType().schema(new Schema<>().$ref(ProblemSchema.REFERENCE))));
        for (String name : headers) {
            response.addHeaderObject(name, header(name));
        }
        return response;
    }

    private static Header header(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }

    private static Header always(Schema<?> schema, String description) {
        return new Header().required(true).schema(schema).description(description);
    }

    private static Header sometimes(String description) {
        return new Header().required(false).schema(number()).description(description);
    }

    private static Schema<?> number() {
        return new IntegerSchema().format("int64");
    }
}
