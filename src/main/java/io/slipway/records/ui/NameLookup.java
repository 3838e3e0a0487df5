package io.slipway.records.ui;

import io.slipway.account.Actor;
import io.slipway.account.PersonDirectory;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.UserId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.records.Records;
import io.slipway.storage.StoredRecord;
import io.slipway.ui.CurrentActor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what people and linked records are called: for many records at once, with one query per table linked to. */
@Component
class NameLookup {

    private static final String UNTITLED = "Untitled";
    private static final int CHUNK = 1000;
    private static final int LONGEST_TITLE = 120;

    private final Records records;
    private final PersonDirectory people;

    NameLookup(Records records, PersonDirectory people) {
        this.records = records;
        this.people = people;
    }

    /** Who asks (as of now, not of when the page was opened), where, under which definition, and how they read values. */
    record Reader(CurrentActor currentActor, Definition definition, Display display) {

        Actor.Person actor() {
            return currentActor.get();
        }

        EnvironmentId environment() {
            return definition.environment();
        }
    }

    /**
     * The names that some fields of some records need.
     *
     * @param linksEach of a field with many links, at most so many are named
     */
    Names of(Reader reader, Collection<Field> fields, Collection<StoredRecord> found, int linksEach) {
        return of(reader, fields, found, linksEach, 1);
    }

    /** What somebody is called who wrote a record; null: the house. */
    String person(Reader reader, @Nullable Long user) {
        return user == null
                ? "Slipway"
                : people.name(reader.actor().account(), new UserId(user)).orElse("Unknown person");
    }

    /** The text of a value, names looked up. */
    String text(Reader reader, Field field, @Nullable Object value) {
        return reader.display().text(field, value, of(reader, field, value));
    }

    /** The names that one value of a field needs. */
    Names of(Reader reader, Field field, @Nullable Object value) {
        return value == null ? Names.NONE : ofValues(reader, Map.of(field, List.of(value)), Integer.MAX_VALUE, 1);
    }

    private Names of(
            Reader reader, Collection<Field> fields, Collection<StoredRecord> found, int linksEach, int depth) {
        Map<Field, List<Object>> values = new HashMap<>();
        for (Field field : fields) {
            values.put(
                    field,
                    found.stream()
                            .map(each -> each.value(field.id()))
                            .filter(Objects::nonNull)
                            .toList());
        }
        return ofValues(reader, values, linksEach, depth);
    }

    private Names ofValues(Reader reader, Map<Field, List<Object>> values, int linksEach, int depth) {
        Set<UserId> users = new HashSet<>();
        Map<ResourceId, Set<RecordId>> linked = new TreeMap<>();
        values.forEach((field, each) -> {
            if (field.kind() instanceof FieldKind.User) {
                each.forEach(value -> users.add(new UserId((Long) value)));
            }
            target(reader.definition(), field)
                    .ifPresent(
                            table -> each.forEach(value -> linked.computeIfAbsent(table, key -> new LinkedHashSet<>())
                                    .addAll(links(value, linksEach))));
        });
        Map<RecordId, String> titles = new HashMap<>();
        linked.forEach((table, ids) -> titles.putAll(titles(reader, table, ids, depth)));
        return new Names(
                users.isEmpty() ? Map.of() : people.names(reader.actor().account(), users), titles);
    }

    private static List<RecordId> links(Object value, int limit) {
        return value instanceof List<?> many
                ? many.stream().limit(limit).map(RecordId.class::cast).toList()
                : List.of((RecordId) value);
    }

    /** What records of a table are called; those that are not there, or not the reader's to see, are left out. */
    Map<RecordId, String> titles(Reader reader, ResourceId table, Collection<RecordId> ids) {
        return titles(reader, table, ids, 1);
    }

    private Map<RecordId, String> titles(Reader reader, ResourceId table, Collection<RecordId> ids, int depth) {
        List<RecordId> wanted = List.copyOf(ids);
        List<StoredRecord> found = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += CHUNK) {
            found.addAll(records.findAll(
                    reader.actor(),
                    reader.environment(),
                    table,
                    wanted.subList(from, Math.min(wanted.size(), from + CHUNK))));
        }
        return titlesOf(reader, table, found, depth);
    }

    /** What some records of a table are called. */
    Map<RecordId, String> titlesOf(Reader reader, ResourceId table, Collection<StoredRecord> found) {
        return titlesOf(reader, table, found, 1);
    }

    /** A title that is itself a link is looked up, but only once: links may go in circles. */
    private Map<RecordId, String> titlesOf(Reader reader, ResourceId table, Collection<StoredRecord> found, int depth) {
        Optional<Field> title = reader.definition().titleField(table);
        Names names = title.isEmpty() || depth == 0 && title.get().kind() instanceof FieldKind.Link
                ? Names.NONE
                : of(reader, List.of(title.get()), found, Display.LINKS_NAMED, depth - 1);
        Map<RecordId, String> titles = new HashMap<>();
        for (StoredRecord each : found) {
            titles.put(
                    each.id(),
                    title.map(field -> title(reader, field, each, names)).orElse(UNTITLED));
        }
        return titles;
    }

    private static String title(Reader reader, Field field, StoredRecord each, Names names) {
        boolean unnamedLink =
                field.kind() instanceof FieldKind.Link && names.titles().isEmpty();
        String text = unnamedLink ? "" : reader.display().text(field, each.value(field.id()), names);
        return text.isBlank() ? UNTITLED : Shortened.line(text, LONGEST_TITLE);
    }

    /** The table a link field leads to. */
    static Optional<ResourceId> target(Definition definition, Field field) {
        return field.kind() instanceof FieldKind.Link link
                ? definition.find(Relationship.class, link.relationship()).map(Relationship::to)
                : Optional.empty();
    }
}
