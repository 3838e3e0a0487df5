package io.slipway.demo;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.Table;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.StoredRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Plausible records from a fixed seed: the same at every first start. Their ids come from the seed too, so that a demo
 * that was made half is completed and nothing is there twice.
 */
final class DemoRecords {

    private static final int EMPLOYEES = 64;
    private static final int PROJECTS = 42;
    private static final int TASKS = 1_500;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
    private static final List<String> FIRST = List.of(
            "Amara",
            "Ben",
            "Chiara",
            "Dmitri",
            "Elif",
            "Farid",
            "Grace",
            "Hiro",
            "Ines",
            "Jonas",
            "Katarzyna",
            "Luca",
            "Maja",
            "Nadia",
            "Oskar",
            "Priya",
            "Quentin",
            "Rosa",
            "Sven",
            "Tuva",
            "Umut",
            "Vera",
            "Wei",
            "Ximena",
            "Yara",
            "Zoë");
    private static final List<String> LAST = List.of(
            "Adeyemi",
            "Bauer",
            "Conti",
            "Duarte",
            "Eriksen",
            "Fischer",
            "García",
            "Haddad",
            "Ivanova",
            "Jensen",
            "Kowalski",
            "Lindqvist",
            "Moreau",
            "Nakamura",
            "O’Brien",
            "Petrov",
            "Quispe",
            "Rossi",
            "Schröder",
            "Tanaka",
            "Usman",
            "Varga",
            "Weiß",
            "Yılmaz",
            "Zhang");
    private static final List<String> CLIENTS = List.of(
            "Northwind Traders",
            "Harbour & Sons",
            "Café Zürich",
            "Lumen Energy",
            "Blue Fjord",
            "Atlas Rail",
            "Greenleaf Foods",
            "Orchard Health",
            "Summit Bank",
            "Polar Logistics");
    private static final List<String> PRODUCTS = List.of(
            "customer portal",
            "warehouse scanner",
            "booking site",
            "payroll move",
            "data platform",
            "mobile app",
            "safety audit",
            "price engine",
            "intranet",
            "reporting suite");
    private static final List<String> VERBS =
            List.of("Draft", "Review", "Test", "Build", "Plan", "Document", "Estimate", "Fix", "Present", "Measure");
    private static final List<String> THINGS = List.of(
            "the import of old orders",
            "the sign-in page",
            "the contract",
            "the release notes",
            "the load test",
            "the data model",
            "the price list",
            "the training",
            "the hand-over",
            "the backup",
            "the invoice run",
            "the colour scheme",
            "the search",
            "the delivery dates",
            "the risk list");
    private static final List<String> TITLES = List.of(
            "Engineer", "Senior engineer", "Designer", "Account manager", "Analyst", "Team lead", "Coordinator");

    private final Records records;
    private final Actor actor;
    private final EnvironmentId environment;
    private final Definition definition;
    private final Random random = new Random(20_261_122);

    DemoRecords(Records records, Actor actor, EnvironmentId environment) {
        this.records = records;
        this.actor = actor;
        this.environment = environment;
        this.definition = records.definition(actor, environment);
    }

    void write() {
        Table employees = ProjectTracking.table(definition, ProjectTracking.EMPLOYEES);
        Table projects = ProjectTracking.table(definition, ProjectTracking.PROJECTS);
        Table tasks = ProjectTracking.table(definition, ProjectTracking.TASKS);
        List<RecordId> people = ids("employee", EMPLOYEES);
        List<RecordId> undertakings = ids("project", PROJECTS);
        write(employees, people, this::employee);
        write(projects, undertakings, index -> project(index, people));
        write(tasks, ids("task", TASKS), index -> task(index, undertakings, people));
    }

