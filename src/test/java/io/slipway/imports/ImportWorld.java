package io.slipway.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import io.slipway.records.Records;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.Workshop;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A production with people and teams, and short ways to import into it. */
public final class ImportWorld {

    public final Workshop workshop;
    public final Records records;
    public final Imports imports;
    public final EnvironmentId production;
    public final Actor.Person admin;
    public final ResourceId people;
    public final ResourceId teams;
    public final Field name;
    public final Field code;
    public final Field born;
    public final Field salary;
    public final Field note;
    public final Field boss;
    public final Field team;
    public final Field visits;
    public final Field teamName;

    public ImportWorld(Workshop workshop, Records records, Imports imports) {
        this.workshop = workshop;
        this.records = records;
        this.imports = imports;
        production = workshop.production();
        admin = workshop.superAdmin(production.account());
        people = id();
        teams = id();
        Relationship bosses = new Relationship(id(), "Reports", Cardinality.MANY_TO_ONE, people, people);
        Relationship members = new Relationship(id(), "Members", Cardinality.MANY_TO_ONE, people, teams);
        Relationship visitors = new Relationship(id(), "Visitors", Cardinality.MANY_TO_MANY, people, teams);
        name = new Field(id(), people, "Name", new FieldKind.ShortText(100), 1, true, false, null, "");
        code = new Field(id(), people, "Code", new FieldKind.WholeNumber(null, null), 2, false, true, null, "");
        born = new Field(id(), people, "Born", new FieldKind.Date(), 3, false, false, null, "");
        salary = new Field(id(), people, "Salary", new FieldKind.DecimalNumber(2), 4, false, false, null, "");
        note = new Field(id(), people, "Note", new FieldKind.LongText(), 5, false, false, null, "");
        boss = new Field(id(), people, "Boss", new FieldKind.Link(bosses.id()), 6, false, false, null, "");
        team = new Field(id(), people, "Team", new FieldKind.Link(members.id()), 7, false, false, null, "");
        visits = new Field(id(), people, "Visits", new FieldKind.Link(visitors.id()), 8, false, false, null, "");
        teamName = new Field(id(), teams, "Name", new FieldKind.ShortText(100), 1, true, true, null, "");
        workshop.build(
                production,
                new Table(people, "People", "", null),
                new Table(teams, "Teams", "", null),
                bosses,
                members,
                visitors,
                name,
                code,
                born,
                salary,
                note,
                boss,
                team,
                visits,
                teamName);
    }

    private ResourceId id() {
        return workshop.id(production);
    }

    /** Names, codes, dates and salaries of so many people, who are all different. */
    public static String csv(int rows) {
        StringBuilder csv = new StringBuilder("Name,Code,Born,Salary\n");
        for (int i = 1; i <= rows; i++) {
            csv.append("Person ")
                    .append(i)
                    .append(',')
                    .append(i)
                    .append(",1990-01-31,")
                    .append(i)
                    .append(".50\n");
        }
        return csv.toString();
    }

    public ImportId upload(Actor actor, String... namesAndContents) {
        ImportId id = imports.begin(actor, production);
        for (int i = 0; i < namesAndContents.length; i += 2) {
            imports.addFile(
                    actor, id, namesAndContents[i], new ByteArrayInputStream(namesAndContents[i + 1].getBytes(UTF_8)));
        }
        return id;
    }

    /** A draft for the people's table and the plan that is proposed for it. */
    public ImportId draft(String csv) {
        return upload(admin, "people.csv", csv);
    }

    public ImportPlan proposed(ImportId id) {
        return imports.propose(admin, id, people, null, "");
    }

    public ImportPlan.Rows rows(ImportPlan plan) {
        return (ImportPlan.Rows) plan.files().getFirst();
    }

    public ImportPlan matching(ImportPlan plan, Field on, boolean clearEmpty) {
        ImportPlan.Rows rows = rows(plan);
        return plan.withFile(0, new ImportPlan.Rows(rows.table(), rows.columns(), on.id(), clearEmpty));
    }

    /** Imports people and waits for the end. */
    public ImportJob imported(String csv) {
        ImportId id = draft(csv);
        imports.start(admin, id, proposed(id));
        return ended(id);
    }

    public ImportJob ended(ImportId id) {
        return await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> job(id), job -> job.state().isFinal());
    }

    public ImportJob job(ImportId id) {
        return imports.find(admin, id).orElseThrow();
    }

    public List<StoredRecord> all(ResourceId table) {
        List<StoredRecord> all = new ArrayList<>();
        RecordQuery query = RecordQuery.all(table);
        for (List<StoredRecord> page = records.query(admin, production, query.page(0, 5000));
                !page.isEmpty();
                page = records.query(admin, production, query.page(all.size(), 5000))) {
            all.addAll(page);
        }
        return all;
    }

    /** The people by code. */
    public Map<Long, StoredRecord> byCode() {
        return all(people).stream()
                .filter(record -> record.value(code.id()) != null)
                .collect(Collectors.toMap(
                        record -> (Long) record.value(code.id()), record -> record, (a, b) -> a, TreeMap::new));
    }

    public Map<String, RecordId> teamIds() {
        return all(teams).stream()
                .collect(Collectors.toMap(record -> (String) record.value(teamName.id()), StoredRecord::id));
    }
}
