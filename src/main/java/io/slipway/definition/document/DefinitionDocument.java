package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one document of a definition: equal resources have equal text.
 *
 * <p>Ids count: they live through renames and are the same in all environments of an account. A document says by its
 * {@code origin} whose ids it uses; one of another account is matched by names alone.
 */
public final class DefinitionDocument {

    /** What {@code format} says. */
    public static final String FORMAT = "slipway-definition";

    /** The newest {@code version} there is. */
    public static final int VERSION = 1;

    /** Longest document that is read, in characters. */
    public static final int LIMIT = 20_000_000;

    private DefinitionDocument() {}

    /**
     * The whole definition.
     *
     * @param origin marks the account whose ids these are
     */
    public static String write(Map<ResourceId, ? extends Resource> resources, String origin) {
        return DocumentText.pretty(new DocumentWriter(resources).document(origin));
    }

    /** One resource; a table with all that is in it, and what is in a table with the table's name. */
    public static String write(Map<ResourceId, ? extends Resource> resources, Resource one, String origin) {
        return DocumentText.pretty(new DocumentWriter(resources).single(one, origin));
    }

    /**
     * Reads a whole document.
     *
     * @param current what is there now: properties and lists the document does not speak of stay as they are here
     * @param origin of the account {@code current} belongs to
     */
    public static DocumentReading read(
            String text, Map<ResourceId, ? extends Resource> current, String origin, DocumentIds ids) {
        return new DocumentReader(current, origin, ids).document(text);
    }

    /**
     * Reads one resource.
     *
     * @param wanted which resource it must be; null: the one the document names by its id or name, or a new one
     */
    public static DocumentReading read(
            DocumentSection section,
            @Nullable ResourceId wanted,
            String text,
            Map<ResourceId, ? extends Resource> current,
            String origin,
            DocumentIds ids) {
        return new DocumentReader(current, origin, ids).single(section, wanted, text);
    }
}
