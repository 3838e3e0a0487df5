package io.slipway.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.slipway.common.ResourceId;
import io.slipway.definition.RandomDefinitions;
import io.slipway.definition.Resource;
import io.slipway.definition.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema and the reader agree. */
class DocumentSchemaTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HERE = "here";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final Schema EDITORS = REGISTRY.getSchema(DocumentSchema.forEditors());
    private static final Schema PROGRAMS = programs();

    private static Schema programs() {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", "#/$defs/Document");
        ObjectNode all = root.putObject("$defs");
        DocumentSchema.forPrograms(name -> "#/$defs/" + name)
                .forEach((name, schema) -> all.set(name, JSON.readTree(schema)));
        return REGISTRY.getSchema(root.toString());
    }

    @Test
    void whateverIsWrittenIsValidForEditorsAndPrograms() {
        Seeded.cases(60, random -> {
            String text = DefinitionDocument.write(new RandomDefinitions(random, new AtomicLong()).start(), HERE);
            assertThat(EDITORS.validate(text, InputFormat.JSON)).isEmpty();
            assertThat(PROGRAMS.validate(text, InputFormat.JSON)).isEmpty();
        });
    }

    @Test
    void whatTheGuideShowsIsValid() {
        for (String text : List.of("""
                {"$schema": "https://slipway.example.com/schemas/definition.json",
                 "format": "slipway-definition", "version": "1", "roles": []}""", """
                {"format": "slipway-definition", "version": 1,
                 "tables": [{"name": "Tasks", "titleField": "Name", "fields": [
                   {"name": "Name", "kind": "text", "defaultValue": 7},
                   {"name": "State", "kind": {"kind": "single-choice", "choices": ["Open", {"id": 7, "label": "Done"}]}},
                   {"name": "Size", "kind": {"kind": "integer", "min": "-9223372036854775808", "max": null}}]}],
                 "conversions": [{"table": "Tasks", "field": "Size", "rule": "cut-to-fit", "otherwise": {"rule": "refuse"}}]}""")) {
            assertThat(EDITORS.validate(text, InputFormat.JSON)).as(text).isEmpty();
        }
    }

    @Test
    void unknownMembersAreRefusedByBothWhereverTheyStand() {
        Seeded.cases(2, random -> {
            AtomicLong ids = new AtomicLong();
            SortedMap<ResourceId, Resource> resources = new RandomDefinitions(random, ids).start();
            ObjectNode document = (ObjectNode) JSON.readTree(DefinitionDocument.write(resources, HERE));
            for (ObjectNode object : objects(document)) {
                object.put("surplus", 1);
                String text = document.toString();
                assertThat(EDITORS.validate(text, InputFormat.JSON)).as(text).isNotEmpty();
                assertThat(PROGRAMS.validate(text, InputFormat.JSON)).as(text).isNotEmpty();
                assertThat(problems(text, resources, ids))
                        .as("%s in %s", object, text)
                        .anyMatch(problem -> problem.path().endsWith(".surplus"));
                object.remove("surplus");
            }
        });
    }

    /** The schema can't know what only the environment can tell; but it never refuses what would be read. */
    @Test
    void whatTheSchemaRefusesIsNeverRead() {
        List<JsonNode> others = Stream.of("null", "true", "-1", "1.5", "\"words\"", "\"12\"", "[]", "[{}]", "{}", "7")
                .map(JSON::readTree)
                .toList();
        Seeded.cases(2, random -> {
            AtomicLong ids = new AtomicLong();
            SortedMap<ResourceId, Resource> resources = new RandomDefinitions(random, ids).start();
            ObjectNode document = (ObjectNode) JSON.readTree(DefinitionDocument.write(resources, HERE));
            int refused = 0;
            for (ObjectNode object : objects(document)) {
                for (String key : List.copyOf(object.propertyNames())) {
                    JsonNode before = object.get(key);
                    JsonNode other = others.get(random.nextInt(others.size()));
                    object.set(key, other);
                    String text = document.toString();
                    if (!EDITORS.validate(text, InputFormat.JSON).isEmpty()) {
                        refused++;
                        assertThat(problems(text, resources, ids))
                                .as("%s: %s instead of %s", key, other, before)
                                .isNotEmpty();
                    }
                    object.set(key, before);
                }
            }
            assertThat(refused).isPositive();
        });
    }

    private static List<DocumentProblem> problems(String text, Map<ResourceId, Resource> current, AtomicLong ids) {
        return DefinitionDocument.read(text, current, HERE, new TestIds(ids)).problems();
    }

    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> all = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            all.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(each -> all.addAll(objects(each)));
        }
        return all;
    }
}
