package io.slipway.integration.hostile;

import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One published operation.
 *
 * @param path template as the document has it
 * @param scope the scope it needs, as the document has it
 * @param media what its body is; null: it has none
 */
record Operation(
        String method,
        String path,
        String name,
        String scope,
        List<Parameter> parameters,
        @Nullable String media,
        @Nullable JsonNode body) {

    /**
     * A parameter.
     *
     * @param in path, query or header
     */
    record Parameter(String in, String name) {}

    /** All operations of a document, those that take away last. */
    static List<Operation> all(JsonNode document) {
        List<Operation> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> all.add(
                                of(operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        all.sort(java.util.Comparator.comparing(operation -> operation.method().equals("DELETE")));
        return all;
    }

    private static Operation of(String method, String path, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        operation
                .path("parameters")
                .forEach(each -> parameters.add(new Parameter(
                        each.path("in").asString(), each.path("name").asString())));
        JsonNode content = operation.path("requestBody").path("content");
        String media = content.isEmpty()
                ? null
                : content.propertyNames().stream()
                        .filter("application/json"::equals)
                        .findFirst()
                        .orElseGet(() -> content.propertyNames().iterator().next());
        return new Operation(
                method,
                path,
                operation.path("operationId").asString(),
                operation.path("x-slipway-scope").asString(),
                parameters,
                media,
                media == null ? null : content.path(media).path("schema"));
    }

    boolean takesJson() {
        return "application/json".equals(media);
    }

    List<String> names(String in) {
        return parameters.stream()
                .filter(each -> each.in().equals(in))
                .map(Parameter::name)
                .toList();
    }

    /** The address with ids for names. */
    String path(UnaryOperator<String> ids) {
        String filled = path;
        for (String each : names("path")) {
            filled = filled.replace("{" + each + "}", encoded(ids.apply(each)));
        }
        return filled;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Calls it at an address that {@link #path(UnaryOperator)} made. */
    Answer call(ApiClient client, String address, Map<String, String> headers, byte @Nullable [] content) {
        return client.send(address, request -> {
            if (media != null) {
                request.setHeader("Content-Type", media);
            }
            headers.forEach(request::setHeader);
            request.method(
                    method,
                    content == null
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofByteArray(content));
        });
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
