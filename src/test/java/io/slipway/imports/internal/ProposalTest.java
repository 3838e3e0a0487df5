package io.slipway.imports.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Cardinality;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Relationship;
import io.slipway.definition.Resource;
import io.slipway.definition.Table;
import io.slipway.definition.compare.DefinitionRules;
import io.slipway.imports.ImportId;
import io.slipway.imports.ImportJob;
import io.slipway.imports.ImportPlan;
import io.slipway.imports.ImportState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Sakila's files look like to somebody who has never seen them. */
class ProposalTest {

    private static final EnvironmentId PRODUCTION = new EnvironmentId(new AccountId(1), 1);

    @TempDir
    Path folder;

    @Test
    void sakilaBecomesTablesLinkedByTheirKeys() throws IOException {
        ImportPlan plan = plan(sakila());
        Map<ResourceId, Resource> made = new TreeMap<>();
        plan.additions().forEach(resource -> made.put(resource.id(), resource));
        Definition definition = Definition.empty(PRODUCTION).with(1, made, List.of());
        assertThat(DefinitionRules.check(made)).isEmpty();
        assertThat(definition.all(Table.class).map(Table::name).sorted())
                .containsExactly(
                        "Actor",
                        "Address",
                        "Category",
                        "City",
                        "Country",
                        "Customer",
                        "Film",
                        "Inventory",
                        "Language",
                        "Payment",
                        "Rental",
                        "Staff",
                        "Store");
        assertThat(links(definition))
                .containsExactlyInAnyOrder(
                        "Address.City → City",
                        "City.Country → Country",
                        "Customer.Address → Address",
                        "Customer.Store → Store",
                        "Film.Language → Language",
                        "Film.Original language → Language",
                        "Film.Actors ⇄ Actor",
                        "Film.Categories ⇄ Category",
                        "Inventory.Film → Film",
                        "Inventory.Store → Store",
                        "Payment.Customer → Customer",
                        "Payment.Staff → Staff",
                        "Payment.Rental → Rental",
                        "Rental.Customer → Customer",
                        "Rental.Inventory → Inventory",
                        "Rental.Staff → Staff",
                        "Staff.Address → Address",
                        "Staff.Store → Store",
                        "Store.Manager staff → Staff",
                        "Store.Address → Address");
        assertThat(kind(definition, "Film", "Special features")).isInstanceOf(FieldKind.MultiChoice.class);
        assertThat(kind(definition, "Film", "Rating")).isInstanceOf(FieldKind.SingleChoice.class);
        assertThat(kind(definition, "Film", "Rental rate")).isEqualTo(new FieldKind.DecimalNumber(2));
        assertThat(kind(definition, "Film", "Description")).isEqualTo(new FieldKind.LongText());
        assertThat(kind(definition, "Customer", "Active")).isEqualTo(new FieldKind.YesNo());
        assertThat(kind(definition, "Address", "Phone")).isEqualTo(new FieldKind.Phone());
        assertThat(kind(definition, "Address", "Postal code")).isEqualTo(new FieldKind.ShortText(100));
        assertThat(kind(definition, "Rental", "Rental date")).isEqualTo(new FieldKind.DateTime());
    }

    @Test
    void filesComeAfterWhatTheyLinkToAndCirclesAreClosedAtTheEnd() throws IOException {
        List<ImportJob.File> files = sakila();
        ImportPlan plan = plan(files);
        Map<ResourceId, Resource> made = new TreeMap<>();
        plan.additions().forEach(resource -> made.put(resource.id(), resource));
        List<String> steps = Step.of(plan, Definition.empty(PRODUCTION).with(1, made, List.of())).stream()
                .map(step -> step.kind() + " " + files.get(step.file()).name())
                .toList();
        assertThat(steps).hasSize(13 + 1 + 2);
        assertThat(steps.subList(13, 16))
                .containsExactly("LINKS staff.csv", "PAIRS film_actor.csv", "PAIRS film_category.csv");
        assertThat(steps.indexOf("ROWS country.csv")).isLessThan(steps.indexOf("ROWS city.csv"));
        assertThat(steps.indexOf("ROWS rental.csv")).isLessThan(steps.indexOf("ROWS payment.csv"));
    }

