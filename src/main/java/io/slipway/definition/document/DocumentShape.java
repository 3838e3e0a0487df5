package io.slipway.definition.document;

import io.slipway.definition.Cardinality;
import io.slipway.definition.View;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What can stand where in a document. The one source of what the reader knows and of the JSON Schema ({@link
 * DocumentSchema}), so that neither knows a property the other does not.
 *
 * @param name of the schema
 * @param parts in the order messages name them
 */
record DocumentShape(String name, List<Part> parts) {

    DocumentShape {
        parts = List.copyOf(parts);
    }

    /**
     * A property.
     *
     * @param needed whether it must be there, whatever is in the environment now
     */
    record Part(String name, Type type, boolean needed, String about) {}

    /** What a property can hold. */
    sealed interface Type {}

    /** A text; null is none. */
    record Phrase(boolean nullable) implements Type {}

    /** One of some words. */
    record OneOf(List<String> words, boolean nullable) implements Type {}

    /** The one thing it can be. */
    record Constant(Object value) implements Type {}

    /**
     * A whole number, as number or as text.
     *
     * @param least null: any
     * @param wide whether it is written as text when it is too long for programs that bend long numbers
     */
    record Whole(@Nullable Long least, boolean nullable, boolean wide) implements Type {}

    record YesNo() implements Type {}

    /**
     * A default value or one of a filter, as its canonical text.
     *
     * @param lists whether it can be a list of choices
     */
    record Value(boolean lists) implements Type {}

    /** A name, an id, or both. */
    record Reference(boolean nullable) implements Type {}

    /** A reference that is written as the name alone. */
    record ByName() implements Type {}

    record ListOf(Type each) implements Type {}

    record Nested(DocumentShape shape) implements Type {}

    /** The entries of a section. */
    record Section(DocumentSection section) implements Type {}

    /** What a field holds. */
    record Kind() implements Type {}

    /** A label, or a label with its id. */
    record Choice() implements Type {}

    /** What becomes of a value that does not convert. */
    record Rule() implements Type {}

    private static final Type TEXT = new Phrase(true);
    private static final Type YES_NO = new YesNo();
    private static final Type ID = new Whole(1L, true, false);
    private static final Type SMALL = new Whole(null, false, false);
    private static final Type REFERENCE = new Reference(false);
    private static final Type OPTIONAL_REFERENCE = new Reference(true);
    private static final Type REFERENCES = new ListOf(REFERENCE);

    static final DocumentShape REFERENCE_OBJECT = shape(
            "Reference",
            part("id", new Whole(1L, true, false), "Its id"),
            part("name", TEXT, "Its name"),
            part("table", new ByName(), "The table it is in, where the name alone does not say it"));
    static final DocumentShape CHOICE = shape(
            "Choice",
            part("id", ID, "Stays when the label changes"),
            needed("label", new Phrase(false), "What people see"));
    static final DocumentShape ITEM = shape(
            "FormItem",
            needed("field", REFERENCE, "A field of the same table"),
            part("readOnly", YES_NO, "Whether it is only shown"),
            part("heading", TEXT, "Stands above it"));
    static final DocumentShape FILTER = shape(
            "Filter",
            needed("field", REFERENCE, "A field of the same table"),
            needed("comparison", new OneOf(words(View.Comparison.class), false), "How it is compared"),
            part("value", new Value(true), "What it is compared with"));
    static final DocumentShape SORT = shape(
            "Sort",
            needed("field", REFERENCE, "A field of the same table"),
            part("descending", YES_NO, "Whether the largest comes first"));
    static final DocumentShape PERMISSION = shape(
            "Permission",
            needed("table", REFERENCE, "The table"),
            part("see", YES_NO, "See records"),
            part("create", YES_NO, "Create records"),
            part("edit", YES_NO, "Edit records"),
            part("delete", YES_NO, "Delete records"));
    static final DocumentShape RULE = shape(
            "Rule",
            needed(
                    "rule",
                    new OneOf(List.of("refuse", "make-empty", "fixed-value", "cut-to-fit", "date-pattern"), false),
                    "What is done with a value that does not convert"),
            part("canonicalText", new Value(false), "For fixed-value: what it becomes"),
            part("pattern", TEXT, "For date-pattern: how dates are written"),
            part("otherwise", new Rule(), "What is done when that is not possible either"));
    static final DocumentShape CONVERSION = new DocumentShape(
            "Conversion",
            Stream.concat(
                            Stream.of(
                                    part("table", OPTIONAL_REFERENCE, "The field's table"),
                                    needed("field", REFERENCE, "The field")),
                            RULE.parts().stream())
                    .toList());

    /** Kinds of fields by their word, with their settings. */
    static final Map<String, DocumentShape> KINDS = kinds();

    /** The document itself. */
    static final DocumentShape DOCUMENT = new DocumentShape(
            "Document",
            Stream.concat(
                            Stream.of(
                                    part("$schema", TEXT, "Where this schema is, for editors; without effect"),
                                    needed("format", new Constant(DefinitionDocument.FORMAT), "Says what this is"),
                                    needed("version", new Constant(DefinitionDocument.VERSION), "Of the format"),
                                    part("origin", TEXT, "Marks the account whose ids these are"),
                                    part(
                                            "conversions",
                                            new ListOf(new Nested(CONVERSION)),
                                            "What is done with values that do not convert; never in an exported document")),
                            DocumentSection.OUTER.stream().map(DocumentShape::section))
                    .toList());

