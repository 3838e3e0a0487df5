package io.slipway.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.InvalidInput;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.App;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.storage.ChangeFeed;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class ImportsTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Autowired
    Imports imports;

    @Autowired
    ChangeFeed feed;

    ImportWorld world;

    @BeforeEach
    void build() {
        world = new ImportWorld(workshop, records, imports);
    }

    @Test
    void rowsBecomeRecordsWithTheValuesOfTheirCells() {
        ImportJob job = world.imported("""
                Name;Code;Born;Salary;Note
                Anna Ångström;1;1990-01-31;1.234,50;"She said ""hi"",
                then left"
                =HYPERLINK("http://x");2;31.12.1999;-5;'+1
                😀 שלום;3;;;
                """.replace("1.234,50", "1234.5"));
        assertThat(job.state()).as(job.reason()).isEqualTo(ImportState.DONE);
        assertThat(job.created()).isEqualTo(3);
        assertThat(job.bad()).isZero();
        assertThat(job.percent()).isEqualTo(100);
        Map<Long, StoredRecord> people = world.byCode();
        assertThat(people.get(1L).value(world.name.id())).isEqualTo("Anna Ångström");
        assertThat(people.get(1L).value(world.born.id())).isEqualTo(LocalDate.of(1990, 1, 31));
        assertThat(people.get(1L).value(world.salary.id())).isEqualTo(new BigDecimal("1234.50"));
        assertThat(people.get(1L).value(world.note.id())).isEqualTo("She said \"hi\",\nthen left");
        assertThat(people.get(2L).value(world.name.id())).isEqualTo("=HYPERLINK(\"http://x\")");
        assertThat(people.get(2L).value(world.born.id())).isEqualTo(LocalDate.of(1999, 12, 31));
        assertThat(people.get(3L).value(world.name.id())).isEqualTo("😀 שלום");
        assertThat(people.get(3L).value(world.born.id())).isNull();
        assertThat(people.get(1L).createdBy()).isEqualTo(world.admin.user().value());
        assertThat(people.values()).extracting(StoredRecord::id).isSorted();
    }

    @Test
    void everyRecordIsInTheFeedOnce() {
        world.imported(ImportWorld.csv(700));
        feed.sequence(world.production);
        assertThat(feed.after(world.production, 0, 10_000))
                .hasSize(700)
                .allMatch(entry -> entry.kind() == ChangeFeed.Kind.CREATED)
                .extracting(ChangeFeed.Entry::record)
                .doesNotHaveDuplicates();
    }

    @Test
    void badRowsAreListedWithReasonsAndTheOthersComeIn() {
        ImportJob job = world.imported("""
                Name,Code,Born,Salary
                Anna,1,1990-01-31,1
                ,2,1990-01-31,1
                Ben,x,1990-02-30,1
                Carl,1,1990-01-31,1
                Dora,4,1990-01-31
                Eva,5,1990-01-31,1,more
                Fritz,6,1990-01-31,1.005
                Gerd\0,7,,
                Hans,8,,
                """);
        assertThat(job.state()).isEqualTo(ImportState.DONE);
        assertThat(job.created()).isEqualTo(2);
        assertThat(job.read()).isEqualTo(9);
        assertThat(job.bad()).isEqualTo(7);
        assertThat(world.byCode()).containsOnlyKeys(1L, 8L);
        List<BadRow> bad = imports.badRows(world.admin, job.id(), 0, 100);
        assertThat(bad).extracting(BadRow::row).containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L);
        assertThat(bad).extracting(BadRow::line).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(bad.get(0).reason()).contains("“Name” needs a value.");
        assertThat(bad.get(1).reason()).contains("“Code”:").contains("“Born”:");
        assertThat(bad.get(2).reason()).contains("“Code”:");
        assertThat(bad.get(3).reason()).isEqualTo("The row has 3 cells, but there are 4 columns.");
        assertThat(bad.get(4).reason()).isEqualTo("The row has 5 cells, but there are 4 columns.");
        assertThat(bad.get(5).reason()).contains("“Salary”:").contains("2 decimal places");
        assertThat(bad.get(6).reason()).contains("“Name”:");
        assertThat(bad.get(1).cells()).containsExactly("Ben", "x", "1990-02-30", "1");
    }

    @Test
    void badRowsCanBeDownloadedMendedAndImportedAgain() {
        ImportJob job = world.imported("Name,Code\nAnna,1\nBen,x\nCarl,\"y\"\"\nz\"\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        imports.writeBadRows(world.admin, job.id(), 0, out);
        String csv = out.toString(UTF_8);
        assertThat(csv)
                .startsWith("\uFEFFName,Code,Import row,Import line,Import problem")
                .contains("Ben,x,2,3,");
        ImportJob again = world.imported(csv.replace("Ben,x", "Ben,2").replace("\"y\"\"\nz\"", "3"));
        assertThat(again.created()).isEqualTo(2);
        assertThat(again.bad()).isZero();
        assertThat(world.byCode()).containsOnlyKeys(1L, 2L, 3L);
    }

    @Test
    void recordsAreChangedWhereAKeyIsThereAlready() {
        world.imported("Name,Code,Salary\nAnna,1,10\nBen,2,20\n");
        ImportId id = world.draft("Name,Code,Salary\nAnna B,1,\nCarl,3,30\nCarl C,3,31\nNobody,,1\n");
        imports.start(world.admin, id, world.matching(world.proposed(id), world.code, false));
        ImportJob job = world.ended(id);
        assertThat(job.created()).isEqualTo(1);
        assertThat(job.updated()).isEqualTo(2);
        assertThat(job.bad()).isEqualTo(1);
        Map<Long, StoredRecord> people = world.byCode();
        assertThat(people).hasSize(3);
        assertThat(people.get(1L).value(world.name.id())).isEqualTo("Anna B");
        assertThat(people.get(1L).value(world.salary.id())).isEqualTo(new BigDecimal("10.00"));
        assertThat(people.get(3L).value(world.name.id())).isEqualTo("Carl C");
        ImportId clearing = world.draft("Name,Code,Salary\nAnna B,1,\n");
        imports.start(world.admin, clearing, world.matching(world.proposed(clearing), world.code, true));
        world.ended(clearing);
        assertThat(world.byCode().get(1L).value(world.salary.id())).isNull();
    }

    @Test
    void linksAreFoundByKeysAlsoWithinTheSameFile() {
        teams("Red", "Blue");
        ImportId id = world.draft("""
                Name,Code,Boss,Team
                Anna,1,3,Red
                Ben,2,1,blue
                Carl,3,,
                Dora,4,99,Red
                Eva,5,1,Green
                """);
        ImportPlan plan = world.proposed(id);
        assertThat(imports.problems(world.admin, id, plan)).isEmpty();
        imports.start(world.admin, id, plan);
        ImportJob job = world.ended(id);
        assertThat(job.state()).as(job.reason()).isEqualTo(ImportState.DONE);
        Map<Long, StoredRecord> people = world.byCode();
        Map<String, RecordId> teams = world.teamIds();
        assertThat(people).containsOnlyKeys(1L, 2L, 3L, 4L);
        assertThat(people.get(1L).value(world.boss.id()))
                .isEqualTo(people.get(3L).id());
        assertThat(people.get(2L).value(world.boss.id()))
                .isEqualTo(people.get(1L).id());
        assertThat(people.get(1L).value(world.team.id())).isEqualTo(teams.get("Red"));
        assertThat(people.get(2L).value(world.team.id())).isEqualTo(teams.get("Blue"));
        assertThat(people.get(4L).value(world.boss.id())).isNull();
        List<BadRow> bad = imports.badRows(world.admin, id, 0, 10);
        assertThat(bad).extracting(BadRow::row).containsExactly(4L, 5L);
        assertThat(bad).extracting(BadRow::incomplete).containsExactly(true, false);
        assertThat(bad.get(0).reason())
                .isEqualTo("“Boss”: There is no record whose “Code” is “99”. The record was imported without this"
                        + " link.");
        assertThat(bad.get(1).reason()).isEqualTo("“Team”: There is no record whose “Name” is “Green”.");
        assertThat(job.read()).isEqualTo(5);
        assertThat(job.created()).isEqualTo(4);
    }

    @Test
    void linksToNothingStayEmptyWhereThatIsChosen() {
        ImportId id = world.draft("Name,Code,Team\nAnna,1,Green\n");
        ImportPlan plan = world.proposed(id);
        List<ImportPlan.ColumnPlan> columns = world.rows(plan).columns().stream()
                .map(column -> column instanceof ImportPlan.LinkByKey link
                        ? new ImportPlan.LinkByKey(link.column(), link.field(), link.key(), true)
                        : column)
                .toList();
        imports.start(world.admin, id, plan.withFile(0, new ImportPlan.Rows(world.people, columns, null, false)));
        assertThat(world.ended(id).created()).isEqualTo(1);
        assertThat(world.byCode().get(1L).value(world.team.id())).isNull();
    }

    @Test
    void pairsBecomeLinksOfManyToMany() {
        teams("Red", "Blue");
        world.imported("Name,Code,Visits\nAnna,1,Red\nBen,2,\"Red; Blue\"\n");
        Map<String, RecordId> teams = world.teamIds();
        assertThat(links(2L)).containsExactlyInAnyOrder(teams.get("Red"), teams.get("Blue"));
        ImportId id =
                world.upload(world.admin, "visits.csv", "who,team\n1,Blue\n1,Red\n1,Blue\n7,Red\n2,Green\n,Red\n");
        ImportPlan plan = new ImportPlan(
                List.of(),
                List.of(new ImportPlan.Pairs(
                        world.people, 0, world.code.id(), world.visits.id(), 1, world.teamName.id())),
                "UTC");
        assertThat(imports.preview(world.admin, id, plan, 0)).hasSize(6);
        imports.start(world.admin, id, plan);
        ImportJob job = world.ended(id);
        assertThat(job.state()).as(job.reason()).isEqualTo(ImportState.DONE);
        assertThat(job.bad()).isEqualTo(3);
        assertThat(links(1L)).containsExactlyInAnyOrder(teams.get("Red"), teams.get("Blue"));
        assertThat(links(2L)).hasSize(2);
    }

    @Test
    void newTablesAreLinkedToThoseThatAreThereWhereTheirRecordsAreNamed() {
        world.imported("Name,Code\nAnna,1\nBen,2\n");
        ImportId known =
                world.upload(world.admin, "visits.csv", "place,people_code\nRome,1\nOslo,2\nBern,7\nParis,1\n");
        assertThat(columns(imports.propose(world.admin, known, null, null, "")))
                .hasAtLeastOneElementOfType(ImportPlan.LinkByKey.class);
        ImportId others =
                world.upload(world.admin, "visits.csv", "place,people_code\nRome,1\nOslo,8\nBern,9\nParis,9\n");
        assertThat(columns(imports.propose(world.admin, others, null, null, "")))
                .hasOnlyElementsOfType(ImportPlan.Value.class);
    }

    private List<ImportPlan.ColumnPlan> columns(ImportPlan plan) {
        return world.rows(plan).columns();
    }

    @Test
    void newTablesComeWithFieldsFormViewAndApp() {
        ImportId id = world.upload(
                world.admin,
                "customers.csv",
                "customer_id,first_name,city_id\n1,Anna,10\n2,Ben,20\n",
                "cities.csv",
                "city_id,name\n10,Rome\n20,Oslo\n");
        ImportPlan plan = imports.propose(world.admin, id, null, null, "Shop");
        assertThat(imports.problems(world.admin, id, plan)).isEmpty();
        List<PreviewRow> preview = imports.preview(world.admin, id, plan, 0);
        assertThat(preview).hasSize(2).allMatch(row -> row.problems().isEmpty());
        imports.start(world.admin, id, plan);
        ImportJob job = world.ended(id);
        assertThat(job.state()).as(job.reason()).isEqualTo(ImportState.DONE);
        assertThat(job.created()).isEqualTo(4);
        Definition definition = records.definition(world.admin, world.production);
        App app = definition
                .all(App.class)
                .filter(each -> each.name().equals("Shop"))
                .findFirst()
                .orElseThrow();
        assertThat(app.tables())
                .extracting(table -> definition.get(Table.class, table).name())
                .containsExactly("Customers", "Cities");
        ResourceId customers = app.tables().get(0);
        ResourceId cities = app.tables().get(1);
        assertThat(definition.forms(customers)).hasSize(1);
        assertThat(definition.views(customers)).hasSize(1);
        Field city = definition.fields(customers).get(2);
        assertThat(city.kind()).isInstanceOf(FieldKind.Link.class);
        Set<Object> linked = Set.copyOf(world.all(customers).stream()
                .map(record -> record.value(city.id()))
                .toList());
        assertThat(linked)
                .containsExactlyInAnyOrderElementsOf(
                        world.all(cities).stream().map(StoredRecord::id).toList());
    }

    @Test
    void aPlanThatCannotWorkIsRefusedAtItsPlace() {
        ImportId id = world.draft("Name,Code,Boss\nAnna,1,1\n");
        ImportPlan plan = world.proposed(id);
        ImportPlan.Rows rows = world.rows(plan);
        problem(
                id,
                plan.withFile(0, new ImportPlan.Rows(world.people, List.of(), null, false)),
                "file.0",
                "at least one");
        problem(
                id,
                plan.withFile(
                        0, new ImportPlan.Rows(world.people, rows.columns().subList(1, 2), null, false)),
                "file.0",
                "“Name” needs a value in every record");
        problem(
                id,
                plan.withFile(
                        0,
                        new ImportPlan.Rows(
                                world.people,
                                List.of(
                                        new ImportPlan.Value(0, world.name.id()),
                                        new ImportPlan.Value(1, world.name.id())),
                                null,
                                false)),
                "file.0.column.1",
                "Two columns go to “Name”");
        problem(
                id,
                plan.withFile(0, new ImportPlan.Rows(world.people, rows.columns(), world.name.id(), false)),
                "file.0",
                "is not unique");
        problem(
                id,
                plan.withFile(
                        0,
                        new ImportPlan.Rows(
                                world.people, List.of(new ImportPlan.Value(9, world.name.id())), null, false)),
                "file.0",
                "no column 10");
        problem(id, plan.withZone("Mars/Olympus"), "zone", "no time zone");
        problem(
                id,
                plan.withFile(0, new ImportPlan.Rows(world.teams, rows.columns(), null, false)),
                "file.0",
                "no longer there");
        assertThat(world.job(id).state()).isEqualTo(ImportState.DRAFT);
        assertThat(world.all(world.people)).isEmpty();
    }

    private void problem(ImportId id, ImportPlan plan, String place, String message) {
        assertThat(imports.problems(world.admin, id, plan)).anySatisfy(problem -> {
            assertThat(problem.place()).isEqualTo(place);
            assertThat(problem.getMessage()).contains(message);
        });
        assertThatThrownBy(() -> imports.start(world.admin, id, plan)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void anImportStopsWhenNearlyEverythingIsBad() {
        StringBuilder csv = new StringBuilder("Name,Code\nAnna,1\n");
        for (int i = 0; i < Imports.MOST_BAD_ROWS + 500; i++) {
            csv.append("Ben,x\n");
        }
        ImportJob job = world.imported(csv.toString());
        assertThat(job.state()).isEqualTo(ImportState.FAILED);
        assertThat(job.reason()).contains("More than 10,000 rows are bad");
        assertThat(job.bad()).isLessThanOrEqualTo(Imports.MOST_BAD_ROWS);
        assertThat(world.byCode()).containsOnlyKeys(1L);
    }

    @Test
    void nobodyReachesTheImportsOfOthers() {
        ImportId id = world.draft("Name\nAnna\n");
        ImportWorld other = new ImportWorld(workshop, records, imports);
        Actor user = workshop.person(world.production.account(), PersonKind.USER, "User");
        for (Actor stranger : List.of(other.admin, user)) {
            assertThat(imports.find(stranger, id)).isEmpty();
            assertThatThrownBy(() -> imports.badRows(stranger, id, 0, 1)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> imports.cancel(stranger, id)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> imports.remove(stranger, id)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> imports.start(stranger, id, world.proposed(id)))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> imports.writeBadRows(stranger, id, 0, new ByteArrayOutputStream()))
                    .isInstanceOf(NotAllowed.class);
        }
        assertThatThrownBy(() -> imports.begin(other.admin, world.production)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> imports.list(other.admin, world.production)).isInstanceOf(NotAllowed.class);
        assertThatThrownBy(() -> imports.begin(user, world.production)).isInstanceOf(NotAllowed.class);
        assertThat(imports.list(user, world.production)).isEmpty();
    }

    @Test
    void aUserImportsWhereTheirRoleLetsThemCreate() {
        Actor.Person user = workshop.person(world.production.account(), PersonKind.USER, "User");
        ResourceId role = workshop.id(world.production);
        ResourceId group = workshop.id(world.production);
        Map<ResourceId, Permission> tables =
                new TreeMap<>(Map.of(world.people, new Permission(true, true, false, false)));
        workshop.build(
                world.production,
                new Role(role, "Clerk", Set.of(), new TreeMap<>(tables)),
                new UserGroup(group, "Clerks", Set.of(role)));
        workshop.join(user, group);
        ImportId id = world.upload(user, "people.csv", "Name,Code,Team\nAnna,1,Red\n");
        ImportPlan plan = imports.propose(user, id, world.people, null, "");
        assertThat(imports.problems(user, id, plan))
                .singleElement()
                .satisfies(problem -> assertThat(problem.getMessage()).contains("does not let you see the records"));
        ImportPlan.Rows rows = world.rows(plan);
        ImportPlan allowed = plan.withFile(
                0, new ImportPlan.Rows(world.people, rows.columns().subList(0, 2), null, false));
        assertThat(imports.problems(user, id, world.matching(allowed, world.code, false)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.getMessage()).contains("does not let you edit"));
        assertThatThrownBy(() -> imports.propose(user, id, null, null, "Mine")).isInstanceOf(NotAllowed.class);
        imports.start(user, id, allowed);
        assertThat(world.ended(id).created()).isEqualTo(1);
        assertThat(world.byCode().get(1L).createdBy()).isEqualTo(user.user().value());
    }

    @Test
    void aDraftIsRemovedWithItsFiles() {
        ImportId id = world.draft("Name\nAnna\n");
        imports.remove(world.admin, id);
        assertThat(imports.find(world.admin, id)).isEmpty();
        assertThat(imports.list(world.admin, world.production)).isEmpty();
    }

    @Test
    void theSecondOfTwoStartsIsRefused() {
        ImportId id = world.draft("Name\nAnna\n");
        ImportPlan plan = world.proposed(id);
        imports.start(world.admin, id, plan);
        assertThatThrownBy(() -> imports.start(world.admin, id, plan))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("started already");
        assertThat(world.ended(id).created()).isEqualTo(1);
    }

    private void teams(String... names) {
        records.write(
                world.admin,
                world.production,
                Arrays.stream(names)
                        .<RecordDraft.Write>map(name -> new RecordDraft.Create(
                                world.teams, RecordId.next(), new RecordDraft(Map.of(world.teamName.id(), name))))
                        .toList());
    }

    private List<RecordId> links(long code) {
        return ((List<?>) world.byCode().get(code).value(world.visits.id()))
                .stream().map(RecordId.class::cast).toList();
    }
}
