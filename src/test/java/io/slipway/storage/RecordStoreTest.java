package io.slipway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.InvalidInput;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.View.Comparison;
import io.slipway.definition.View.Filter;
import io.slipway.definition.View.Sort;
import io.slipway.environment.Definitions;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class RecordStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123Z");

    @Autowired
    Workshop workshop;

    @Autowired
    Definitions definitions;

    @Autowired
    RecordStore store;

    @Autowired
    Transactions transactions;

    AllKinds world;
    Definition definition;

    @BeforeEach
    void build() {
        world = new AllKinds(workshop);
        definition = definitions.current(world.production);
    }

    private StoredRecord thing(Object... namesAndValues) {
        Map<ResourceId, Object> values = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put(world.f((String) namesAndValues[i]), namesAndValues[i + 1]);
        }
        return new StoredRecord(RecordId.next(), 1, NOW, 7L, NOW, null, values);
    }

    private StoredRecord place(String name) {
        return new StoredRecord(RecordId.next(), 1, NOW, null, NOW, null, Map.of(world.placeName, name));
    }

    private void insert(StoredRecord... records) {
        transactions.once(() -> {
            store.insert(definition, world.things, List.of(records));
            return true;
        });
    }

    private StoredRecord insertPlace(String name) {
        StoredRecord place = place(name);
        transactions.once(() -> {
            store.insert(definition, world.places, List.of(place));
            return true;
        });
        return place;
    }

    private RecordQuery query() {
        return RecordQuery.all(world.things);
    }

    private RecordQuery where(String field, Comparison comparison, String value) {
        return new RecordQuery(
                world.things,
                List.of(),
                List.of(new Filter(world.f(field), comparison, value)),
                null,
                "",
                List.of(),
                0,
                100);
    }

    private RecordQuery sorted(Sort... sorts) {
        return new RecordQuery(world.things, List.of(), List.of(), null, "", List.of(sorts), 0, 100);
    }

    private RecordQuery search(String text) {
        return new RecordQuery(world.things, List.of(), List.of(), null, text, List.of(), 0, 100);
    }

    private List<Object> texts(RecordQuery query) {
        List<Object> texts = new ArrayList<>();
        transactions
                .reading(() -> store.query(definition, query))
                .forEach(record -> texts.add(record.value(world.f("text"))));
        assertThat(transactions.reading(() -> store.count(definition, query, 1000)))
                .isEqualTo(texts.size());
        return texts;
    }

    @Test
    void valuesOfAllKindsComeBackAsTheyWereWhateverTheZoneOfTheMachine() {
        StoredRecord first = insertPlace("Berlin");
        StoredRecord second = insertPlace("Köln");
        StoredRecord full = thing(
                "text",
                "Robert'); DROP TABLE `t`;-- \\ \" 🚢 \u05E9\u05DC\u05D5\u05DD",
                "long",
                "line 1\nline 2\t" + "x".repeat(99_000) + " 𝔘𝔫𝔦𝔠𝔬𝔡𝔢",
                "integer",
                Long.MIN_VALUE,
                "decimal",
                new BigDecimal("-12345678901234567890.0123456789"),
                "money",
                new BigDecimal("99999999999999999999.99"),
                "percent",
                new BigDecimal("12.50"),
                "date",
                LocalDate.of(1, 1, 1),
                "dateTime",
                Instant.parse("2026-03-29T02:30:00.999Z"),
                "time",
                LocalTime.of(23, 59, 59),
                "yesNo",
                false,
                "single",
                3L,
                "multi",
                List.of(7L, 5L),
                "email",
                "a@b.example",
                "phone",
                "+49 (0)30 1234",
                "url",
                "https://example.org/?q=" + "y".repeat(1900),
                "user",
                12L,
                "number",
                41L,
                "link",
                first.id(),
                "links",
                List.of(first.id(), second.id()),
                "unique",
                "one");
        StoredRecord extreme =
                thing("dateTime", Instant.parse("0001-01-01T00:00:00Z"), "date", LocalDate.of(9999, 12, 31));
        StoredRecord empty = thing();
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
            insert(full, extreme, empty);
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            assertThat(store.find(definition, world.things, full.id())).contains(full);
            assertThat(store.findAll(definition, world.things, List.of(empty.id(), extreme.id(), RecordId.next())))
                    .containsExactly(extreme, empty);
            assertThat(texts(query())).containsExactly(full.value(world.f("text")), null, null);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void anUpdateWritesOnlyTheFieldsNamed() {
        StoredRecord place = insertPlace("Rome");
        StoredRecord before = thing("text", "a", "integer", 1L, "multi", List.of(7L), "links", List.of(place.id()));
        insert(before);
        Map<ResourceId, Object> values = new HashMap<>(before.values());
        values.remove(world.f("text"));
        values.put(world.f("integer"), 2L);
        values.put(world.f("multi"), List.of(3L, 5L));
        values.put(world.f("long"), "not written");
        StoredRecord after = new StoredRecord(before.id(), 2, NOW, 7L, NOW.plusMillis(5), 8L, values);
        Set<ResourceId> changed = Set.of(world.f("text"), world.f("integer"), world.f("multi"));
        transactions.once(() -> {
            store.update(definition, world.things, List.of(new RecordStore.Change(after, changed)));
            return true;
        });
        values.remove(world.f("long"));
        assertThat(store.find(definition, world.things, before.id()))
                .contains(new StoredRecord(before.id(), 2, NOW, 7L, NOW.plusMillis(5), 8L, values));
    }

    @Test
    void aDeletedRecordLeavesNothingBehind() {
        StoredRecord place = insertPlace("Rome");
        StoredRecord record = thing("multi", List.of(7L), "links", List.of(place.id()), "link", place.id());
        insert(record);
        assertThat(store.referrers(definition, world.places, place.id()))
                .isEqualTo(Map.of(world.f("link"), 1L, world.f("links"), 1L));
        store.delete(definition, world.things, List.of(record.id()));
        assertThat(store.find(definition, world.things, record.id())).isEmpty();
        assertThat(store.referrers(definition, world.places, place.id())).isEmpty();
    }

    @Test
    void aSecondEqualValueIsRefusedWithItsField() {
        insert(thing("unique", "Straße 1"));
        assertThatThrownBy(() -> insert(thing("unique", " STRASSE  1 ")))
                .isInstanceOfSatisfying(
                        RecordStore.DuplicateValue.class,
                        duplicate -> assertThat(duplicate.field()).isEqualTo(world.f("unique")));
        StoredRecord twice = thing();
        insert(twice, thing("unique", "' for key 'PRIMARY'"));
        assertThatThrownBy(() -> insert(twice)).isInstanceOf(RecordStore.DuplicateRecord.class);
        assertThatThrownBy(() -> insert(thing("unique", "' for key 'PRIMARY'")))
                .isInstanceOf(RecordStore.DuplicateValue.class);
    }

    @Test
    void filtersCompareTextsWithoutRegardToCaseAndTakeNoCharacterForACommand() {
        insert(
                thing("text", "50%_off!"),
                thing("text", "50 percent off"),
                thing("text", "C:\\temp\\_x"),
                thing("text", "O'Brien \"Bob\";-- "),
                thing("text", "Ärger 🚢🚢"),
                thing());
        assertThat(texts(where("text", Comparison.CONTAINS, "%"))).containsExactly("50%_off!");
        assertThat(texts(where("text", Comparison.CONTAINS, "_"))).containsExactly("50%_off!", "C:\\temp\\_x");
        assertThat(texts(where("text", Comparison.CONTAINS, "!"))).containsExactly("50%_off!");
        assertThat(texts(where("text", Comparison.STARTS_WITH, "50"))).containsExactly("50%_off!", "50 percent off");
        assertThat(texts(where("text", Comparison.CONTAINS, "\\temp\\"))).containsExactly("C:\\temp\\_x");
        assertThat(texts(where("text", Comparison.CONTAINS, "'brien \"bob\";--")))
                .hasSize(1);
        assertThat(texts(where("text", Comparison.EQUALS, "ärger 🚢🚢"))).containsExactly("Ärger 🚢🚢");
        assertThat(texts(where("text", Comparison.NOT_EQUALS, "50%_off!")))
                .hasSize(5)
                .contains((Object) null);
        assertThat(texts(where("text", Comparison.EMPTY, null))).containsExactly((Object) null);
        assertThat(texts(where("text", Comparison.NOT_EMPTY, null))).hasSize(5);
        assertThat(texts(where("text", Comparison.LESS, "50 q"))).containsExactly("50 percent off");
    }

    @Test
    void anyTextCanBeSearchedFor() {
        String hostile = "with % _ \\ ' \" ` ;-- ! here";
        insert(thing("text", "plain"), thing("text", hostile));
        List<String> texts = List.of(
                "%",
                "_",
                "\\",
                "'",
                "\"",
                "`",
                ";--",
                "/* */",
                "🚢",
                "\u05E9\u05DC\u05D5\u05DD",
                "!",
                "!%",
                "\u0000",
                "' OR 1=1 -- ",
                "%' ESCAPE '",
                "\uD83D",
                "${x}",
                "?",
                ":name",
                "{e}",
                "\u202E\u202E",
                "x".repeat(10_000));
        for (String text : texts) {
            List<Object> expected = hostile.contains(text) ? List.of(hostile) : List.of();
            assertThat(texts(search(text))).as(text).isEqualTo(expected);
            assertThat(texts(where("text", Comparison.CONTAINS, text))).as(text).isEqualTo(expected);
        }
    }

    @Test
    void searchLooksIntoTextsChoicesAndNumbers() {
        insert(
                thing("text", "a", "single", 5L),
                thing("text", "b", "multi", List.of(7L, 5L)),
                thing("text", "c", "number", 42L),
                thing("text", "d", "email", "blue@example.org"),
                thing("text", "e", "long", "once in a BLUE moon"),
                thing("text", "f", "integer", 42L));
        assertThat(texts(search("blue"))).containsExactly("a", "b", "d", "e");
        assertThat(texts(search("T-00042"))).containsExactly("c");
        assertThat(texts(search("42"))).containsExactly("c");
        assertThat(texts(search("nothing like it"))).isEmpty();
    }

    @Test
    void filtersCompareEveryKindByItsOwnOrder() {
        StoredRecord rome = insertPlace("Rome");
        StoredRecord oslo = insertPlace("Oslo");
        insert(
                thing(
                        "text",
                        "a",
                        "integer",
                        9L,
                        "decimal",
                        new BigDecimal("9.5"),
                        "date",
                        LocalDate.of(2026, 1, 9),
                        "dateTime",
                        Instant.parse("2026-01-09T00:00:00Z"),
                        "time",
                        LocalTime.of(9, 0),
                        "yesNo",
                        true,
                        "single",
                        7L,
                        "multi",
                        List.of(7L),
                        "user",
                        1L,
                        "link",
                        rome.id(),
                        "links",
                        List.of(rome.id())),
                thing(
                        "text",
                        "b",
                        "integer",
                        10L,
                        "decimal",
                        new BigDecimal("10.5"),
                        "date",
                        LocalDate.of(2026, 1, 10),
                        "dateTime",
                        Instant.parse("2026-01-10T00:00:00Z"),
                        "time",
                        LocalTime.of(10, 0),
                        "yesNo",
                        false,
                        "single",
                        3L,
                        "multi",
                        List.of(7L, 3L),
                        "user",
                        2L,
                        "link",
                        oslo.id(),
                        "links",
                        List.of(rome.id(), oslo.id())),
                thing("text", "c"));
        assertThat(texts(where("integer", Comparison.LESS, "10"))).containsExactly("a");
        assertThat(texts(where("integer", Comparison.AT_LEAST, "10"))).containsExactly("b");
        assertThat(texts(where("decimal", Comparison.GREATER, "9.5"))).containsExactly("b");
        assertThat(texts(where("date", Comparison.AT_MOST, "2026-01-09"))).containsExactly("a");
        assertThat(texts(where("dateTime", Comparison.EQUALS, "2026-01-10T00:00:00Z")))
                .containsExactly("b");
        assertThat(texts(where("time", Comparison.GREATER, "09:00:00"))).containsExactly("b");
        assertThat(texts(where("yesNo", Comparison.EQUALS, "false"))).containsExactly("b");
        assertThat(texts(where("single", Comparison.NOT_EQUALS, "7"))).containsExactly("b", "c");
        assertThat(texts(where("multi", Comparison.CONTAINS, "7"))).containsExactly("a", "b");
        assertThat(texts(where("multi", Comparison.EQUALS, "7,3"))).containsExactly("b");
        assertThat(texts(where("multi", Comparison.NOT_EQUALS, "7"))).containsExactly("b", "c");
        assertThat(texts(where("multi", Comparison.EMPTY, null))).containsExactly("c");
        assertThat(texts(where("user", Comparison.EQUALS, "2"))).containsExactly("b");
        assertThat(texts(where("link", Comparison.EQUALS, rome.id().toString())))
                .containsExactly("a");
        assertThat(texts(where("links", Comparison.CONTAINS, oslo.id().toString())))
                .containsExactly("b");
        assertThat(texts(where("links", Comparison.EQUALS, rome.id() + ","))).containsExactly("a");
        assertThat(texts(where("links", Comparison.NOT_EMPTY, null))).containsExactly("a", "b");
        assertThatThrownBy(() -> texts(where("integer", Comparison.EQUALS, "ten")))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> texts(where("single", Comparison.LESS, "3"))).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> texts(where("integer", Comparison.CONTAINS, "3")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void relatedRecordsAreThoseThatLinkHere() {
        StoredRecord rome = insertPlace("Rome");
        insert(
                thing("text", "a", "link", rome.id()),
                thing("text", "b", "links", List.of(rome.id())),
                thing("text", "c"));
        for (String field : List.of("link", "links")) {
            RecordQuery related = new RecordQuery(
                    world.things,
                    List.of(),
                    List.of(),
                    new RecordQuery.LinkedTo(world.f(field), rome.id()),
                    "",
                    List.of(),
                    0,
                    10);
            assertThat(texts(related)).containsExactly(field.equals("link") ? "a" : "b");
        }
    }

    @Test
    void recordsAreSortedAsPeopleExpect() {
        StoredRecord rome = insertPlace("Rome");
        StoredRecord oslo = insertPlace("oslo");
        Actor.Person zoe = workshop.person(world.production.account(), PersonKind.USER, "Zoe");
        Actor.Person adam = workshop.person(world.production.account(), PersonKind.USER, "Adam");
        insert(
                thing(
                        "text",
                        "b",
                        "integer",
                        10L,
                        "single",
                        5L,
                        "multi",
                        List.of(5L),
                        "user",
                        zoe.user().value(),
                        "link",
                        rome.id(),
                        "links",
                        List.of(rome.id())),
                thing(
                        "text",
                        "Ä",
                        "integer",
                        9L,
                        "single",
                        7L,
                        "multi",
                        List.of(3L, 5L),
                        "user",
                        adam.user().value(),
                        "link",
                        oslo.id(),
                        "links",
                        List.of(oslo.id(), rome.id())),
                thing("text", "c"));
        assertThat(texts(sorted(new Sort(world.f("text"), false)))).containsExactly("Ä", "b", "c");
        assertThat(texts(sorted(new Sort(world.f("integer"), true)))).containsExactly("b", "Ä", "c");
        for (String field : List.of("single", "multi", "user", "link", "links", "integer")) {
            assertThat(texts(sorted(new Sort(world.f(field), false)))).as(field).containsExactly("c", "Ä", "b");
        }
        assertThat(texts(sorted(new Sort(world.f("yesNo"), false), new Sort(world.f("text"), true))))
                .containsExactly("c", "b", "Ä");
    }

    @Test
    void onlyTheFieldsAskedForAreRead() {
        insert(thing("text", "a", "integer", 1L, "multi", List.of(3L)));
        RecordQuery some =
                new RecordQuery(world.things, List.of(world.f("multi")), List.of(), null, "", List.of(), 0, 10);
        assertThat(store.query(definition, some).getFirst().values()).isEqualTo(Map.of(world.f("multi"), List.of(3L)));
    }

    @Test
    void aCountStopsAtItsCap() {
        insert(thing(), thing(), thing());
        assertThat(store.count(definition, query(), 2)).isEqualTo(2);
        assertThat(store.count(definition, query(), 10)).isEqualTo(3);
    }

    @Test
    void scanningVisitsEveryRecordOnce() {
        List<StoredRecord> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(thing("integer", (long) i));
        }
        insert(all.toArray(StoredRecord[]::new));
        List<StoredRecord> seen = new ArrayList<>();
        store.scan(definition, world.things, 10, seen::addAll);
        assertThat(seen).isEqualTo(all);
    }

    @Test
    void autoNumbersAreGivenOnce() {
        assertThat(store.takeAutoNumbers(definition, world.f("number"), 3)).isEqualTo(1);
        assertThat(store.takeAutoNumbers(definition, world.f("number"), 1)).isEqualTo(4);
        assertThat(store.takeAutoNumbers(definition, world.f("number"), 1)).isEqualTo(5);
    }
}
