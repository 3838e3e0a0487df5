package io.slipway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Choice;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import io.slipway.records.Records;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Sakila's files beside an environment's tables. Which field a column became is found once, by the names it got when it
 * came in; from then on fields are known by id, whatever they are called later.
 */
final class SakilaValues {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
    // of larger tables every n-th record is asked who links to it, so many at most
    private static final int REVERSE_LOOKS = 200;

    private final SakilaSample sakila;
    private final Records records;
    private final Actor actor;
    private final EnvironmentId environment;
    private final Map<String, List<NamedCsvRecord>> files = new HashMap<>();
    private final Map<String, ResourceId> tables = new HashMap<>();
    private final Map<String, ResourceId> fields = new HashMap<>();
    private final Map<ResourceId, String> fileOf = new HashMap<>();

    SakilaValues(SakilaSample sakila, Records records, Actor actor, EnvironmentId environment) {
        this.sakila = sakila;
        this.records = records;
        this.actor = actor;
        this.environment = environment;
        Definition imported = records.definition(actor, environment);
        SakilaSample.FILES.forEach(file -> files.put(file.replace(".csv", ""), read(file)));
        files.forEach((name, rows) -> {
            if (!isPairs(name)) {
                ResourceId table = imported.all(Table.class)
                        .filter(found -> found.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElseThrow()
                        .id();
                tables.put(name, table);
                fileOf.put(table, name);
                rows.getFirst()
                        .getHeader()
                        .forEach(column -> fields.put(name + "." + column, became(imported, table, column)));
            }
        });
        fields.put("film_actor", became(imported, table("film"), "actors"));
        fields.put("film_category", became(imported, table("film"), "categories"));
    }

    private static boolean isPairs(String name) {
        return name.startsWith("film_");
    }

    /** The field a column became: of the same words, or a link without its last one. */
    private static ResourceId became(Definition imported, ResourceId table, String column) {
        String words = column.replace('_', ' ');
        return imported.fields(table).stream()
                .filter(field -> {
                    boolean link = field.kind() instanceof FieldKind.Link;
                    return field.name().equalsIgnoreCase(words)
                            || link && field.name().equalsIgnoreCase(words.replaceFirst(" id$", ""));
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("No field for " + column))
                .id();
    }

    private List<NamedCsvRecord> read(String file) {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(sakila.open(file), UTF_8))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ResourceId table(String file) {
        return tables.get(file);
    }

    /** The field of a column, for example {@code film.title}. */
    ResourceId field(String column) {
        return fields.get(column);
    }

    /** All values of a column as the file has them. */
    List<String> column(String column) {
        String[] parts = column.split("\\.");
        return files.get(parts[0]).stream().map(row -> row.getField(parts[1])).toList();
    }

    /** What differs from the files on purpose. */
    record Changes(Map<String, UnaryOperator<String>> columns, List<String> removed) {
        static final Changes NONE = new Changes(Map.of(), List.of());
    }

    /**
     * Compares every value of every table with the files, links from both sides.
     *
     * @return how many rows of files were compared
     */
    long compare(Changes changes) {
        Comparison comparison = new Comparison(records.definition(actor, environment), changes);
        tables.keySet().forEach(comparison::load);
        return files.keySet().stream()
                .mapToLong(name -> isPairs(name) ? comparison.pairs(name) : comparison.rows(name))
                .sum();
    }

    /** All records of one moment. */
    private final class Comparison {
        private final Definition now;
        private final Changes changes;
        private final Map<String, Map<String, StoredRecord>> byKey = new HashMap<>();
        private final Map<String, Map<RecordId, String>> keys = new HashMap<>();

        Comparison(Definition now, Changes changes) {
            this.now = now;
            this.changes = changes;
        }

        void load(String name) {
            ResourceId key = field(name + "." + name + "_id");
            Map<String, StoredRecord> all = new HashMap<>();
            RecordQuery query = RecordQuery.all(table(name));
            long offset = 0;
            for (List<StoredRecord> page = records.query(actor, environment, query.page(0, 5000));
                    !page.isEmpty();
                    page = records.query(actor, environment, query.page(offset, 5000))) {
                page.forEach(record -> all.put(String.valueOf(record.value(key)), record));
                offset += page.size();
            }
            assertThat(offset).as("records of %s", name).isEqualTo(all.size());
            byKey.put(name, all);
            keys.put(
                    name,
                    all.entrySet().stream()
                            .collect(Collectors.toMap(entry -> entry.getValue().id(), Map.Entry::getKey)));
        }

        long rows(String name) {
            List<NamedCsvRecord> rows = files.get(name);
            assertThat(byKey.get(name)).as(name).hasSize(rows.size());
            for (String column : rows.getFirst().getHeader()) {
                String place = name + "." + column;
                if (changes.removed().contains(place)) {
                    assertThat(now.find(field(place))).as(place).isEmpty();
                } else {
                    column(rows, name, column, now.get(Field.class, field(place)));
                }
            }
            return rows.size();
        }

        private void column(List<NamedCsvRecord> rows, String name, String column, Field field) {
            UnaryOperator<String> expected =
                    changes.columns().getOrDefault(name + "." + column, UnaryOperator.identity());
            Map<String, TreeSet<String>> linking = new HashMap<>();
            for (NamedCsvRecord row : rows) {
                String key = row.getField(name + "_id");
                StoredRecord record = byKey.get(name).get(key);
                String value = expected.apply(row.getField(column));
                String wanted = field.kind() instanceof FieldKind.MultiChoice ? sorted(value) : value;
                String found = text(field, record.value(field.id()));
                if (!found.equals(wanted)) {
                    assertThat(found).as("%s %s, %s", name, key, column).isEqualTo(wanted);
                }
                linking.computeIfAbsent(value, target -> new TreeSet<>()).add(key);
            }
            if (field.kind() instanceof FieldKind.Link) {
                reverse(name, field, linking);
            }
        }

        /** The links of films, as the films have them and as actors and categories see them. */
        long pairs(String file) {
            String other = file.equals("film_actor") ? "actor" : "category";
            Field links = now.get(Field.class, field(file));
            Map<String, TreeSet<String>> ofFilms = new HashMap<>();
            Map<String, TreeSet<String>> ofOthers = new HashMap<>();
            for (NamedCsvRecord row : files.get(file)) {
                String film = row.getField("film_id");
                String target = row.getField(other + "_id");
                ofFilms.computeIfAbsent(film, key -> new TreeSet<>()).add(target);
                ofOthers.computeIfAbsent(target, key -> new TreeSet<>()).add(film);
            }
            byKey.get("film").forEach((film, record) -> {
                TreeSet<String> found = new TreeSet<>();
                if (record.value(links.id()) instanceof List<?> many) {
                    many.forEach(link -> found.add(keys.get(other).get(link)));
                }
                assertThat(found).as("film %s", film).isEqualTo(ofFilms.getOrDefault(film, new TreeSet<>()));
            });
            reverse("film", links, ofOthers);
            return files.get(file).size();
        }

        /** Who links to a record, asked from the record's side. */
        private void reverse(String name, Field link, Map<String, TreeSet<String>> linking) {
            Relationship relationship = now.get(Relationship.class, ((FieldKind.Link) link.kind()).relationship());
            Map<String, StoredRecord> targets = byKey.get(fileOf.get(relationship.to()));
            ResourceId key = field(name + "." + name + "_id");
            int step = relationship.cardinality() == Cardinality.MANY_TO_MANY
                    ? 1
                    : Math.max(1, targets.size() / REVERSE_LOOKS);
            List<String> asked = targets.keySet().stream().sorted().toList();
            for (int i = 0; i < asked.size(); i += step) {
                RecordQuery query = new RecordQuery(
                        table(name),
                        List.of(key),
                        List.of(),
                        new RecordQuery.LinkedTo(
                                link.id(), targets.get(asked.get(i)).id()),
                        "",
                        List.of(),
                        0,
                        RecordQuery.MOST);
                TreeSet<String> found = records.query(actor, environment, query).stream()
                        .map(record -> String.valueOf(record.value(key)))
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(found)
                        .as("%s of %s %s", relationship.name(), fileOf.get(relationship.to()), asked.get(i))
                        .isEqualTo(linking.getOrDefault(asked.get(i), new TreeSet<>()));
            }
        }

        /** A value as the file has it. */
        private String text(Field field, @Nullable Object value) {
            if (value == null) {
                return "";
            }
            return switch (field.kind()) {
                case FieldKind.Link link -> {
                    ResourceId target =
                            now.get(Relationship.class, link.relationship()).to();
                    yield keys.get(fileOf.get(target)).get((RecordId) value);
                }
                case FieldKind.DateTime k -> DATE_TIME.format(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
                case FieldKind.DecimalNumber k -> ((BigDecimal) value).toPlainString();
                case FieldKind.Money k -> ((BigDecimal) value).toPlainString();
                case FieldKind.YesNo k -> (Boolean) value ? "1" : "0";
                case FieldKind.SingleChoice k -> label(k.choices(), (Long) value);
                case FieldKind.MultiChoice k ->
                    ((List<?>) value)
                            .stream()
                                    .map(id -> label(k.choices(), (Long) id))
                                    .sorted()
                                    .collect(Collectors.joining(","));
                default -> value.toString();
            };
        }
    }

    /** Several choices of one record have no order of their own. */
    private static String sorted(String choices) {
        return Arrays.stream(choices.split(",")).sorted().collect(Collectors.joining(","));
    }

    private static String label(List<Choice> choices, long id) {
        return choices.stream()
                .filter(choice -> choice.id() == id)
                .findFirst()
                .orElseThrow()
                .label();
    }
}
