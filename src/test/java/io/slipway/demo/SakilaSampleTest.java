package io.slipway.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Choice;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import io.slipway.imports.ImportJob;
import io.slipway.records.Records;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Every value of Sakila's 14 files is in the tables, links included. */
@IntegrationTest
class SakilaSampleTest {

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @Autowired
    Workshop workshop;

    @Autowired
    SakilaSample sakila;

    @Autowired
    Records records;

    private EnvironmentId production;
    private Actor admin;
    private Definition definition;
    private final Map<String, Map<String, StoredRecord>> byKey = new HashMap<>();

    @Test
    void everyValueOfTheFilesIsInTheTables() throws IOException {
        production = workshop.production();
        admin = workshop.superAdmin(production.account());
        long start = System.nanoTime();
        ImportJob job = sakila.load(admin, production);
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        LoggerFactory.getLogger(SakilaSampleTest.class)
                .warn("Sakila: {} rows in {} s, {} rows/s", job.rows(), seconds, Math.round(job.rows() / seconds));
        assertThat(job.bad()).isZero();
        definition = records.definition(admin, production);
        assertThat(definition.all(App.class).map(App::name)).containsExactly(SakilaSample.APP);
        for (String file : SakilaSample.FILES) {
            if (!file.startsWith("film_")) {
                load(file.replace(".csv", ""));
            }
        }
        long rows = 0;
        for (String file : SakilaSample.FILES) {
            rows += file.startsWith("film_") ? comparePairs(file) : compare(file.replace(".csv", ""));
        }
        assertThat(rows).isEqualTo(job.rows()).isGreaterThan(46_000);
    }

    /** All records of a table by their key. */
    private void load(String name) {
        ResourceId table = table(name);
        Field key = field(table, name + "_id");
        Map<String, StoredRecord> all = new HashMap<>();
        RecordQuery query = RecordQuery.all(table);
        long offset = 0;
        for (List<StoredRecord> page = records.query(admin, production, query.page(0, 5000));
                !page.isEmpty();
                page = records.query(admin, production, query.page(offset, 5000))) {
            page.forEach(record -> all.put(String.valueOf(record.value(key.id())), record));
            offset += page.size();
        }
        byKey.put(name, all);
    }

    private long compare(String name) throws IOException {
        List<NamedCsvRecord> rows = rows(name + ".csv");
        ResourceId table = table(name);
        assertThat(byKey.get(name)).as(name).hasSize(rows.size());
        for (NamedCsvRecord row : rows) {
            StoredRecord record = byKey.get(name).get(row.getField(name + "_id"));
            for (String column : row.getHeader()) {
                Field field = field(table, column);
                String expected = field.kind() instanceof FieldKind.MultiChoice
                        ? sorted(row.getField(column))
                        : row.getField(column);
                assertThat(text(field, record.value(field.id())))
                        .as("%s %s, %s", name, row.getField(0), column)
                        .isEqualTo(expected);
            }
        }
        return rows.size();
    }

    /** The links of films from the side of the films, compared with the pairs of the file. */
    private long comparePairs(String file) throws IOException {
        String other = file.equals("film_actor.csv") ? "actor" : "category";
        Field links = field(table("film"), other.equals("actor") ? "actors" : "categories");
        Map<String, TreeSet<String>> expected = new HashMap<>();
        List<NamedCsvRecord> rows = rows(file);
        rows.forEach(row -> expected.computeIfAbsent(row.getField("film_id"), film -> new TreeSet<>())
                .add(row.getField(other + "_id")));
        Map<RecordId, String> keys = keys(other);
        byKey.get("film").forEach((film, record) -> {
            TreeSet<String> found = new TreeSet<>();
            if (record.value(links.id()) instanceof List<?> many) {
                many.forEach(link -> found.add(keys.get(link)));
            }
            assertThat(found).as("film %s", film).isEqualTo(expected.getOrDefault(film, new TreeSet<>()));
        });
        return rows.size();
    }

    private Map<RecordId, String> keys(String name) {
        return byKey.get(name).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getValue().id(), Map.Entry::getKey));
    }

    private final Map<ResourceId, Map<RecordId, String>> keysOf = new HashMap<>();

    /** A value as the file has it. */
    private String text(Field field, Object value) {
        if (value == null) {
            return "";
        }
        return switch (field.kind()) {
            case FieldKind.Link link -> {
                ResourceId target =
                        definition.get(Relationship.class, link.relationship()).to();
                String name = definition.get(Table.class, target).name().toLowerCase(Locale.ROOT);
                yield keysOf.computeIfAbsent(target, id -> keys(name)).get((RecordId) value);
            }
            case FieldKind.DateTime k -> DATE_TIME.format(LocalDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
            case FieldKind.DecimalNumber k -> ((BigDecimal) value).toPlainString();
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

    private List<NamedCsvRecord> rows(String file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(sakila.open(file), UTF_8))) {
            return new ArrayList<>(reader.stream().toList());
        }
    }

    private ResourceId table(String name) {
        return definition
                .all(Table.class)
                .filter(table -> table.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** The field a column became: of the same words, or a link without its last one. */
    private Field field(ResourceId table, String column) {
        String words = column.replace('_', ' ');
        return definition.fields(table).stream()
                .filter(field -> {
                    boolean link = field.kind() instanceof FieldKind.Link;
                    return field.name().equalsIgnoreCase(words)
                            || link && field.name().equalsIgnoreCase(words.replaceFirst(" id$", ""));
                })
                .findFirst()
                .orElseThrow(() -> new AssertionError("No field for " + column));
    }
}