    private static List<RecordId> ids(String what, int count) {
        List<RecordId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            UUID hash = UUID.nameUUIDFromBytes(
                    ("slipway demo " + what + " " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            // the form of a UUIDv7: time first, so that they sort in the order they were made
            long time = TODAY.minusDays(400)
                            .atStartOfDay()
                            .toInstant(ZoneOffset.UTC)
                            .toEpochMilli()
                    + i * 1_000L;
            long high = time << 16 | 0x7000L | hash.getMostSignificantBits() & 0x0FFFL;
            ids.add(new RecordId(new UUID(high, hash.getLeastSignificantBits())));
        }
        return ids;
    }

    private interface Draft {
        Map<String, @Nullable Object> of(int index);
    }

    private void write(Table table, List<RecordId> ids, Draft draft) {
        Map<String, ResourceId> fields = new HashMap<>();
        for (Field field : definition.fields(table.id())) {
            fields.put(field.name(), field.id());
        }
        for (int from = 0; from < ids.size(); from += 500) {
            List<RecordId> part = ids.subList(from, Math.min(from + 500, ids.size()));
            Set<RecordId> there = new HashSet<>();
            for (StoredRecord record : records.findAll(actor, environment, table.id(), part)) {
                there.add(record.id());
            }
            List<RecordDraft.Write> writes = new ArrayList<>();
            for (int i = 0; i < part.size(); i++) {
                Map<ResourceId, @Nullable Object> values = new HashMap<>();
                // drawn also for those that are there, so that the others stay the same
                draft.of(from + i).forEach((name, value) -> {
                    ResourceId id = fields.get(name);
                    if (id != null) {
                        values.put(id, value);
                    }
                });
                if (!there.contains(part.get(i))) {
                    writes.add(new RecordDraft.Create(table.id(), part.get(i), new RecordDraft(values)));
                }
            }
            if (!writes.isEmpty()) {
                WriteOutcome outcome = records.write(actor, environment, writes);
                if (!(outcome instanceof WriteOutcome.Saved)) {
                    throw new IllegalStateException("The demo's records were not taken: " + outcome);
                }
            }
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private Map<String, @Nullable Object> employee(int index) {
        String first = any(FIRST);
        String last = LAST.get(index % LAST.size());
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("Name", first + " " + last);
        values.put("E-mail", "employee" + (index + 1) + "@acme.example");
        values.put("Phone", "+49 30 5550 " + (100 + index));
        values.put("Department", 1L + random.nextInt(5));
        values.put("Job title", any(TITLES));
        values.put("Badge no.", Integer.toString(1_001 + index));
        values.put("Hired on", TODAY.minusDays(60 + random.nextInt(4_000)));
        values.put("Active", random.nextInt(12) != 0);
        return values;
    }

    private Map<String, @Nullable Object> project(int index, List<RecordId> people) {
        long state = 1L + random.nextInt(4);
        LocalDate start = TODAY.minusDays(random.nextInt(500)).plusDays(60);
        String client = any(CLIENTS);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("Name", client + ": " + PRODUCTS.get(index % PRODUCTS.size()));
        values.put("Client", client);
        values.put("Status", state);
        values.put("Starts on", start);
        values.put("Due on", start.plusDays(30 + random.nextInt(300)));
        values.put("Budget", new BigDecimal(5_000 + 500 * random.nextInt(300)).setScale(2));
        values.put("Progress", new BigDecimal(state == 4 ? 100 : state == 1 ? 0 : 5 * random.nextInt(20)));
        values.put("Lead", any(people));
        Set<RecordId> team = new HashSet<>();
        for (int i = 0; i < 3 + random.nextInt(5); i++) {
            team.add(any(people));
        }
        values.put("Team", team.stream().sorted().toList());
        values.put(
                "Notes",
                random.nextInt(3) == 0 ? "Weekly call on Tuesdays.\nInvoices at the end of each month." : null);
        return values;
    }

    private Map<String, @Nullable Object> task(int index, List<RecordId> projects, List<RecordId> people) {
        long state = 1L + random.nextInt(4);
        LocalDate due = TODAY.plusDays(random.nextInt(220) - 120L);
        Instant done = due.minusDays(random.nextInt(9))
                .atTime(9 + random.nextInt(8), random.nextInt(60))
                .toInstant(ZoneOffset.UTC);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("Title", any(VERBS) + " " + any(THINGS));
        values.put("Project", any(projects));
        values.put("Assignee", random.nextInt(10) == 0 ? null : any(people));
        values.put("Status", state);
        values.put("Priority", 1L + random.nextInt(4));
        List<Long> tags = new ArrayList<>();
        for (long tag = 1; tag <= 5; tag++) {
            if (random.nextInt(4) == 0) {
                tags.add(tag);
            }
        }
        values.put("Tags", tags);
        values.put("Due on", due);
        values.put(
                "Estimate (h)",
                new BigDecimal(random.nextInt(160)).movePointLeft(1).setScale(1));
        values.put("Done at", state == 4 ? done : null);
        values.put("Description", index % 5 == 0 ? "Agreed in the last meeting; see the minutes." : null);
        return values;
    }
}