    /** One of the entries of a section. */
    static DocumentShape of(DocumentSection section) {
        Part id = part("id", ID, "The same in all environments of an account, whatever the name");
        Part name = part("name", TEXT, "What people call it");
        return switch (section) {
            case TABLES ->
                new DocumentShape(
                        "Table",
                        Stream.concat(
                                        Stream.of(
                                                id,
                                                name,
                                                part("description", TEXT, "For people"),
                                                part(
                                                        "titleField",
                                                        OPTIONAL_REFERENCE,
                                                        "The field records are called by")),
                                        DocumentSection.OF_TABLE.stream().map(DocumentShape::section))
                                .toList());
            case RELATIONSHIPS ->
                shape(
                        "Relationship",
                        id,
                        name,
                        part("to", OPTIONAL_REFERENCE, "The table it leads to"),
                        part("cardinality", new OneOf(words(Cardinality.class), true), "How many it links"));
            case FIELDS ->
                shape(
                        "Field",
                        id,
                        name,
                        part("kind", new Kind(), "What it holds"),
                        part("rank", new Whole(null, true, false), "Its place, smaller first"),
                        part("required", YES_NO, "Whether it must not be empty"),
                        part("unique", YES_NO, "Whether no two records may have the same"),
                        part("defaultValue", new Value(true), "What new records have"),
                        part("help", TEXT, "For people who fill it in"));
            case FORMS -> shape("Form", id, name, part("items", list(ITEM), "Its fields, in their order"));
            case VIEWS ->
                shape(
                        "View",
                        id,
                        name,
                        part("columns", REFERENCES, "The fields it shows, in their order"),
                        part("filters", list(FILTER), "Only records that pass all of them"),
                        part("sorts", list(SORT), "The first counts most"),
                        part("form", OPTIONAL_REFERENCE, "What a record is opened in"));
            case APPS ->
                shape(
                        "App",
                        id,
                        name,
                        part("description", TEXT, "For people"),
                        part("icon", TEXT, "Its icon's name"),
                        part("tables", REFERENCES, "Its tables"),
                        part("views", REFERENCES, "The views it offers"));
            case ROLES ->
                shape(
                        "Role",
                        id,
                        name,
                        part("apps", REFERENCES, "Apps it may open"),
                        part("tables", list(PERMISSION), "What it may do with records"));
            case USER_GROUPS -> shape("UserGroup", id, name, part("roles", REFERENCES, "What its members may do"));
        };
    }

    /** The same with more properties. */
    DocumentShape with(String... names) {
        return new DocumentShape(
                name,
                Stream.concat(
                                parts.stream(),
                                Arrays.stream(names)
                                        .map(each -> each.equals("table")
                                                ? part(each, OPTIONAL_REFERENCE, "The table it is in")
                                                : DOCUMENT.part(each)))
                        .toList());
    }

    private Part part(String called) {
        return parts.stream()
                .filter(part -> part.name().equals(called))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(called));
    }

    /** The properties' names, in their order. */
    List<String> names() {
        return parts.stream().map(Part::name).toList();
    }

    private static Map<String, DocumentShape> kinds() {
        Part choices = part("choices", new ListOf(new Choice()), "In their order");
        Part scale = part("scale", SMALL, "Decimal places");
        Map<String, DocumentShape> kinds = new LinkedHashMap<>();
        kind(kinds, "text", part("maxLength", SMALL, "Most characters, 1 to 100"));
        kind(kinds, "long-text");
        kind(
                kinds,
                "integer",
                part("min", new Whole(null, true, true), "The least; null: any"),
                part("max", new Whole(null, true, true), "The most; null: any"));
        kind(kinds, "decimal", scale);
        kind(kinds, "currency", part("code", TEXT, "For example EUR"));
        kind(kinds, "percent", scale);
        List.of("date", "date-time", "time", "yes-no").forEach(word -> kind(kinds, word));
        kind(kinds, "single-choice", choices);
        kind(kinds, "multi-choice", choices);
        List.of("email", "phone", "url", "user").forEach(word -> kind(kinds, word));
        kind(
                kinds,
                "auto-number",
                part("prefix", TEXT, "Stands before the number"),
                part("digits", SMALL, "At least so many"));
        kind(kinds, "link", part("relationship", REFERENCE, "Of the same table"));
        return Collections.unmodifiableMap(kinds);
    }

    private static void kind(Map<String, DocumentShape> kinds, String word, Part... settings) {
        kinds.put(
                word,
                new DocumentShape(
                        "Kind",
                        Stream.concat(
                                        Stream.of(needed("kind", new Constant(word), "Its word")),
                                        Arrays.stream(settings))
                                .toList()));
    }

    private static List<String> words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Words::of).toList();
    }

    private static Part section(DocumentSection section) {
        return part(section.key(), new Section(section), "All there are; absent: they stay as they are");
    }

    private static DocumentShape shape(String name, Part... parts) {
        return new DocumentShape(name, List.of(parts));
    }

    private static Type list(DocumentShape shape) {
        return new ListOf(new Nested(shape));
    }

    private static Part part(String name, Type type, String about) {
        return new Part(name, type, false, about);
    }

    private static Part needed(String name, Type type, String about) {
        return new Part(name, type, true, about);
    }
}
