package io.slipway.definition.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.Form;
import io.slipway.definition.RandomDefinitions;
import io.slipway.definition.RandomKinds;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Role;
import io.slipway.definition.Seeded;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.definition.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What holds for the three-way compare whatever people edit. */
class ThreeWayPropertiesTest {

    private static final int CASES = 400;

    @Test
    void withoutChangesInProductionTheSandboxIsTaken() {
        three((base, sandbox, production, random) -> {
            Merge merge = ThreeWay.compare(base, sandbox, base);
            assertThat(merge.collisions()).isEmpty();
            assertThat(merge.resources()).isEqualTo(sandbox);
        });
    }

    @Test
    void withoutChangesInTheSandboxProductionIsTaken() {
        three((base, sandbox, production, random) -> {
            Merge merge = ThreeWay.compare(base, base, production);
            assertThat(merge.collisions()).isEmpty();
            assertThat(merge.resources()).isEqualTo(production);
        });
    }

    @Test
    void theSameChangesOnBothSidesDoNotCollide() {
        three((base, sandbox, production, random) -> {
            Merge merge = ThreeWay.compare(base, sandbox, sandbox);
            assertThat(merge.collisions()).isEmpty();
            assertThat(merge.resources()).isEqualTo(sandbox);
        });
    }

    @Test
    void settledAtRandomTheResultIsAlwaysADefinition() {
        three((base, sandbox, production, random) -> {
            Merge merge = settled(base, sandbox, production, random);
            assertThat(DefinitionRules.check(merge.resources())).isEmpty();
        });
    }

    @Test
    void openCollisionsCountAsSettledForTheSandboxAndTheResultIsADefinition() {
        three((base, sandbox, production, random) -> {
            Merge open = ThreeWay.compare(base, sandbox, production);
            assertThat(DefinitionRules.check(open.resources())).isEmpty();
            Map<String, Settlement> all = new HashMap<>();
            open.collisions().forEach(collision -> all.put(collision.id(), Settlement.KEEP_SANDBOX));
            Merge settled = ThreeWay.compare(base, sandbox, production, all);
            assertThat(settled.resources()).isEqualTo(open.resources());
            assertThat(settled.isSettled()).isTrue();
        });
    }

    @Test
    void whatWasMergedMergesAgainWithoutCollisions() {
        three((base, sandbox, production, random) -> {
            SortedMap<ResourceId, Resource> merged =
                    settled(base, sandbox, production, random).resources();
            Merge again = ThreeWay.compare(production, merged, production);
            assertThat(again.collisions()).isEmpty();
            assertThat(again.resources()).isEqualTo(merged);
        });
    }

    @Test
    void theRandomCasesMeetEveryKindOfCollision() {
        java.util.Set<String> kinds = new java.util.TreeSet<>();
        three((base, sandbox, production, random) -> ThreeWay.compare(base, sandbox, production)
                .collisions()
                .forEach(collision ->
                        kinds.add(collision.id().replaceAll("^[0-9]+/|@.*$", "").replaceAll("/.*", "/"))));
        assertThat(kinds)
                .contains("deleted", "same-name", "settings", "together.filters", "kind", "kind.max", "kind.choices/")
                .contains("name", "items/", "tables/", "sorts", "rank", "together.views");
    }

    @Test
    void editsOfDifferentResourcesNeverCollide() {
        Seeded.cases(200, random -> {
            AtomicLong ids = new AtomicLong();
            SortedMap<ResourceId, Resource> base = new RandomDefinitions(random, ids).start();
            List<Resource> all = List.copyOf(base.values());
            SortedMap<ResourceId, Resource> sandbox = new TreeMap<>(base);
            SortedMap<ResourceId, Resource> production = new TreeMap<>(base);
            for (int i = 0; i < all.size(); i++) {
                SortedMap<ResourceId, Resource> side = i % 2 == 0 ? sandbox : production;
                Resource changed = described(all.get(i), "s" + i);
                side.put(changed.id(), changed);
            }
            Merge merge = ThreeWay.compare(base, sandbox, production);
            assertThat(merge.collisions()).isEmpty();
            for (Resource resource : all) {
                Resource expected = sandbox.get(resource.id()).equals(resource)
                        ? production.get(resource.id())
                        : sandbox.get(resource.id());
                assertThat(merge.resources().get(resource.id())).isEqualTo(expected);
            }
        });
    }

    /** Another name that nobody else has. */
    private static Resource described(Resource resource, String name) {
        return switch (resource) {
            case Table r -> new Table(r.id(), name, r.description(), r.titleField());
            case Relationship r -> new Relationship(r.id(), name, r.cardinality(), r.from(), r.to());
            case Field r -> r.withName(name);
            case Form r -> new Form(r.id(), r.table(), name, r.items());
            case View r -> new View(r.id(), r.table(), name, r.columns(), r.filters(), r.sorts(), r.form());
            case App r -> new App(r.id(), name, r.description(), r.icon(), r.tables(), r.views());
            case Role r -> new Role(r.id(), name, r.apps(), r.tables());
            case UserGroup r -> new UserGroup(r.id(), name, r.roles());
        };
    }

    /** Settles what is open, as a person does: again as long as answers lead to new questions. */
    private static Merge settled(
            SortedMap<ResourceId, Resource> base,
            SortedMap<ResourceId, Resource> sandbox,
            SortedMap<ResourceId, Resource> production,
            Random random) {
        Map<String, Settlement> settlements = new HashMap<>();
        Merge merge = ThreeWay.compare(base, sandbox, production);
        for (int round = 0; !merge.isSettled(); round++) {
            assertThat(round).as("rounds of questions").isLessThan(20);
            merge.open()
                    .forEach(open -> settlements.put(
                            open.id(), random.nextBoolean() ? Settlement.KEEP_SANDBOX : Settlement.KEEP_PRODUCTION));
            merge = ThreeWay.compare(base, sandbox, production, settlements);
        }
        return merge;
    }

    private interface Case {
        void check(
                SortedMap<ResourceId, Resource> base,
                SortedMap<ResourceId, Resource> sandbox,
                SortedMap<ResourceId, Resource> production,
                Random random);
    }

    private static void three(Case check) {
        Seeded.cases(CASES, random -> {
            RandomDefinitions edits = new RandomDefinitions(random, new AtomicLong());
            SortedMap<ResourceId, Resource> base = edits.start();
            List<Resource> all = List.copyOf(base.values());
            List<Resource> fields = all.stream().filter(Field.class::isInstance).toList();
            if (!fields.isEmpty()) {
                edits.favour(List.of(
                        RandomKinds.one(all, random).id(),
                        RandomKinds.one(fields, random).id()));
            }
            SortedMap<ResourceId, Resource> sandbox = edits.edited(base, 1 + random.nextInt(15));
            SortedMap<ResourceId, Resource> production = edits.edited(base, 1 + random.nextInt(15));
            check.check(base, sandbox, production, random);
        });
    }
}
