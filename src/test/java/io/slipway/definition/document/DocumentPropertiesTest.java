package io.slipway.definition.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.RandomDefinitions;
import io.slipway.definition.Resource;
import io.slipway.definition.Seeded;
import io.slipway.definition.Small;
import io.slipway.definition.View;
import io.slipway.definition.compare.DefinitionRules;
import io.slipway.definition.compare.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for documents whatever people build. */
class DocumentPropertiesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HERE = "here";
    private static final String ELSEWHERE = "elsewhere";

    @Test
    void nothingIsLostOnTheWayThroughADocument() {
        Seeded.cases(200, random -> {
            AtomicLong ids = new AtomicLong();
            SortedMap<ResourceId, Resource> resources = new RandomDefinitions(random, ids).start();
            String text = DefinitionDocument.write(resources, HERE);
            assertThat(read(text, new TreeMap<>(), HERE, ids)).isEqualTo(resources);
            assertThat(read(text, resources, HERE, ids)).isEqualTo(resources);
            assertThat(DefinitionDocument.write(read(text, new TreeMap<>(), HERE, ids), HERE))
                    .isEqualTo(text);
        });
    }

    @Test
    void aDocumentLeadsFromAnyDefinitionToItsOwn() {
        Seeded.cases(200, random -> {
            AtomicLong ids = new AtomicLong();
            RandomDefinitions edits = new RandomDefinitions(random, ids);
            SortedMap<ResourceId, Resource> before = edits.start();
            SortedMap<ResourceId, Resource> after = edits.edited(before, 1 + random.nextInt(15));
            SortedMap<ResourceId, Resource> read = read(DefinitionDocument.write(after, HERE), before, HERE, ids);
            assertThat(Difference.between(before, read)).isEqualTo(Difference.between(before, after));
        });
    }

    @Test
    void eachResourceAloneIsLosslessToo() {
        Seeded.cases(30, random -> {
            AtomicLong ids = new AtomicLong();
            SortedMap<ResourceId, Resource> resources = new RandomDefinitions(random, ids).start();
            resources.values().forEach(one -> {
                DocumentReading reading = DefinitionDocument.read(
                        DocumentSection.of(one.type()),
                        one.id(),
                        DefinitionDocument.write(resources, one, HERE),
                        resources,
                        HERE,
                        new TestIds(ids));
                assertThat(reading.problems()).isEmpty();
                assertThat(reading.target()).isEqualTo(resources);
            });
        });
    }

    @Test
    void aDocumentOfAnotherAccountIsMadeOnceAndThenKnownByItsNames() {
        Seeded.cases(100, random -> {
            AtomicLong ids = new AtomicLong(1000);
            SortedMap<ResourceId, Resource> theirs =
                    withoutPeople(new RandomDefinitions(random, new AtomicLong()).start());
            SortedMap<ResourceId, Resource> ours =
                    Small.of(Small.table(3, "Ours, with an id that they have too"), Small.text(4, 3, "Name"));
            String text = theirText(theirs);
            SortedMap<ResourceId, Resource> once = read(text, ours, HERE, ids);
            assertThat(once).hasSize(theirs.size() + ours.size()).containsAllEntriesOf(ours);
            assertThat(DefinitionRules.check(once)).isEmpty();
            assertThat(read(text, once, HERE, ids)).isEqualTo(once);
        });
    }

    /** Lists left out, so that what is ours stays. */
    private static String theirText(SortedMap<ResourceId, Resource> theirs) {
        ObjectNode root = (ObjectNode) JSON.readTree(DefinitionDocument.write(theirs, ELSEWHERE));
        ObjectNode ours = ((ArrayNode) root.get("tables")).addObject();
        ours.put("name", "Ours, with an id that they have too");
        return root.toString();
    }

    @Test
    void whateverIsChangedInADocumentIsReadOrRefusedWithAPlace() {
        Seeded.cases(1500, random -> {
            AtomicLong ids = new AtomicLong();
            SortedMap<ResourceId, Resource> resources = new RandomDefinitions(random, ids).edited(new TreeMap<>(), 8);
            JsonNode root = JSON.readTree(DefinitionDocument.write(resources, HERE));
            for (int i = 0; i <= random.nextInt(3); i++) {
                damage(root, random);
            }
            DocumentReading reading = DefinitionDocument.read(root.toString(), resources, HERE, new TestIds(ids));
            assertThat(reading.problems()).allSatisfy(problem -> {
                assertThat(problem.path()).startsWith("$");
                assertThat(problem.message()).isNotBlank().doesNotContain("Exception");
            });
        });
    }

    private static void damage(JsonNode root, Random random) {
        List<Runnable> ways = new ArrayList<>();
        collect(root, random, ways);
        if (!ways.isEmpty()) {
            ways.get(random.nextInt(ways.size())).run();
        }
    }

    private static void collect(JsonNode node, Random random, List<Runnable> ways) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> property : List.copyOf(object.properties())) {
                ways.add(() -> object.set(property.getKey(), anything(random)));
                ways.add(() -> object.remove(property.getKey()));
                ways.add(() -> object.set(property.getKey() + "'; DROP TABLE x", anything(random)));
                collect(property.getValue(), random, ways);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                ways.add(() -> array.set(at, anything(random)));
                ways.add(() -> array.add(array.get(at)));
                collect(array.get(i), random, ways);
            }
        }
    }

    private static JsonNode anything(Random random) {
        List<String> values = List.of(
                "null",
                "true",
                "-1",
                "0",
                "3",
                "9223372036854775807",
                "99999999999999999999999999",
                "1.5",
                "1e99",
                "1e-99",
                "\"\"",
                "\"Name\"",
                "\"7\"",
                "\"text\"",
                "\"link\"",
                "\"\\ud800\"",
                "\"\\u0000\"",
                "\"\\u202Ertl\"",
                "\"<script>alert(1)</script>\"",
                "\"'; DROP TABLE t;--\"",
                "[]",
                "[[]]",
                "[{}]",
                "[\"Name\"]",
                "[1]",
                "{}",
                "{\"id\":1}",
                "{\"id\":1,\"name\":\"nobody\"}",
                "{\"name\":\"Name\"}",
                "{\"id\":\"x\"}",
                "{\"kind\":\"link\",\"relationship\":7}",
                "{\"kind\":\"text\",\"maxLength\":101}",
                "{\"kind\":\"single-choice\",\"choices\":[\"A\",\"a\"]}");
        return JSON.readTree(values.get(random.nextInt(values.size())));
    }

    private static SortedMap<ResourceId, Resource> read(
            String text, SortedMap<ResourceId, Resource> current, String origin, AtomicLong ids) {
        DocumentReading reading = DefinitionDocument.read(text, current, origin, new TestIds(ids));
        assertThat(reading.problems()).isEmpty();
        return reading.target();
    }

    /** People are not the same in two accounts: neither as default values nor in filters. */
    private static SortedMap<ResourceId, Resource> withoutPeople(SortedMap<ResourceId, Resource> resources) {
        SortedMap<ResourceId, Resource> result = new TreeMap<>(resources);
        result.replaceAll((id, resource) -> switch (resource) {
            case Field field when field.kind() instanceof FieldKind.User -> Small.withDefault(field, null);
            case View view ->
                new View(
                        view.id(),
                        view.table(),
                        view.name(),
                        view.columns(),
                        view.filters().stream()
                                .filter(filter -> !(resources.get(filter.field()) instanceof Field field
                                        && field.kind() instanceof FieldKind.User))
                                .toList(),
                        view.sorts(),
                        view.form());
            default -> resource;
        });
        return result;
    }
}
