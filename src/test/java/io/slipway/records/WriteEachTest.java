package io.slipway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.Transactions;
import io.slipway.environment.Gates;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.WriteOutcome.Closed;
import io.slipway.records.WriteOutcome.Conflict;
import io.slipway.records.WriteOutcome.Gone;
import io.slipway.records.WriteOutcome.Invalid;
import io.slipway.records.WriteOutcome.Saved;
import io.slipway.records.WriteOutcome.StillLinked;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Of many writes in one call those that can be taken are taken, and each of the others is told why not. */
@IntegrationTest
class WriteEachTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    ChangeFeed feed;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    AllKinds world;
    EnvironmentId production;
    Actor.Person admin;

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        production = world.production;
        admin = workshop.superAdmin(production.account());
    }

    private RecordDraft draft(@Nullable Object... namesAndValues) {
        Map<ResourceId, @Nullable Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(world.f(String.valueOf(namesAndValues[i])), namesAndValues[i + 1]);
        }
        return new RecordDraft(values);
    }

    private Create thing(Object... namesAndValues) {
        return new Create(world.things, RecordId.next(), draft(namesAndValues));
    }

    private Create place(String name) {
        return new Create(world.places, RecordId.next(), new RecordDraft(Map.of(world.placeName, name)));
    }

    private List<WriteOutcome> each(Write... writes) {
        return records.writeEach(admin, production, List.of(writes));
    }

    private StoredRecord made(Create create) {
        return ((Saved) records.write(admin, production, List.of(create)))
                .records()
                .getFirst();
    }

    private List<StoredRecord> all(ResourceId table) {
        return records.query(admin, production, RecordQuery.all(table));
    }

    private int problemAt(WriteOutcome outcome) {
        return ((Invalid) outcome).problems().getFirst().index();
    }

    @Test
    void theGoodAreWrittenAndEachOfTheOthersIsToldWhyNot() {
        StoredRecord old = made(thing("text", "old", "unique", "A"));
        StoredRecord linked = made(place("Linked"));
        made(thing("link", linked.id()));
        StoredRecord free = made(place("Free"));
        Create rome = place("Rome");
        Create first = thing("text", "first", "unique", "B", "link", rome.record());
        Create repeated = thing("unique", "B");
        RecordId nowhere = RecordId.next();
        long before = feed.sequence(production);
        List<WriteOutcome> outcomes = each(
                first,
                thing("integer", "no number"),
                repeated,
                new Update(world.things, old.id(), old.version() + 1, draft("text", "late")),
                new Update(world.things, nowhere, null, draft("text", "gone")),
                new Delete(world.places, linked.id(), null),
                rome,
                new Update(world.things, old.id(), null, draft("text", "twice")),
                new Delete(world.places, free.id(), null));
        assertThat(outcomes).hasSize(9);
        assertThat(((Saved) outcomes.get(0)).records())
                .singleElement()
                .satisfies(record -> assertThat(record.value(world.f("link"))).isEqualTo(rome.record()));
        assertThat(problemAt(outcomes.get(1))).isEqualTo(1);
        assertThat(problemAt(outcomes.get(2))).isEqualTo(2);
        assertThat(outcomes.get(3))
                .isInstanceOfSatisfying(
                        Conflict.class, conflict -> assertThat(conflict.now()).isEqualTo(old));
        assertThat(outcomes.get(4)).isEqualTo(new Gone(nowhere));
        assertThat(outcomes.get(5)).isInstanceOf(StillLinked.class);
        assertThat(outcomes.get(6)).isInstanceOf(Saved.class);
        assertThat(problemAt(outcomes.get(7))).isEqualTo(7);
        assertThat(outcomes.get(8)).isEqualTo(new Saved(List.of()));
        assertThat(all(world.things))
                .hasSize(3)
                .anySatisfy(record -> assertThat(record)
                        .isEqualTo(((Saved) outcomes.get(0)).records().getFirst()));
        assertThat(all(world.places)).hasSize(2);
        long after = feed.sequence(production);
        assertThat(after - before).isEqualTo(3);
    }

    @Test
    void allRecordsThatOthersLinkToAreFoundAtOnce() {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            StoredRecord place = made(place("Place " + i));
            writes.add(new Delete(world.places, place.id(), null));
            if (i % 2 == 0) {
                made(thing("links", List.of(place.id())));
            }
        }
        List<WriteOutcome> outcomes = records.writeEach(admin, production, writes);
        for (int i = 0; i < 6; i++) {
            assertThat(outcomes.get(i)).isInstanceOf(i % 2 == 0 ? StillLinked.class : Saved.class);
        }
        assertThat(all(world.places)).hasSize(3);
    }

    @Test
    void whoIsToldAlongsideIsToldWhatIsAnswered() {
        List<List<WriteOutcome>> told = new ArrayList<>();
        List<Write> writes = List.of(thing("integer", "no number"), thing("text", "good"));
        List<WriteOutcome> outcomes =
                records.writeEach(admin, production, writes, (definition, each) -> told.add(each));
        assertThat(told.getLast()).isEqualTo(outcomes);
        told.clear();
        records.writeEach(admin, production, writes.subList(0, 1), (definition, each) -> told.add(each));
        assertThat(told)
                .singleElement()
                .satisfies(each -> assertThat(each).singleElement().isInstanceOf(Invalid.class));
        assertThatThrownBy(() -> records.writeEach(admin, production, List.of(thing("text", "no")), (d, each) -> {
                    throw new IllegalArgumentException("not so");
                }))
                .hasMessage("not so");
        assertThat(all(world.things)).hasSize(1);
    }

    @Test
    void aClosedGateIsClosedForAll() {
        change(() -> gates.close(production, new RunId(1)));
        assertThat(each(thing("text", "a"), thing("integer", "no number"))).containsExactly(new Closed(), new Closed());
        change(() -> gates.open(production));
        assertThat(all(world.things)).isEmpty();
        assertThat(each()).isEmpty();
    }

    private void change(Runnable move) {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(production);
            move.run();
            return true;
        });
    }
}
