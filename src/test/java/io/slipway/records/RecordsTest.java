package io.slipway.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.View;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class RecordsTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    ChangeFeed feed;

    AllKinds world;
    EnvironmentId production;
    Actor.Person admin;

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        production = world.production;
        admin = workshop.superAdmin(production.account());
    }

    private RecordDraft draft(Object... namesAndValues) {
        Map<ResourceId, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(world.f((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new RecordDraft(values);
    }

    private Create create(Object... namesAndValues) {
        return new Create(world.things, RecordId.next(), draft(namesAndValues));
    }

    private Create createPlace(String name) {
        return new Create(world.places, RecordId.next(), new RecordDraft(Map.of(world.placeName, name)));
    }

    private WriteOutcome write(Write... writes) {
        return records.write(admin, production, List.of(writes));
    }

    private StoredRecord saved(Write write) {
        return saved(write(write)).getFirst();
    }

    private static List<StoredRecord> saved(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Saved.class);
        return ((WriteOutcome.Saved) outcome).records();
    }

    private static List<WriteOutcome.Problem> problems(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Invalid.class);
        return ((WriteOutcome.Invalid) outcome).problems();
    }

    private List<StoredRecord> all() {
        return records.query(admin, production, RecordQuery.all(world.things));
    }

    private List<ChangeFeed.Entry> feedEntries() {
        feed.sequence(production);
        return feed.after(production, 0, 10_000);
    }

    @Test
    void whatIsSavedIsWhatIsThere() {
        StoredRecord rome = saved(createPlace("Rome"));
        StoredRecord oslo = saved(createPlace("Oslo"));
        Actor.Person person = workshop.person(production.account(), PersonKind.USER, "O'Neil <b>");
        StoredRecord saved = saved(create(
                "text",
                "\"><script>alert(1)</script> '; DROP TABLE x;-- 🚢 \u05E9\u05DC\u05D5\u05DD",
                "long",
                "a\r\nb\rc",
                "integer",
                Long.MAX_VALUE,
                "decimal",
                new BigDecimal("1.5"),
                "money",
                new BigDecimal("3"),
                "percent",
                new BigDecimal("12.500"),
                "date",
                LocalDate.of(2024, 2, 29),
                "dateTime",
                Instant.parse("2026-10-25T00:30:00.123456Z"),
                "time",
                LocalTime.of(0, 0),
                "yesNo",
                true,
                "single",
                5L,
                "multi",
                List.of(5L, 7L, 5L),
                "email",
                "someone@example.org",
                "phone",
                "030 1234",
                "url",
                "https://example.org/a?b=c#d",
                "user",
                person.user().value(),
                "link",
                rome.id(),
                "links",
                List.of(oslo.id(), rome.id()),
                "unique",
                "  "));
        assertThat(records.find(admin, production, world.things, saved.id())).contains(saved);
        assertThat(all()).containsExactly(saved);
        assertThat(saved.value(world.f("long"))).isEqualTo("a\nb\nc");
        assertThat(saved.value(world.f("multi"))).isEqualTo(List.of(7L, 5L));
        assertThat(saved.value(world.f("dateTime"))).isEqualTo(Instant.parse("2026-10-25T00:30:00.123Z"));
        assertThat(saved.value(world.f("number"))).isEqualTo(1L);
        assertThat(saved.createdBy()).isEqualTo(admin.user().value());
        assertThat(saved.version()).isEqualTo(1);
    }

    @Test
    void newRecordsTakeDefaultsAndNumbersUnlessToldOtherwise() {
        workshop.build(production, resources -> {
            Field text = world.field("text");
            resources.put(
                    text.id(), new Field(text.id(), text.table(), "text", text.kind(), 0, true, false, "new", ""));
        });
        assertThat(saved(create()).values()).isEqualTo(Map.of(world.f("text"), "new", world.f("number"), 1L));
        assertThat(saved(create("text", "mine")).values())
                .isEqualTo(Map.of(world.f("text"), "mine", world.f("number"), 2L));
        assertThat(problems(write(create("text", null))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo(world.f("text")));
        assertThat(problems(write(create("number", 77L)))).hasSize(1);
    }

    @Test
    void everyValueThatCantBeTakenIsNamedAndNothingIsWritten() {
        ResourceId gone = workshop.id(production);
        Map<ResourceId, Object> values = new HashMap<>(draft(
                        "text",
                        "x".repeat(101),
                        "integer",
                        "12",
                        "money",
                        new BigDecimal("1e999999999"),
                        "single",
                        99L,
                        "multi",
                        List.of(7L, 99L),
                        "email",
                        "nobody",
                        "user",
                        4711L,
                        "link",
                        RecordId.next(),
                        "links",
                        RecordId.next(),
                        "time",
                        LocalTime.of(1, 2, 3, 4))
                .values());
        values.put(gone, "x");
        WriteOutcome outcome =
                write(create("text", "fine"), new Create(world.things, RecordId.next(), new RecordDraft(values)));
        assertThat(problems(outcome)).extracting(WriteOutcome.Problem::index).containsOnly(1);
        Set<ResourceId> named = new java.util.HashSet<>();
        problems(outcome).forEach(problem -> named.add(problem.field()));
        // targets and people are looked up in a second step
        Set<ResourceId> expected = new java.util.HashSet<>(values.keySet());
        assertThat(expected).containsAll(named);
        assertThat(named)
                .contains(
                        gone,
                        world.f("text"),
                        world.f("integer"),
                        world.f("money"),
                        world.f("single"),
                        world.f("multi"),
                        world.f("email"),
                        world.f("links"),
                        world.f("time"));
        assertThat(problems(write(create("link", RecordId.next(), "user", 4711L))))
                .hasSize(2);
        assertThat(all()).isEmpty();
        assertThat(feedEntries()).isEmpty();
    }

    @Test
    void anUpdateThatChangesNothingWritesNothing() {
        StoredRecord place = saved(createPlace("Rome"));
        StoredRecord record = saved(
                create("text", "a", "money", new BigDecimal("5"), "multi", List.of(3L), "links", List.of(place.id())));
        long last = feed.sequence(production);
        StoredRecord again = saved(new Update(
                world.things,
                record.id(),
                1L,
                draft(
                        "text",
                        "a",
                        "money",
                        new BigDecimal("5.000"),
                        "multi",
                        List.of(3L),
                        "links",
                        List.of(place.id()),
                        "long",
                        "",
                        "number",
                        1L)));
        assertThat(again).isEqualTo(record);
        assertThat(records.find(admin, production, world.things, record.id())).contains(record);
        assertThat(feed.sequence(production)).isEqualTo(last);
    }

    @Test
    void whoeverSavesSecondIsToldAboutTheFirst() {
        StoredRecord record = saved(create("text", "a", "integer", 1L));
        StoredRecord first = saved(new Update(world.things, record.id(), 1L, draft("text", "b")));
        assertThat(first.version()).isEqualTo(2);
        assertThat(write(new Update(world.things, record.id(), 1L, draft("text", "c"))))
                .isEqualTo(new WriteOutcome.Conflict(record.id(), first));
        assertThat(write(new Delete(world.things, record.id(), 1L)))
                .isEqualTo(new WriteOutcome.Conflict(record.id(), first));
        StoredRecord forced = saved(new Update(world.things, record.id(), null, draft("text", "c")));
        assertThat(forced.version()).isEqualTo(3);
        assertThat(forced.value(world.f("integer"))).isEqualTo(1L);
        assertThat(write(new Delete(world.things, record.id(), 3L))).isEqualTo(new WriteOutcome.Saved(List.of()));
        assertThat(write(new Update(world.things, record.id(), 3L, draft("text", "d"))))
                .isEqualTo(new WriteOutcome.Gone(record.id()));
        assertThat(write(new Delete(world.things, record.id(), null))).isEqualTo(new WriteOutcome.Gone(record.id()));
    }

    @Test
    void aRecordThatOthersLinkToStays() {
        StoredRecord place = saved(createPlace("Rome"));
        StoredRecord one = saved(create("link", place.id()));
        StoredRecord two = saved(create("links", List.of(place.id())));
        assertThat(write(new Delete(world.places, place.id(), null)))
                .isEqualTo(new WriteOutcome.StillLinked(
                        place.id(),
                        List.of(
                                new WriteOutcome.StillLinked.Link("Things", "link", 1),
                                new WriteOutcome.StillLinked.Link("Things", "links", 1))));
        assertThat(records.find(admin, production, world.places, place.id())).isPresent();
        assertThat(write(
                        new Delete(world.places, place.id(), null),
                        new Update(world.things, one.id(), null, draft("link", null)),
                        new Delete(world.things, two.id(), null)))
                .isInstanceOf(WriteOutcome.Saved.class);
        assertThat(records.find(admin, production, world.places, place.id())).isEmpty();
    }

    @Test
    void recordsMadeInOneCallMayLinkToEachOther() {
        Create place = createPlace("New");
        Create thing = create("link", place.record(), "links", List.of(place.record()));
        assertThat(saved(write(thing, place))).hasSize(2);
        StoredRecord there = saved(createPlace("Old"));
        WriteOutcome outcome = write(new Delete(world.places, there.id(), null), create("link", there.id()));
        assertThat(problems(outcome))
                .singleElement()
                .satisfies(problem -> assertThat(problem.index()).isEqualTo(1));
    }

    @Test
    void uniqueValuesMayBeSwappedInOneCallButNotRepeated() {
        StoredRecord a = saved(create("unique", "A"));
        StoredRecord b = saved(create("unique", "B"));
        assertThat(saved(write(
                        new Update(world.things, a.id(), null, draft("unique", "b")),
                        new Update(world.things, b.id(), null, draft("unique", "a")))))
                .hasSize(2);
        assertThat(problems(write(create("unique", "C"), create("unique", " c "), create("unique", "B"))))
                .extracting(WriteOutcome.Problem::index, WriteOutcome.Problem::field)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, world.f("unique")),
                        org.assertj.core.groups.Tuple.tuple(2, world.f("unique")));
        assertThat(problems(write(create("unique", "a")))).hasSize(1);
        // a value freed in the call may be used in it
        assertThat(saved(write(new Delete(world.things, a.id(), null), create("unique", "B"))))
                .hasSize(1);
        assertThat(saved(write(new Update(world.things, b.id(), null, draft("unique", "D")), create("unique", "A"))))
                .hasSize(2);
    }

    @Test
    void anIdIsUsedOnce() {
        Create create = create("text", "first");
        saved(create);
        assertThat(problems(write(create)))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).isEqualTo("There is already a record with this id."));
        assertThat(problems(write(create("text", "other"), create)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.index()).isEqualTo(1));
        Create twice = create();
        assertThat(problems(write(twice, twice))).hasSize(1);
        assertThat(all()).hasSize(1);
    }

    @Test
    void manyRecordsAreWrittenInOneCall() {
        List<Write> creates = new ArrayList<>();
        for (int i = 0; i < Records.MOST_WRITES; i++) {
            creates.add(create("text", "record " + i, "integer", (long) i, "multi", List.of(3L), "unique", "u" + i));
        }
        List<StoredRecord> saved = saved(records.write(admin, production, creates));
        assertThat(saved).hasSize(1000);
        assertThat(records.findAll(
                        admin,
                        production,
                        world.things,
                        saved.stream().map(StoredRecord::id).toList()))
                .containsExactlyInAnyOrderElementsOf(saved);
        List<Write> updates = new ArrayList<>();
        saved.forEach(record -> updates.add(new Update(
                world.things,
                record.id(),
                1L,
                draft("unique", "u" + (999 - (Long) record.value(world.f("integer")))))));
        assertThat(saved(records.write(admin, production, updates)))
                .allSatisfy(record -> assertThat(record.version()).isEqualTo(2));
        assertThat(feedEntries()).hasSize(2000);
        List<Write> deletes = new ArrayList<>();
        saved.forEach(record -> deletes.add(new Delete(world.things, record.id(), 2L)));
        assertThat(records.write(admin, production, deletes)).isEqualTo(new WriteOutcome.Saved(List.of()));
        assertThat(all()).isEmpty();
        creates.add(create());
        assertThatThrownBy(() -> records.write(admin, production, creates)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void theFeedNamesEveryWriteAndItsFields() {
        StoredRecord record = saved(create("text", "a", "integer", 1L));
        saved(new Update(world.things, record.id(), 1L, draft("text", "b", "integer", 1L, "long", "x")));
        write(new Delete(world.things, record.id(), 2L));
        assertThat(feedEntries())
                .containsExactly(
                        new ChangeFeed.Entry(
                                1,
                                world.things,
                                record.id(),
                                ChangeFeed.Kind.CREATED,
                                Set.of(world.f("text"), world.f("integer"), world.f("number"))),
                        new ChangeFeed.Entry(
                                2,
                                world.things,
                                record.id(),
                                ChangeFeed.Kind.UPDATED,
                                Set.of(world.f("text"), world.f("long"))),
                        new ChangeFeed.Entry(3, world.things, record.id(), ChangeFeed.Kind.DELETED, Set.of()));
    }

    @Test
    void aDraftMadeUnderAnOlderDefinitionIsRefusedAtThePlace() {
        StoredRecord record = saved(create("text", "a", "integer", 1L));
        RecordDraft old = draft("integer", 2L, "text", "b");
        workshop.build(production, resources -> resources.remove(world.f("integer")));
        assertThat(problems(write(new Update(world.things, record.id(), 1L, old))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.field()).isEqualTo(world.f("integer")));
        workshop.build(production, resources -> {
            resources
                    .values()
                    .removeIf(resource ->
                            resource instanceof Field field && field.table().equals(world.things));
            resources.remove(world.things);
            resources.remove(world.one.id());
            resources.remove(world.many.id());
        });
        assertThat(problems(write(new Update(world.things, record.id(), 1L, old))))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("definition has changed"));
    }

    @Test
    void anotherAccountsIdsLeadNowhere() {
        AllKinds other = new AllKinds(workshop);
        assertThatThrownBy(() -> records.write(admin, other.production, List.of(create())))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> records.query(admin, other.production, RecordQuery.all(other.things)))
                .isInstanceOf(NotAllowed.class);
        EnvironmentId missing = new EnvironmentId(production.account(), 4711);
        assertThatThrownBy(() -> records.query(admin, missing, RecordQuery.all(other.things)))
                .isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> records.write(admin, missing, List.of(create())))
                .isInstanceOf(NotAllowed.class);
    }

    @Test
    void filtersAndSortsOfTheActorsOwnAreTyped() {
        for (String text : Arrays.asList("b", "a", "c")) {
            saved(create("text", text, "integer", (long) text.charAt(0)));
        }
        RecordQuery query = new RecordQuery(
                world.things,
                List.of(),
                List.of(new View.Filter(world.f("integer"), View.Comparison.AT_LEAST, "98")),
                null,
                "",
                List.of(new View.Sort(world.f("text"), true)),
                0,
                10);
        assertThat(records.query(admin, production, query))
                .extracting(record -> record.value(world.f("text")))
                .containsExactly("c", "b");
        assertThat(records.count(admin, production, query, 1)).isEqualTo(1);
        assertThatThrownBy(() -> records.query(
                        admin,
                        production,
                        new RecordQuery(
                                world.things,
                                List.of(),
                                List.of(new View.Filter(world.f("integer"), View.Comparison.EQUALS, "' OR 1=1")),
                                null,
                                "",
                                List.of(),
                                0,
                                10)))
                .isInstanceOf(InvalidInput.class);
        assertThat(world.field("integer").kind()).isInstanceOf(FieldKind.WholeNumber.class);
    }
}
