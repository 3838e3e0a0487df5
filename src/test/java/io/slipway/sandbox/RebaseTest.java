package io.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.RandomDefinitions;
import io.slipway.definition.Resource;
import io.slipway.definition.Seeded;
import io.slipway.definition.Table;
import io.slipway.definition.compare.Collision;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.compare.Settlement;
import io.slipway.definition.compare.ThreeWay;
import io.slipway.definition.value.ConversionRule;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.records.RecordDraft;
import io.slipway.storage.StoredRecord;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What production got meanwhile is brought into a sandbox. */
class RebaseTest extends OnRebase {

    private static final int SEEDS = 6;
    private static final int ROUNDS = 3;

    /**
     * Whatever both sides do, and however collisions are settled: after a rebase the sandbox is the merge, it differs
     * from production exactly in what survived of its changes, and promoting it gives the merge. Over several rounds, so
     * that revisions of earlier rebases are folded again.
     */
    @Test
    void afterARebaseTheSandboxIsTheMergeWhateverBothSidesDid() {
        Seeded.cases(SEEDS, random -> {
            Workplace here = new Workplace(workshop, sandboxes, records);
            RandomDefinitions edits = new RandomDefinitions(random, new AtomicLong(10_000));
            put(here.production, edits.start());
            EnvironmentId sandbox = here.sandbox("HR", DataChoice.NONE, true);
            for (int round = 1; round <= ROUNDS; round++) {
                edits.favour(List.copyOf(resources(sandbox).keySet()).subList(0, 3));
                put(sandbox, edits.edited(resources(sandbox), 8));
                put(here.production, edits.edited(resources(here.production), 8));
                rebaseAndCheck(here, sandbox, random);
            }
        });
    }

    private void rebaseAndCheck(Workplace here, EnvironmentId sandbox, Random random) {
        SortedMap<ResourceId, Resource> base = definitions
                .at(here.production, definitions.base(sandbox).revision())
                .resources();
        SortedMap<ResourceId, Resource> ours = resources(sandbox);
        SortedMap<ResourceId, Resource> theirs = resources(here.production);
        Map<String, Settlement> settlements = new HashMap<>();
        Rebase outcome = settledBy(random, here, sandbox, settlements);
        assertThat(outcome).isInstanceOf(Rebase.Rebased.class);

        SortedMap<ResourceId, Resource> merged =
                ThreeWay.compare(base, ours, theirs, settlements).resources();
        definitions.forget(sandbox);
        Definition now = definitions.current(sandbox);
        assertThat(now.resources()).isEqualTo(merged);
        assertThat(now.layouts().keySet())
                .isEqualTo(now.all(Table.class).map(Table::id).collect(java.util.stream.Collectors.toSet()));
        now.all(Table.class)
                .forEach(table -> assertThat(here.all(sandbox, table.id())).isEmpty());

        PendingChanges pending = sandboxes.pending(here.boss, sandbox);
        assertThat(pending.isRebased()).isTrue();
        assertThat(pending.base())
                .isEqualTo(definitions.current(here.production).revision());
        assertThat(pending.collisions()).isEmpty();
        assertThat(pending.difference()).isEqualTo(Difference.between(theirs, merged));
        assertThat(pending.difference().applyTo(theirs)).isEqualTo(merged);
        assertThat(sandboxes.rebase(here.boss, sandbox, Map.of())).isEqualTo(new Rebase.UpToDate());
    }

    private Rebase settledBy(
            Random random, Workplace here, EnvironmentId sandbox, Map<String, Settlement> settlements) {
        Rebase outcome = sandboxes.rebase(here.boss, sandbox, settlements);
        for (int answers = 0; outcome instanceof Rebase.Unsettled unsettled && answers < 50; answers++) {
            for (Collision collision : unsettled.collisions()) {
                settlements.computeIfAbsent(
                        collision.id(),
                        id -> random.nextBoolean() ? Settlement.KEEP_SANDBOX : Settlement.KEEP_PRODUCTION);
            }
            outcome = sandboxes.rebase(here.boss, sandbox, settlements);
        }
        return outcome;
    }