    @Test
    void aColumnLeadsToATableThatIsThereOnlyIfItsNameAndItsValuesSaySo() throws IOException {
        Path csv = Files.writeString(
                folder.resolve("visits.csv"),
                "E-mail,Customer e-mail,Customer full name,Badge no.,Sales order number\n"
                        + "a@x.example,a@x.example,Ann,B1,7\nb@x.example,b@x.example,Bob,B1,7\n");
        List<ImportJob.File> files = List.of(
                new ImportJob.File(0, "visits.csv", Files.size(csv), new CsvInspector().inspect(csv), 0, 0, 0, 0));
        Map<ResourceId, Resource> resources = new TreeMap<>();
        List.<Resource>of(
                        new Table(new ResourceId(1), "Customers", "", null),
                        unique(2, 1, "E-mail", new FieldKind.Email()),
                        unique(3, 1, "Full name", new FieldKind.ShortText(100)),
                        unique(4, 1, "Badge no.", new FieldKind.ShortText(100)),
                        new Table(new ResourceId(5), "Orders", "", null),
                        unique(6, 5, "Order number", new FieldKind.WholeNumber(null, null)))
                .forEach(resource -> resources.put(resource.id(), resource));
        Definition there = Definition.empty(PRODUCTION).with(1, resources, List.of());
        assertThat(fields(plan(there, files, (file, column, key) -> true)))
                .containsExactly("E-mail", "Customer → 2", "Customer 2 → 3", "Badge → 4", "Sales order → 6");
        assertThat(fields(plan(there, files, (file, column, key) -> false)))
                .containsExactly("E-mail", "Customer e-mail", "Customer full name", "Badge no.", "Sales order number");
    }

    private static Field unique(long id, long table, String name, FieldKind kind) {
        return new Field(new ResourceId(id), new ResourceId(table), name, kind, id, false, true, null, "");
    }

    /** The fields made, with the key a link goes by. */
    private static List<String> fields(ImportPlan plan) {
        ImportPlan.Rows rows = (ImportPlan.Rows) plan.files().getFirst();
        return rows.columns().stream()
                .map(column -> plan.additions().stream()
                                .filter(each -> each.id().equals(column.field()))
                                .map(each -> ((Field) each).name())
                                .findFirst()
                                .orElseThrow()
                        + (column instanceof ImportPlan.LinkByKey link ? " → " + link.key() : ""))
                .toList();
    }

    private static FieldKind kind(Definition definition, String table, String field) {
        return definition
                .all(Field.class)
                .filter(each -> each.name().equals(field)
                        && definition.get(Table.class, each.table()).name().equals(table))
                .findFirst()
                .orElseThrow()
                .kind();
    }

    private static List<String> links(Definition definition) {
        return definition
                .all(Field.class)
                .filter(field -> field.kind() instanceof FieldKind.Link)
                .map(field -> {
                    Relationship relationship =
                            definition.get(Relationship.class, ((FieldKind.Link) field.kind()).relationship());
                    String arrow = relationship.cardinality() == Cardinality.MANY_TO_MANY ? " ⇄ " : " → ";
                    return definition.get(Table.class, field.table()).name() + "." + field.name() + arrow
                            + definition.get(Table.class, relationship.to()).name();
                })
                .collect(Collectors.toList());
    }

    private static ImportPlan plan(List<ImportJob.File> files) {
        return plan(Definition.empty(PRODUCTION), files, (file, column, key) -> true);
    }

    private static ImportPlan plan(Definition there, List<ImportJob.File> files, KnownKeys.Evidence evidence) {
        AtomicLong ids = new AtomicLong(100);
        ImportJob job = new ImportJob(
                new ImportId(1),
                PRODUCTION,
                "Sakila",
                ImportState.DRAFT,
                null,
                null,
                files,
                0,
                0,
                null,
                "Test",
                Instant.EPOCH,
                null,
                null);
        return Proposal.newTables(
                there, job, null, "Sakila", "UTC", evidence, () -> new ResourceId(ids.incrementAndGet()));
    }

    private static List<ImportJob.File> sakila() throws IOException {
        List<ImportJob.File> files = new ArrayList<>();
        try (Stream<Path> found = Files.list(Path.of("src/main/resources/samples/sakila"))) {
            for (Path path : found.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                files.add(new ImportJob.File(
                        files.size(),
                        path.getFileName().toString(),
                        Files.size(path),
                        new CsvInspector().inspect(path),
                        0,
                        0,
                        0,
                        0));
            }
        }
        return files;
    }
}
