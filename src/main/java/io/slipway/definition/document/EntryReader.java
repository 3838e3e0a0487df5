package io.slipway.definition.document;

import io.slipway.common.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds the resources in a document, and which lists it speaks of. */
final class EntryReader {

    /**
     * A list the document speaks of: what it does not name is to go.
     *
     * @param table the table whose list it is; null: the document's
     */
    record Spoken(DocumentSection section, @Nullable Entry table) {}

    /** More than any installation has; keeps a hostile document from keeping us busy. */
    private static final int MOST = 50_000;

    private final Problems problems;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<Spoken> spoken = new HashSet<>();

    EntryReader(Problems problems) {
        this.problems = problems;
    }

    List<Entry> entries() {
        return entries;
    }

    Set<Spoken> spoken() {
        return spoken;
    }

    /** The entries of a whole document. */
    void document(JsonNode node) {
        Properties root = new Properties(node, "$", "The document", problems);
        root.only(DocumentShape.DOCUMENT.names());
        String format = root.textOrNull("format");
        if (!DefinitionDocument.FORMAT.equals(format)) {
            root.problem("format", "The format must be \"" + DefinitionDocument.FORMAT + "\".");
        }
        Long version = root.whole("version", null);
        if (version == null || version != DefinitionDocument.VERSION) {
            root.problem(
                    "version",
                    "This installation reads version " + DefinitionDocument.VERSION
                            + " of the format. A newer document needs a newer Slipway.");
        }
        DocumentSection.OUTER.forEach(section -> list(root, section, null));
    }

    /** The entry of a document of one resource. */
    Entry single(DocumentSection section, JsonNode node) {
        DocumentShape shape = DocumentShape.of(section).with("$schema", "origin", "conversions");
        Properties properties = new Properties(node, "$", section.type().label(), problems);
        return entry(section, properties, null, (section.inTable() ? shape.with("table") : shape).names());
    }

    private void list(Properties outer, DocumentSection section, @Nullable Entry table) {
        List<Properties> objects = outer.objects(section.key());
        if (objects == null) {
            return;
        }
        spoken.add(new Spoken(section, table));
        for (Properties properties : objects) {
            if (entries.size() >= MOST) {
                properties.problem("A document has at most " + MOST + " resources. Send the rest one by one.");
                return;
            }
            properties.called(section.type().label());
            entry(section, properties, table, DocumentShape.of(section).names());
        }
    }

    private Entry entry(DocumentSection section, Properties properties, @Nullable Entry table, List<String> known) {
        Long id = properties.whole("id", null);
        if (id != null && id <= 0) {
            properties.problem("id", "An id is a positive whole number.");
            id = null;
        }
        Entry entry = new Entry(
                section,
                properties,
                table,
                id == null ? null : new ResourceId(id),
                properties.textOrNull("name"),
                known);
        properties.called(entry.title());
        entries.add(entry);
        if (section == DocumentSection.TABLES) {
            DocumentSection.OF_TABLE.forEach(inner -> list(properties, inner, entry));
        }
        return entry;
    }
}
