package io.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.backup.Backup;
import io.slipway.backup.Backups;
import io.slipway.builder.Builder;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.DefinitionChange.Put;
import io.slipway.builder.DefinitionChange.Remove;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.builder.NewRelationship;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.definition.App;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.document.DefinitionDocument;
import io.slipway.definition.document.DocumentSchema;
import io.slipway.definition.value.ConversionRule;
import io.slipway.demo.SakilaValues.Changes;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.imports.ImportJob;
import io.slipway.promotion.PromotionCheck.CheckResult;
import io.slipway.promotion.PromotionCheck.Severity;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.sandbox.Rebase;
import io.slipway.sandbox.Sandbox;
import io.slipway.sandbox.Sandboxes;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * The main job on data no one here made up: Sakila comes in, is rebuilt in a sandbox, promoted, restored and promoted
 * once more, and each time every value of every table is compared with the files. One story in steps, because the import
 * takes the larger part of its time.
 */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SakilaPromotionTest {

    private static final Logger LOG = LoggerFactory.getLogger(SakilaPromotionTest.class);
    // read as year and day of year, some of Sakila's postal codes are dates and some are not
    private static final String PATTERN = "yyDDD";
    private static final String LOYALTY = "Loyalty level";
    private static final String CHANNEL = "Channel";

    @Autowired
    Workshop workshop;

    @Autowired
    SakilaSample sakila;

    @Autowired
    Records records;

    @Autowired
    Builder builder;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Promotions promotions;

    @Autowired
    Backups backups;

    @Autowired
    Accounts accounts;

    private EnvironmentId production;
    private EnvironmentId sandbox;
    private Actor.Person admin;
    private ImportJob job;
    private SakilaValues values;
    private SortedMap<ResourceId, Resource> imported;
    private SortedMap<ResourceId, Resource> rebuilt;
    private Run promoted;

    @BeforeAll
    void sakilaComesIn() {
        production = workshop.production();
        admin = workshop.superAdmin(production.account());
        long start = System.nanoTime();
        job = sakila.load(admin, production);
        double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
        LOG.info("{} rows in {} s, {} rows/s", job.rows(), seconds, Math.round(job.rows() / seconds));
        values = new SakilaValues(sakila, records, admin, production);
        imported = records.definition(admin, production).resources();
    }

    @Test
    @Order(1)
    void everyValueOfTheFilesIsInTheTables() {
        assertThat(job.bad()).isZero();
        assertThat(records.definition(admin, production).all(App.class).map(App::name))
                .containsExactly(SakilaSample.APP);
        assertThat(values.compare(Changes.NONE)).isEqualTo(job.rows()).isGreaterThan(46_000);
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(DocumentSchema.forEditors())
                        .validate(DefinitionDocument.write(imported, "here"), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    @Order(2)
    void aSandboxWithASampleIsRebuilt() {
        Sandboxes.Creation creation = sandboxes.create(admin, "Rebuilt", DataChoice.SAMPLE, true);
        sandbox = ((Sandboxes.Creating) creation).sandbox();
        await().atMost(Duration.ofSeconds(120))
                .until(() ->
                        sandboxes.find(admin, sandbox).filter(Sandbox::isReady).isPresent());
        renameAndReorder();
        addFields();
        addATableWithLinks();
        changeKinds();
        edit(
                Map.of(),
                new Remove(values.field("customer.email")),
                new Remove(values.field("film.original_language_id")));
        rebuilt = records.definition(admin, sandbox).resources();
        assertThat(records.definition(admin, production).resources()).isEqualTo(imported);
    }

    private void renameAndReorder() {
        Table film = table("film");
        Field title = field("film.title");
        edit(
                Map.of(),
                new Put(new Table(film.id(), "Movie", "What can be rented", film.titleField())),
                new Put(title.withName("Name of the movie").withRank(title.rank() + 50_000)),
                new Put(field("film.length").withName("Minutes").withRank(1)),
                // each takes the other's name: who looks for names instead of ids mixes their values up
                new Put(field("actor.first_name")
                        .withName(field("actor.last_name").name())),
                new Put(field("actor.last_name")
                        .withName(field("actor.first_name").name())),
                new Put(renamed(table("city"), table("country").name())),
                new Put(renamed(table("country"), table("city").name())));
    }

    private static Table renamed(Table table, String name) {
        return new Table(table.id(), name, table.description(), table.titleField());
    }

    private void addFields() {
        add("customer", LOYALTY, new FieldKind.WholeNumber(0L, 9L), true, "3");
        add("rental", CHANNEL, new FieldKind.ShortText(20), false, "Desk");
        add("film", "Remarks", new FieldKind.LongText(), true, null);
        Field name = field("customer.last_name");
        edit(
                Map.of(),
                new Put(new Field(
                        name.id(),
                        name.table(),
                        name.name(),
                        name.kind(),
                        name.rank(),
                        true,
                        false,
                        null,
                        "As printed")),
                new Put(unique(field("film.title"))));
    }

    private static Field unique(Field field) {
        return new Field(
                field.id(),
                field.table(),
                field.name(),
                field.kind(),
                field.rank(),
                field.required(),
                true,
                field.defaultValue(),
                field.help());
    }

    private void add(String table, String name, FieldKind kind, boolean required, @Nullable String standard) {
        done(builder.newField(
                admin,
                sandbox,
                new Field(
                        builder.newId(admin, sandbox),
                        values.table(table),
                        name,
                        kind,
                        0,
                        required,
                        false,
                        standard,
                        "")));
    }

    private void addATableWithLinks() {
        ResourceId app = records.definition(admin, sandbox)
                .all(App.class)
                .findFirst()
                .orElseThrow()
                .id();
        ResourceId reservations =
                done(builder.newTable(admin, sandbox, app, "Reservations")).getFirst();
        done(builder.newRelationship(
                admin,
                sandbox,
                new NewRelationship(
                        reservations, values.table("customer"), Cardinality.MANY_TO_ONE, "For", "Reservations", true)));
        done(builder.newRelationship(
                admin,
                sandbox,
                new NewRelationship(
                        reservations,
                        values.table("film"),
                        Cardinality.MANY_TO_MANY,
                        "Movies",
                        "Reservations",
                        false)));
    }

    private void changeKinds() {
        edit(
                Map.of(
                        values.field("address.postal_code"),
                        new ConversionRule.MakeEmpty(),
                        values.field("payment.payment_date"),
                        new ConversionRule.CutToFit(new ConversionRule.Refuse())),
                new Put(field("address.postal_code").withKind(new FieldKind.Date())),
                new Put(field("payment.payment_date").withKind(new FieldKind.Date())),
                new Put(field("film.length").withKind(new FieldKind.DecimalNumber(2))),
                new Put(field("film.rental_duration").withKind(new FieldKind.ShortText(10))),
                new Put(field("city.city").withKind(new FieldKind.LongText())),
                new Put(field("payment.amount").withKind(new FieldKind.Money("USD"))));
    }

    @Test
    @Order(3)
    void whatDoesNotConvertIsRefusedWithCountAndExamplesUntilARuleIsChosen() {
        List<String> codes = values.column("address.postal_code").stream()
                .filter(code -> !code.isEmpty())
                .toList();
        long dates = codes.stream().filter(code -> !asDate(code).isEmpty()).count();
        assertThat(dates).isBetween(100L, codes.size() - 100L);

        Promotions.Review plain = promotions.review(admin, sandbox);
        assertThat(plain.ready()).isFalse();
        assertRefused(plain, "address.postal_code", codes.size());
        assertRefused(
                plain,
                "payment.payment_date",
                values.column("payment.payment_date").stream()
                        .filter(time -> !time.endsWith("00:00:00"))
                        .count());
        assertThat(promotions.promote(admin, sandbox, plain.plan().hash(), plain.typedName(), null))
                .isInstanceOf(Promotions.Blocked.class);

        choose("payment.payment_date", new ConversionRule.CutToFit(new ConversionRule.Refuse()));
        choose("address.postal_code", new ConversionRule.DatePattern(PATTERN, new ConversionRule.Refuse()));
        Promotions.Review patterned = promotions.review(admin, sandbox);
        assertRefused(patterned, "address.postal_code", codes.size() - dates)
                .forEach(example -> assertThat(codes)
                        .contains(example)
                        .filteredOn(example::equals)
                        .allMatch(code -> asDate(code).isEmpty()));

        choose("address.postal_code", new ConversionRule.DatePattern(PATTERN, new ConversionRule.MakeEmpty()));
        Promotions.Review ready = promotions.review(admin, sandbox);
        assertThat(ready.checks()).noneMatch(check -> check.severity() == Severity.ERROR);
        assertThat(ready.ready()).isTrue();
        assertThat(ready.typedName()).isNotNull();
        assertThat(promotions.promote(admin, sandbox, plain.plan().hash(), ready.typedName(), null))
                .as("what was confirmed before the rules were chosen")
                .isInstanceOf(Promotions.PlanChanged.class);
        assertThat(records.definition(admin, production).resources()).isEqualTo(imported);
    }

    private void choose(String column, ConversionRule rule) {
        sandboxes.choose(admin, sandbox, values.field(column), rule);
    }

    /** One finding with the number of values and some of them. */
    private List<String> assertRefused(Promotions.Review review, String column, long count) {
        CheckResult refused = review.checks().stream()
                .filter(check -> check.severity() == Severity.ERROR
                        && values.field(column).equals(check.subject()))
                .findFirst()
                .orElseThrow();
        assertThat(refused.code()).isEqualTo("values.do-not-convert");
        assertThat(refused.message()).startsWith(String.format(java.util.Locale.ROOT, "%,d value", count));
        assertThat(refused.examples()).hasSize(5);
        return refused.examples();
    }

    @Test
    @Order(4)
    void thePromotionKeepsEveryValueAndConvertsByRule() {
        promoted = promote();

        assertThat(records.definition(admin, production).resources()).isEqualTo(rebuilt);
        assertThat(values.compare(afterPromotion())).isEqualTo(job.rows());
        assertThat(names(production, "film")).startsWith("Minutes").endsWith("Remarks");
        assertThat(names(production, "film").indexOf("Name of the movie"))
                .isGreaterThan(names(production, "film").indexOf("Rating"));
        assertDefault("customer", LOYALTY, 3L);
        assertDefault("rental", CHANNEL, "Desk");
        theNewTableIsThereAndTakesLinks();
    }

    @Test
    @Order(5)
    void promotingAgainSaysThereIsNothingToPromote() {
        Promotions.Review review = promotions.review(admin, sandbox);

        assertThat(review.nothingToPromote()).isTrue();
        assertThat(promotions.promote(admin, sandbox, review.plan().hash(), review.typedName(), null))
                .isInstanceOf(Promotions.NothingToPromote.class);
    }

    @Test
    @Order(6)
    void theBackupFromBeforeBringsBackDefinitionAndEveryValue() {
        Backup before = backups.find(admin, Objects.requireNonNull(promoted.safetyBackup()))
                .orElseThrow();
        assertThat(before.kind()).isEqualTo(Backup.Kind.BEFORE_PROMOTION);
        assertThat(before.verifiedAt()).isNotNull();

        Run restored = ended(promotions.restore(
                admin, before.id(), accounts.get(production.account()).name(), null));

        assertThat(restored.state()).as(restored.failure()).isEqualTo(RunState.SUCCEEDED);
        assertThat(records.definition(admin, production).resources()).isEqualTo(imported);
        assertThat(values.compare(Changes.NONE)).isEqualTo(job.rows());
    }

    @Test
    @Order(7)
    void whatTheRestoreTookBackIsPendingInTheSandboxAndIsPromotedOnceMore() {
        assertThat(promotions.review(admin, sandbox).productionMoved()).isTrue();
        assertThat(sandboxes.find(admin, sandbox).orElseThrow().pendingChanges())
                .isEqualTo(differing(imported, rebuilt));
        assertThat(sandboxes.pending(admin, sandbox).collisions()).isEmpty();

        assertThat(sandboxes.rebase(admin, sandbox, Map.of())).isInstanceOf(Rebase.Rebased.class);
        assertThat(records.definition(admin, sandbox).resources()).isEqualTo(rebuilt);
        assertThat(promotions.review(admin, sandbox).ready())
                .as(
                        "the rules chosen before still hold: %s",
                        promotions.review(admin, sandbox).checks())
                .isTrue();

        promote();

        assertThat(records.definition(admin, production).resources()).isEqualTo(rebuilt);
        assertThat(values.compare(afterPromotion())).isEqualTo(job.rows());
        theNewTableIsThereAndTakesLinks();
        assertThat(promotions.review(admin, sandbox).nothingToPromote()).isTrue();
    }

    private static long differing(Map<ResourceId, Resource> one, Map<ResourceId, Resource> other) {
        Map<ResourceId, Resource> all = new HashMap<>(one);
        all.putAll(other);
        return all.keySet().stream()
                .filter(id -> !Objects.equals(one.get(id), other.get(id)))
                .count();
    }

    private Run promote() {
        Promotions.Review review = promotions.review(admin, sandbox);
        Run run = ended(promotions.promote(admin, sandbox, review.plan().hash(), review.typedName(), null));
        assertThat(run.state()).as(run.failure()).isEqualTo(RunState.SUCCEEDED);
        LOG.info("promoted in {}, locked for {}", between(run), run.lockDuration());
        return run;
    }

    private static Duration between(Run run) {
        return Duration.between(run.startedAt(), Objects.requireNonNull(run.endedAt()));
    }

    private Run ended(Promotions.StartOutcome outcome) {
        assertThat(outcome).isInstanceOf(Promotions.Started.class);
        RunId run = ((Promotions.Started) outcome).run();
        await().atMost(Duration.ofSeconds(180))
                .until(() -> promotions.find(admin, run).orElseThrow().endedAt() != null);
        return promotions.find(admin, run).orElseThrow();
    }

    private static Changes afterPromotion() {
        Map<String, UnaryOperator<String>> columns = new HashMap<>();
        columns.put("address.postal_code", SakilaPromotionTest::asDate);
        columns.put("payment.payment_date", time -> time.substring(0, 10));
        columns.put("film.length", length -> length + ".00");
        return new Changes(columns, List.of("customer.email", "film.original_language_id"));
    }

    /** What the chosen rule makes of a postal code, reckoned without the product's conversion. */
    private static String asDate(String code) {
        if (!code.matches("[0-9]{5}")) {
            return "";
        }
        int year = 2000 + Integer.parseInt(code.substring(0, 2));
        int day = Integer.parseInt(code.substring(2));
        return day >= 1 && day <= Year.of(year).length()
                ? LocalDate.ofYearDay(year, day).toString()
                : "";
    }

    private List<String> names(EnvironmentId environment, String table) {
        return records.definition(admin, environment).fields(values.table(table)).stream()
                .map(Field::name)
                .toList();
    }

    private void assertDefault(String file, String name, Object expected) {
        ResourceId table = values.table(file);
        ResourceId field = records.definition(admin, production).fields(table).stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
        RecordQuery query = RecordQuery.all(table);
        long seen = 0;
        for (List<StoredRecord> page = records.query(admin, production, query.page(0, 5000));
                !page.isEmpty();
                page = records.query(admin, production, query.page(seen, 5000))) {
            assertThat(page).allMatch(record -> expected.equals(record.value(field)));
            seen += page.size();
        }
        assertThat(seen).isPositive();
    }

    private void theNewTableIsThereAndTakesLinks() {
        Definition now = records.definition(admin, production);
        ResourceId table = now.all(Table.class)
                .filter(candidate -> candidate.name().equals("Reservations"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(records.count(admin, production, RecordQuery.all(table), 10)).isZero();
        StoredRecord customer = first("customer");
        List<RecordId> films =
                records
                        .query(
                                admin,
                                production,
                                RecordQuery.all(values.table("film")).page(10, 3))
                        .stream()
                        .map(StoredRecord::id)
                        .sorted()
                        .toList();
        Map<ResourceId, @Nullable Object> draft = new HashMap<>();
        now.fields(table)
                .forEach(field -> draft.put(
                        field.id(),
                        switch (field.name()) {
                            case "For" -> customer.id();
                            case "Movies" -> films;
                            default -> "Friday";
                        }));
        RecordId made = RecordId.next();
        assertThat(records.write(
                        admin, production, List.of(new RecordDraft.Create(table, made, new RecordDraft(draft)))))
                .isInstanceOf(WriteOutcome.Saved.class);
        for (Field link : now.fields(table)) {
            if (link.kind() instanceof FieldKind.Link(ResourceId relationship)) {
                boolean many = now.get(Relationship.class, relationship).cardinality() == Cardinality.MANY_TO_MANY;
                RecordId target = many ? films.getLast() : customer.id();
                RecordQuery linked = new RecordQuery(
                        table, List.of(), List.of(), new RecordQuery.LinkedTo(link.id(), target), "", List.of(), 0, 10);
                assertThat(records.query(admin, production, linked))
                        .extracting(StoredRecord::id)
                        .containsExactly(made);
            }
        }
    }

    private StoredRecord first(String file) {
        return records.query(
                        admin, production, RecordQuery.all(values.table(file)).page(0, 1))
                .getFirst();
    }

    private Table table(String file) {
        return records.definition(admin, sandbox).get(Table.class, values.table(file));
    }

    private Field field(String column) {
        return records.definition(admin, sandbox).get(Field.class, values.field(column));
    }

    private void edit(Map<ResourceId, ConversionRule> rules, DefinitionChange... changes) {
        done(builder.edit(admin, sandbox, Edit.of(changes).withRules(rules)));
    }

    private static List<ResourceId> done(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(EditOutcome.Done.class);
        return ((EditOutcome.Done) outcome).created();
    }
}
