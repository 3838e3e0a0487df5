package io.slipway.integration.http;

import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemMember;
import io.slipway.integration.ProblemType;
import java.util.Collection;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Problems of bodies: too large, no JSON, JSON of another form. */
final class BodyProblems {

    private static final int MEGABYTE = 1024 * 1024;
    private static final String OTHER_FORM = "The body is no JSON of the form this call takes.";

    private BodyProblems() {}

    /** Thrown while a body is read that is longer than it may be. */
    static final class TooLarge extends java.io.IOException {
        private final long limit;

        TooLarge(long limit) {
            super("The body has more than " + limit + " bytes");
            this.limit = limit;
        }

        long limit() {
            return limit;
        }
    }

    /**
     * @param limit in bytes; 0: unknown
     */
    static ApiProblem.Builder tooLarge(long limit) {
        ApiProblem.Builder problem = ApiProblem.of(ProblemType.BODY_TOO_LARGE)
                .fix("Send it in smaller parts.")
                .header("Connection", "close");
        return limit == 0
                ? problem.detail("The body is larger than this call takes.")
                : problem.detail("The body may have at most " + limit / MEGABYTE + " MB.")
                        .with(ProblemMember.LIMIT, limit);
    }

    static ApiProblem.Builder of(HttpMessageNotReadableException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLarge large) {
                return tooLarge(large.limit);
            }
            if (cause instanceof MaxUploadSizeExceededException) {
                return tooLarge(0);
            }
            if (cause instanceof JacksonException json) {
                return of(json);
            }
        }
        return ApiProblem.of(ProblemType.MALFORMED_BODY)
                .detail("The body is missing or can't be read.")
                .fix("Send a JSON body.");
    }

    static ApiProblem.Builder of(JacksonException json) {
        for (Throwable cause = json; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLarge large) {
                return tooLarge(large.limit);
            }
        }
        ApiProblem.Builder problem =
                ApiProblem.of(ProblemType.MALFORMED_BODY).with(ProblemMember.POINTER, pointer(json));
        TokenStreamLocation place = json.getLocation();
        if (place != null && place.getLineNr() > 0) {
            problem.with(ProblemMember.LINE, place.getLineNr()).with(ProblemMember.COLUMN, place.getColumnNr());
        }
        if (json instanceof UnrecognizedPropertyException unknown) {
            return problem.detail("There is no property “" + cut(unknown.getPropertyName()) + "” here.")
                    .field(cut(unknown.getPropertyName()))
                    .fix("Possible are: "
                            + unknown.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (json instanceof StreamConstraintsException) {
            return problem.detail("The body is nested too deeply, or a name or number in it is too long.")
                    .fix("Send plain records.");
        }
        return problem.detail(why(json))
                .fix("Mend the place that pointer, line and column name; see /api/v1/openapi.json for the form.");
    }

    private static String why(JacksonException json) {
        if (json instanceof UnexpectedEndOfInputException) {
            return "The body breaks off before its end.";
        }
        if (json instanceof MismatchedInputException mismatch) {
            Class<?> type = mismatch.getTargetType();
            return type == null ? OTHER_FORM : "The body has another form than this call takes: " + needed(type);
        }
        String message = json.getOriginalMessage();
        if (message != null && message.startsWith("Duplicate Object property")) {
            return "The body has a name twice in the same object.";
        }
        return json instanceof StreamReadException ? "The body is no JSON." : OTHER_FORM;
    }

    private static String needed(Class<?> type) {
        if (type == String.class) {
            return "a text is needed here.";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false is needed here.";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number is needed here.";
        }
        return Collection.class.isAssignableFrom(type) ? "a list is needed here." : "an object is needed here.";
    }

    private static String pointer(JacksonException json) {
        return json.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .map(step -> "/" + cut(step).replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }

    private static String cut(String text) {
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