    @Test
    void disjointChangesComeTogetherByThemselvesAndKeepTheirAuthors() {
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        StoredRecord ada = place.hire(sandbox, "Ada");
        Field room = place.field(place.employees.id(), "Room", new FieldKind.ShortText(10));
        replace(sandbox, room, new Table(place.employees.id(), "Employees", "Everybody", null));
        Field desk = place.field(place.employees.id(), "Desk", new FieldKind.WholeNumber(null, null));
        replace(place.production, desk, new Table(place.employees.id(), "People", "", null));
        assertThat(place.find(sandbox).productionMoved()).isTrue();

        Rebase outcome = sandboxes.rebase(place.builder(), sandbox, Map.of());

        assertThat(outcome).isInstanceOf(Rebase.Rebased.class);
        Definition now = definitions.current(sandbox);
        assertThat(now.get(Table.class, place.employees.id()))
                .isEqualTo(new Table(place.employees.id(), "People", "Everybody", null));
        assertThat(now.fields(place.employees.id())).extracting(Field::name).contains("Room", "Desk");
        assertThat(place.names(sandbox)).containsExactly("Ada");
        place.write(
                sandbox,
                new RecordDraft.Update(
                        place.employees.id(), ada.id(), null, new RecordDraft(Map.of(desk.id(), 12L, room.id(), "B"))));
        List<Changelog.Entry> log = changelog.full(place.boss, sandbox);
        assertThat(log)
                .filteredOn(entry -> entry.name().equals("Room"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.by()).isEqualTo("test"));
        assertThat(log)
                .filteredOn(entry -> entry.by().startsWith("Rebase by "))
                .singleElement()
                .satisfies(entry -> assertThat(entry.changes()).containsExactly("name: “Employees” → “People”"));
        assertThat(changelog.net(place.boss, sandbox))
                .extracting(Changelog.Entry::name)
                .containsExactlyInAnyOrder("Room", "People");
    }

    @Test
    void collisionsAreListedUntilTheyAreSettledAndThenDoneAsChosen() {
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        replace(sandbox, place.name.withName("Full name"), table("Staff"));
        replace(place.production, place.name.withName("Surname"), table("People"));

        Rebase open = sandboxes.rebase(place.boss, sandbox, Map.of());

        List<Collision> collisions = new ArrayList<>(((Rebase.Unsettled) open).collisions());
        assertThat(collisions).hasSize(2);
        assertThat(sandboxes.pending(place.boss, sandbox).collisions()).isEqualTo(collisions);
        assertThat(resources(sandbox).get(place.name.id()).name()).isEqualTo("Full name");
        Map<String, Settlement> half = Map.of(collisions.getFirst().id(), Settlement.KEEP_SANDBOX);
        assertThat(sandboxes.rebase(place.boss, sandbox, half)).isInstanceOf(Rebase.Unsettled.class);
        Map<String, Settlement> all = new TreeMap<>();
        collisions.forEach(collision -> all.put(
                collision.id(),
                collision.resource().equals(place.name.id()) ? Settlement.KEEP_SANDBOX : Settlement.KEEP_PRODUCTION));
        assertThat(sandboxes.rebase(place.boss, sandbox, all)).isInstanceOf(Rebase.Rebased.class);
        assertThat(resources(sandbox).get(place.name.id()).name()).isEqualTo("Full name");
        assertThat(resources(sandbox).get(place.employees.id()).name()).isEqualTo("People");
    }

    private Table table(String name) {
        return new Table(place.employees.id(), name, "", null);
    }

