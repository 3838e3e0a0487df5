package io.slipway.definition.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something in a document that can't be taken.
 *
 * @param path where in the document, as a JSONPath, for example {@code $.tables[0].fields[2].kind.maxLength}
 * @param message for people: what it is about by name, what is wrong, and what to do
 */
public record DocumentProblem(String path, String message) {

    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_]+)|\\[([0-9]+)]|\\['([^']*)']");

    /** The same place as a JSON pointer (RFC 6901); empty: the document as a whole. */
    public String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (Matcher step = STEP.matcher(path); step.find(); ) {
            for (int group = 1; group <= step.groupCount(); group++) {
                if (step.group(group) != null) {
                    pointer.append('/')
                            .append(step.group(group).replace("~", "~0").replace("/", "~1"));
                }
            }
        }
        return pointer.toString();
    }
}
