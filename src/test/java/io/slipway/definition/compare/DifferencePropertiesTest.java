package io.slipway.definition.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.common.json.CanonicalJson;
import io.slipway.definition.RandomDefinitions;
import io.slipway.definition.Resource;
import io.slipway.definition.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What holds for differences whatever people edit. */
class DifferencePropertiesTest {

    @Test
    void applyingADifferenceLeadsToItsTarget() {
        pairs((before, after) -> {
            Difference difference = Difference.between(before, after);
            assertThat(difference.applyTo(before)).isEqualTo(after);
            assertThat(Difference.between(after, difference.applyTo(before)).isEmpty())
                    .isTrue();
        });
    }

    @Test
    void nothingDiffersFromItself() {
        pairs((before, after) -> {
            assertThat(Difference.between(after, after).isEmpty()).isTrue();
            assertThat(Difference.between(after, after).roots()).isEmpty();
        });
    }

    @Test
    void everyModificationIsToldInWords() {
        pairs((before, after) -> Difference.between(before, after).changes().forEach(change -> {
            if (change instanceof ResourceChange.Modified modified) {
                assertThat(modified.properties()).as("%s", modified).isNotEmpty();
                assertThat(modified.words())
                        .allSatisfy(line -> assertThat(line).isNotBlank().doesNotContain("null"));
            }
        }));
    }

    @Test
    void theTreeShowsEachChangeOnce() {
        pairs((before, after) -> {
            Difference difference = Difference.between(before, after);
            List<ResourceChange> shown = new ArrayList<>();
            difference.roots().forEach(root -> collect(root, shown));
            assertThat(shown).containsExactlyInAnyOrderElementsOf(difference.changes());
        });
    }

    @Test
    void resourcesSurviveTheTripThroughJson() {
        pairs((before, after) -> {
            SortedMap<ResourceId, Resource> read = new TreeMap<>();
            after.forEach(
                    (id, resource) -> read.put(id, CanonicalJson.read(CanonicalJson.write(resource), Resource.class)));
            assertThat(read).isEqualTo(after);
        });
    }

    @Test
    void aClosureOfChosenChangesIsADefinition() {
        Seeded.cases(300, random -> {
            RandomDefinitions edits = new RandomDefinitions(random, new AtomicLong());
            SortedMap<ResourceId, Resource> before = edits.start();
            SortedMap<ResourceId, Resource> after = edits.edited(before, 12);
            List<ResourceId> chosen = Difference.between(before, after).changes().stream()
                    .map(ResourceChange::id)
                    .filter(id -> random.nextInt(3) == 0)
                    .toList();
            Closure closure = Closure.of(before, after, chosen);
            assertThat(DefinitionRules.check(closure.applyTo(before, after))).isEmpty();
            assertThat(closure.changes()).containsAll(chosen);
            assertThat(closure.reasons().keySet())
                    .containsExactlyInAnyOrderElementsOf(closure.changes().stream()
                            .filter(id -> !chosen.contains(id))
                            .toList());
        });
    }

    @Test
    void aCascadeLeavesADefinition() {
        Seeded.cases(100, random -> {
            SortedMap<ResourceId, Resource> resources = new RandomDefinitions(random, new AtomicLong()).start();
            for (ResourceId id : resources.keySet()) {
                SortedMap<ResourceId, Resource> left = Cascade.remove(resources, List.of(id));
                assertThat(left).doesNotContainKey(id);
                assertThat(DefinitionRules.check(left)).isEmpty();
            }
        });
    }

    private static void collect(DifferenceNode node, List<ResourceChange> shown) {
        if (node.change() != null) {
            shown.add(node.change());
        }
        node.children().forEach(child -> collect(child, shown));
    }

    private interface Pair {
        void check(SortedMap<ResourceId, Resource> before, SortedMap<ResourceId, Resource> after);
    }

    private static void pairs(Pair pair) {
        Seeded.cases(200, random -> {
            RandomDefinitions edits = new RandomDefinitions(random, new AtomicLong());
            SortedMap<ResourceId, Resource> before = edits.start();
            pair.check(before, edits.edited(before, 1 + random.nextInt(15)));
        });
    }
}
