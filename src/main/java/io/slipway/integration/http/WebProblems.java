package io.slipway.integration.http;

import io.slipway.integration.ApiProblem;
import io.slipway.integration.ProblemType;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.core.JacksonException;

/** Problems of the call itself, before any service was asked. */
final class WebProblems {

    private WebProblems() {}

    static ApiProblem.@Nullable Builder of(Exception error) {
        if (error instanceof HttpMessageNotReadableException unreadable) {
            return BodyProblems.of(unreadable);
        }
        if (error instanceof JacksonException json) {
            return BodyProblems.of(json);
        }
        if (error instanceof MaxUploadSizeExceededException) {
            return BodyProblems.tooLarge(0);
        }
        ApiProblem.Builder about = aboutAddress(error);
        if (about == null) {
            about = aboutParameters(error);
        }
        return about == null ? aboutAnythingElse(error) : about;
    }

    private static ApiProblem.@Nullable Builder aboutAddress(Exception error) {
        if (error instanceof NoResourceFoundException || error instanceof NoHandlerFoundException) {
            return ApiProblem.of(ProblemType.NOT_FOUND)
                    .detail("There is nothing at this address.")
                    .fix("The addresses there are stand in /api/v1/openapi.json.");
        }
        if (error instanceof HttpRequestMethodNotSupportedException method) {
            String allowed = method.getSupportedHttpMethods() == null
                    ? ""
                    : method.getSupportedHttpMethods().stream()
                            .map(HttpMethod::name)
                            .sorted()
                            .collect(Collectors.joining(", "));
            return ApiProblem.of(ProblemType.METHOD_NOT_SUPPORTED)
                    .detail(method.getMethod() + " is not possible here.")
                    .fix("Use " + allowed + ".")
                    .header("Allow", allowed);
        }
        if (error instanceof HttpMediaTypeNotSupportedException media) {
            String possible = media.getSupportedMediaTypes().stream()
                    .map(MediaType::toString)
                    .collect(Collectors.joining(", "));
            return ApiProblem.of(ProblemType.MEDIA_TYPE_NOT_SUPPORTED)
                    .detail("A body of type " + media.getContentType() + " can't be read here.")
                    .fix("Send it with Content-Type " + (possible.isEmpty() ? "application/json" : possible) + ".")
                    .field("Content-Type");
        }
        if (error instanceof HttpMediaTypeNotAcceptableException) {
            return ApiProblem.of(ProblemType.NOT_ACCEPTABLE)
                    .detail("The answer can't be given in a form the header Accept allows.")
                    .fix("Accept application/json.")
                    .field("Accept");
        }
        return null;
    }

    private static ApiProblem.@Nullable Builder aboutParameters(Exception error) {
        if (error instanceof MissingServletRequestParameterException missing) {
            return parameter(missing.getParameterName(), "The parameter is missing.", "Add it to the address.");
        }
        if (error instanceof InvalidParameterException) {
            return parameter(
                    "query",
                    "The part after the question mark has bytes that are no text.",
                    "Send UTF-8, percent-encoded.");
        }
        if (error instanceof MissingRequestHeaderException missing) {
            return parameter(missing.getHeaderName(), "The header is missing.", "Send it.");
        }
        if (error instanceof MissingServletRequestPartException missing) {
            return parameter(missing.getRequestPartName(), "The part is missing.", "Send it in the form.");
        }
        if (error instanceof MethodArgumentTypeMismatchException mismatch) {
            return mistyped(mismatch.getName(), mismatch);
        }
        if (error instanceof TypeMismatchException mismatch) {
            String name = mismatch.getPropertyName();
            return mistyped(name == null ? "" : name, mismatch);
        }
        return null;
    }

    private static ApiProblem.@Nullable Builder aboutAnythingElse(Exception error) {
        if (error instanceof AsyncRequestTimeoutException) {
            return ApiProblem.of(ProblemType.UNAVAILABLE)
                    .detail("It took too long.")
                    .fix("Repeat the call later.")
                    .retryAfter(1);
        }
        if (error instanceof ErrorResponse response && response.getStatusCode().is4xxClientError()) {
            return ApiProblem.of(ProblemType.INVALID_PARAMETER)
                    .detail("A part of the call can't be taken.")
                    .fix("See /api/v1/openapi.json for what the call takes.");
        }
        return null;
    }

    private static ApiProblem.Builder mistyped(String name, TypeMismatchException mismatch) {
        String text = String.valueOf(mismatch.getValue());
        String said = "“" + (text.length() > 60 ? text.substring(0, 60) + "…" : text) + "”";
        Class<?> type = mismatch.getRequiredType();
        if (type == boolean.class || type == Boolean.class) {
            return parameter(name, said + " is neither true nor false.", "Give true or false.");
        }
        return type == int.class || type == Integer.class || type == long.class || type == Long.class
                ? parameter(name, said + " is no whole number of a size that is possible here.", "Give a whole number.")
                : parameter(name, said + " is not of the right type.", "See /api/v1/openapi.json.");
    }

    private static ApiProblem.Builder parameter(String name, String detail, String fix) {
        return ApiProblem.of(ProblemType.INVALID_PARAMETER)
                .detail(detail)
                .fix(fix)
                .field(name);
    }
}