    @Test
    void whatOneSideDeletedAndTheOtherChangedIsAskedAboutAndBothAnswersWork() {
        Field room = place.field(place.employees.id(), "Room", new FieldKind.ShortText(10));
        Field desk = place.field(place.employees.id(), "Desk", new FieldKind.ShortText(10));
        replace(place.production, room, desk);
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        workshop.build(sandbox, resources -> resources.remove(room.id()));
        replace(sandbox, desk.withName("Table"));
        replace(place.production, room.withName("Office"));
        workshop.build(place.production, resources -> resources.remove(desk.id()));
        Map<String, Settlement> all = new TreeMap<>();
        ((Rebase.Unsettled) sandboxes.rebase(place.boss, sandbox, Map.of()))
                .collisions()
                .forEach(collision -> all.put(collision.id(), Settlement.KEEP_PRODUCTION));
        assertThat(sandboxes.rebase(place.boss, sandbox, all)).isInstanceOf(Rebase.Rebased.class);
        assertThat(resources(sandbox)).isEqualTo(resources(place.production));
        assertThat(place.find(sandbox).pendingChanges()).isZero();
        assertThat(place.all(sandbox, place.employees.id())).isEmpty();
    }

    @Test
    void recordsOfTheSandboxThatDoNotFitWhatProductionChangedStopItByName() {
        Field born = place.field(place.employees.id(), "Born", new FieldKind.ShortText(20));
        replace(place.production, born);
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        StoredRecord ada = place.hire(sandbox, "Ada");
        born(sandbox, ada, born, "December");
        born(sandbox, place.hire(sandbox, "Bob"), born, "1970-01-31");
        replace(sandbox, place.field(place.employees.id(), "Room", new FieldKind.ShortText(10)));
        replace(place.production, born.withKind(new FieldKind.Date()));
        Definition before = definitions.current(sandbox);

        Rebase outcome = sandboxes.rebase(place.boss, sandbox, Map.of());

        assertThat(outcome).isInstanceOfSatisfying(Rebase.DataDoesNotFit.class, refused -> {
            assertThat(refused.field()).isEqualTo(born.id());
            assertThat(refused.message()).contains("Born", "Employees");
        });
        assertThat(definitions.current(sandbox)).isEqualTo(before);
        born(sandbox, ada, born, "1815-12-10");
        assertThat(sandboxes.rebase(place.boss, sandbox, Map.of())).isInstanceOf(Rebase.Rebased.class);
        assertThat(place.all(sandbox, place.employees.id()))
                .extracting(record -> record.value(born.id()))
                .containsExactly(LocalDate.of(1815, 12, 10), LocalDate.of(1970, 1, 31));
    }

    private void born(EnvironmentId environment, StoredRecord record, Field field, String value) {
        place.write(
                environment,
                new RecordDraft.Update(
                        place.employees.id(), record.id(), null, new RecordDraft(Map.of(field.id(), value))));
    }

    @Test
    void aChosenConversionRuleIsUsedAndMustSuitTheField() {
        Field born = place.field(place.employees.id(), "Born", new FieldKind.ShortText(20));
        replace(place.production, born);
        EnvironmentId sandbox = place.sandbox("HR", DataChoice.NONE, true);
        born(sandbox, place.hire(sandbox, "Ada"), born, "December");
        replace(place.production, born.withKind(new FieldKind.Date()));

        assertThatThrownBy(() ->
                        sandboxes.choose(place.boss, sandbox, new ResourceId(999_999), new ConversionRule.MakeEmpty()))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() ->
                        sandboxes.choose(place.boss, sandbox, born.id(), new ConversionRule.FixedValue("x".repeat(21))))
                .isInstanceOf(InvalidInput.class);
        sandboxes.choose(place.builder(), sandbox, born.id(), new ConversionRule.MakeEmpty());
        assertThat(sandboxes.conversionRules(place.boss, sandbox))
                .isEqualTo(Map.of(born.id(), new ConversionRule.MakeEmpty()));
        assertThat(sandboxes.rebase(place.boss, sandbox, Map.of())).isInstanceOf(Rebase.Rebased.class);
        assertThat(place.all(sandbox, place.employees.id()).getFirst().value(born.id()))
                .isNull();
        sandboxes.choose(place.boss, sandbox, born.id(), new ConversionRule.Refuse());
        assertThat(sandboxes.conversionRules(place.boss, sandbox)).isEmpty();
    }
}
