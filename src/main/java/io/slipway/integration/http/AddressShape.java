package io.slipway.integration.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.mvc.condition.PathPatternsRequestCondition;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What every address that a pattern matches looks like.
 *
 * @param pattern decides
 * @param parts the elements of an address, separators too: a fixed text, or null for anything; null: nothing is known of
 *     them
 */
record AddressShape(PathPattern pattern, @Nullable List<Part> parts) {

    /**
     * An element of an address.
     *
     * @param fixed what it has to be; null: anything
     */
    record Part(@Nullable String fixed) {}

    static List<AddressShape> all(PathPatternsRequestCondition paths) {
        return paths.getPatterns().stream().map(AddressShape::of).toList();
    }

    static AddressShape of(PathPattern pattern) {
        String text = pattern.getPatternString();
        // Anything that may be of several lengths, or fixed in part only, is left to Spring.
        if (!text.startsWith("/") || !text.replaceAll("\\{[A-Za-z]\\w*}", "").matches("[\\w/.-]*")) {
            return new AddressShape(pattern, null);
        }
        List<Part> parts = PathContainer.parsePath(text.replaceAll("\\{[A-Za-z]\\w*}", "*")).elements().stream()
                .map(element -> new Part(element.value().contains("*") ? null : element.value()))
                .toList();
        return new AddressShape(pattern, parts);
    }

    boolean matches(PathContainer address) {
        return mayMatch(address.elements()) && pattern.matches(address);
    }

    private boolean mayMatch(List<PathContainer.Element> elements) {
        if (parts == null) {
            return true;
        }
        if (parts.size() != elements.size()) {
            return false;
        }
        // The ends differ more than the beginnings.
        for (int i = parts.size() - 1; i >= 0; i--) {
            String fixed = parts.get(i).fixed();
            if (fixed != null && !fixed.equals(text(elements.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static String text(PathContainer.Element element) {
        return element instanceof PathContainer.PathSegment segment ? segment.valueToMatch() : element.value();
    }
}
