package io.slipway.integration.http;

import io.slipway.integration.ApiProblem;
import io.slipway.integration.PageWanted;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Which parameters an address may have. One that is not known is refused and not passed over: a misspelt {@code
 * dryrun=true} would be the real thing, and a misspelt filter a list of everything.
 */
final class QueryNames {

    /** Per method the names it knows; empty: it looks after them itself. */
    private final Map<Method, Optional<Set<String>>> known = new ConcurrentHashMap<>();

    /**
     * @throws ApiProblem for the first parameter the method does not know
     */
    void check(HttpServletRequest request, HandlerMethod method) {
        String query = request.getQueryString();
        if (query == null || query.isEmpty()) {
            return;
        }
        known.computeIfAbsent(method.getMethod(), QueryNames::of).ifPresent(names -> check(query, names));
    }

    private static void check(String query, Set<String> names) {
        for (String pair : query.split("&")) {
            String name = decoded(pair.contains("=") ? pair.substring(0, pair.indexOf('=')) : pair);
            if (!name.isEmpty() && !names.contains(name)) {
                String told = name.length() > 100 ? name.substring(0, 100) + "…" : name;
                throw ApiProblem.invalidParameter(
                        told,
                        "There is no parameter “" + told + "” here. Nothing was done.",
                        names.isEmpty()
                                ? "This call has none."
                                : "Possible are: " + String.join(", ", new TreeSet<>(names)) + ".");
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Optional<Set<String>> of(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            if (parameter.getType() == PageWanted.class) {
                names.addAll(PageParameters.NAMES);
            }
            RequestParam asked = parameter.getAnnotation(RequestParam.class);
            if (asked == null) {
                continue;
            }
            if (Map.class.isAssignableFrom(parameter.getType())) {
                return Optional.empty();
            }
            names.add(asked.name().isEmpty() ? parameter.getName() : asked.name());
        }
        return Optional.of(names);
    }
}
