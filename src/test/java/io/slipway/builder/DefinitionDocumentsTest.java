package io.slipway.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.RandomDefinitions;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import io.slipway.definition.Table;
import io.slipway.definition.compare.Difference;
import io.slipway.definition.document.DefinitionDocument;
import io.slipway.definition.document.DocumentProblem;
import io.slipway.definition.document.DocumentSection;
import io.slipway.environment.Definitions;
import io.slipway.environment.Environment;
import io.slipway.environment.Environments;
import io.slipway.records.RecordDraft;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.sandbox.Sandboxes;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class DefinitionDocumentsTest {

    private static final String HEAD = "{\"format\":\"slipway-definition\",\"version\":1,";
    private static final String TASKS = HEAD + """
            "tables": [
              {"name": "Projects", "fields": [{"name": "Title", "kind": "text", "required": true}]},
              {"name": "Tasks",
               "relationships": [{"name": "Tasks", "to": "Projects", "cardinality": "many-to-one"}],
               "fields": [{"name": "Name", "kind": "text"}, {"name": "Code", "kind": "text"},
                          {"name": "Project", "kind": {"kind": "link", "relationship": "Tasks"}}],
               "views": [{"name": "All", "columns": ["Name", "Project"]}]}],
            "apps": [{"name": "Work", "tables": ["Tasks", "Projects"], "views": ["All"]}]}""";

    @Autowired
    Workshop workshop;

    @Autowired
    DefinitionDocuments documents;

    @Autowired
    Builder builder;

    @Autowired
    Definitions definitions;

    @Autowired
    Environments environments;

    @Autowired
    Records records;

    @Autowired
    Sandboxes sandboxes;

    EnvironmentId production;
    Actor.Person admin;

    @BeforeEach
    void anAccount() {
        production = workshop.production();
        admin = workshop.superAdmin(production.account());
    }

    @Test
    void randomDefinitionsComeBackAsTheyWere() {
        for (long seed = 1; seed <= 3; seed++) {
            EnvironmentId sandbox = workshop.sandbox(production);
            AtomicLong ids = new AtomicLong(workshop.id(production).value());
            RandomDefinitions edits = new RandomDefinitions(new Random(seed), ids);
            SortedMap<ResourceId, Resource> first = edits.start();
            SortedMap<ResourceId, Resource> second = edits.edited(first, 12);
            giveOutIdsUpTo(ids.get());
            Definition empty = definitions.current(sandbox);

            applied(sandbox, text(first));
            assertThat(definitions.current(sandbox).resources()).isEqualTo(first);
            ApplyOutcome.Applied again = applied(sandbox, text(second));
            assertThat(again.difference()).isEqualTo(Difference.between(first, second));
            assertThat(definitions.current(sandbox).resources()).isEqualTo(second);

            String exported = documents.export(admin, sandbox).document();
            assertThat(documents.apply(admin, sandbox, exported, ApplyOptions.CAREFUL))
                    .isEqualTo(new ApplyOutcome.NothingChanged(again.revision()));
            applied(sandbox, text(empty.resources()));
            assertThat(definitions.current(sandbox).resources()).isEmpty();
        }
    }

    private void giveOutIdsUpTo(long last) {
        while (workshop.id(production).value() < last) {
            // Numbers are given one by one.
        }
    }

    private String text(SortedMap<ResourceId, Resource> resources) {
        return DefinitionDocument.write(resources, origin());
    }

    private String origin() {
        return documents.export(admin, production).document().replaceAll("(?s).*\"origin\": \"([^\"]*)\".*", "$1");
    }

    @Test
    void aDocumentBecomesRevisionsOfWhoeverAppliesIt() {
        Actor.Person appAdmin = workshop.person(production.account(), PersonKind.APP_ADMIN, "Bea Builder");
        EnvironmentId sandbox = workshop.sandbox(production);
        assertThat(documents.apply(appAdmin, sandbox, TASKS, ApplyOptions.CAREFUL))
                .isInstanceOf(ApplyOutcome.Applied.class);
        assertThat(definitions.log(sandbox))
                .hasSize(9)
                .allSatisfy(revision -> assertThat(revision.by()).isEqualTo("Bea Builder"));
        long head = definitions.current(sandbox).revision();
        assertThat(documents.apply(appAdmin, sandbox, TASKS, ApplyOptions.CAREFUL))
                .as("what has no id is known by its name the second time")
                .isEqualTo(new ApplyOutcome.NothingChanged(head));
        assertThat(definitions.current(production).resources()).isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldBeDoneAndDoesNothing() {
        applied(production, TASKS);
        Definition before = definitions.current(production);
        String changed = HEAD + "\"tables\":[{\"name\":\"Tasks\",\"fields\":[{\"name\":\"Name\",\"required\":true}]}]}";
        ApplyOutcome.Planned plan = planned(production, changed);
        assertThat(plan.difference().changes())
                .anySatisfy(change -> assertThat(change.words()).containsExactly("required: no → yes"));
        assertThat(plan.deleted())
                .extracting(Resource::name)
                .as("the link field goes with its relationship")
                .containsExactlyInAnyOrder("Projects", "Title", "Code", "Project", "Tasks");
        assertThat(definitions.current(production)).isEqualTo(before);

        assertThat(documents.apply(admin, production, changed, ApplyOptions.CAREFUL))
                .isEqualTo(new ApplyOutcome.WouldDelete(plan.deleted()));
        assertThat(definitions.current(production)).isEqualTo(before);

        documents.apply(admin, production, changed, ApplyOptions.CAREFUL.deleting());
        assertThat(definitions.current(production).resources().keySet())
                .doesNotContainAnyElementsOf(
                        plan.deleted().stream().map(Resource::id).toList());
    }

    @Test
    void idsCountInAllEnvironmentsOfAnAccount() {
        applied(production, TASKS);
        EnvironmentId sandbox = copy();
        String inSandbox = documents.export(admin, sandbox).document();
        assertThat(inSandbox).isEqualTo(documents.export(admin, production).document());

        applied(sandbox, inSandbox.replace("\"name\": \"Code\"", "\"name\": \"Number\""));
        EnvironmentId other = copy();
        applied(other, HEAD + "\"tables\":[{\"name\":\"Only here\"}]}");
        applied(other, documents.export(admin, sandbox).document());
        assertThat(definitions.current(other).resources())
                .isEqualTo(definitions.current(sandbox).resources());
        assertThat(named(other, Field.class, "Number").id())
                .isEqualTo(named(production, Field.class, "Code").id());
    }

    @Test
    void whatWasRemovedComesBackUnderItsId() {
        applied(production, TASKS);
        String before = documents.export(admin, production).document();
        Table tasks = named(production, Table.class, "Tasks");
        builder.edit(admin, production, new DefinitionChange.Remove(tasks.id()));
        applied(production, before);
        assertThat(documents.export(admin, production).document()).isEqualTo(before);
        record(tasks.id(), named(production, Field.class, "Name").id(), "T");
    }

    @Test
    void anIdNeverComesToMeanSomethingElse() {
        applied(production, TASKS);
        Field code = named(production, Field.class, "Code");
        Table projects = named(production, Table.class, "Projects");
        builder.edit(admin, production, new DefinitionChange.Remove(code.id()));
        assertThat(onlyProblem(
                        production,
                        HEAD + "\"apps\":[{\"name\":\"Work\"},{\"id\":" + code.id() + ",\"name\":\"Code\"}]}"))
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("$.apps[1]");
                    assertThat(problem.message()).contains("is a Field");
                });
        assertThat(onlyProblem(
                                production,
                                HEAD + "\"tables\":[{\"name\":\"Tasks\"},{\"id\":" + projects.id()
                                        + ",\"fields\":[{\"name\":\"Title\"},{\"id\":" + code.id()
                                        + ",\"name\":\"Code\",\"kind\":\"text\"}]}]}")
                        .path())
                .isEqualTo("$.tables[1].fields[1].table");
        assertThat(onlyProblem(production, HEAD + "\"apps\":[{\"name\":\"Work\"},{\"id\":99999,\"name\":\"X\"}]}")
                        .message())
                .contains("never given");
    }

    @Test
    void aDocumentOfAnotherAccountIsTakenByItsNames() {
        applied(production, TASKS);
        EnvironmentId elsewhere = workshop.production();
        Actor.Person other = workshop.superAdmin(elsewhere.account());
        String theirs = documents.export(admin, production).document();
        assertThat(documents.apply(other, elsewhere, theirs, ApplyOptions.CAREFUL))
                .isInstanceOf(ApplyOutcome.Applied.class);
        assertThat(documents.apply(other, elsewhere, theirs, ApplyOptions.CAREFUL))
                .isInstanceOf(ApplyOutcome.NothingChanged.class);
        assertThat(definitions.current(elsewhere).all(Table.class))
                .extracting(Table::name)
                .containsExactlyInAnyOrder("Projects", "Tasks");
    }

    @Test
    void anExpectedRevisionMustBeTheHead() {
        long head = applied(production, TASKS).revision();
        String named = HEAD + "\"apps\":[{\"name\":\"WORK\"}]}";
        assertThat(documents.apply(admin, production, named, ApplyOptions.CAREFUL.at(head - 1)))
                .isEqualTo(new ApplyOutcome.RevisionMoved(head - 1, head));
        assertThat(documents.apply(admin, production, named, ApplyOptions.DRY_RUN.at(head - 1)))
                .isEqualTo(new ApplyOutcome.RevisionMoved(head - 1, head));
        assertThat(documents.apply(admin, production, named, ApplyOptions.CAREFUL.at(head)))
                .isInstanceOf(ApplyOutcome.Applied.class);
    }

    @Test
    void theRulesOfTheBuilderHold() {
        assertThat(onlyProblem(
                                production,
                                HEAD + "\"tables\":[{\"name\":\"A\",\"fields\":[{\"name\":\"N\",\"kind\":\"date\"},"
                                        + "{\"name\":\"n\",\"kind\":\"date\"}]}]}")
                        .path())
                .isEqualTo("$.tables[0].fields[1].name");
        EnvironmentId sandbox = workshop.sandbox(production);
        environments.setPromotable(sandbox, true);
        assertThat(documents.apply(admin, production, TASKS, ApplyOptions.CAREFUL))
                .isInstanceOfSatisfying(
                        ApplyOutcome.Stopped.class,
                        stopped -> assertThat(stopped.why()).isInstanceOf(EditOutcome.StructureLocked.class));
        assertThat(documents.apply(admin, production, TASKS, ApplyOptions.DRY_RUN))
                .as("what it would do is told all the same, and that it can't be done")
                .isInstanceOfSatisfying(ApplyOutcome.Planned.class, planned -> {
                    assertThat(planned.difference().isEmpty()).isFalse();
                    assertThat(planned.isStopped()).isTrue();
                    assertThat(planned.locked()).isNotNull();
                });
        applied(sandbox, TASKS);
    }

    @Test
    void onlyBuildersOfTheAccountMay() {
        Actor.Person user = workshop.person(production.account(), PersonKind.USER, "Uli User");
        Actor.Person stranger = workshop.superAdmin(workshop.production().account());
        for (Actor.Person nobody : List.of(user, stranger)) {
            assertThatThrownBy(() -> documents.export(nobody, production)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> documents.apply(nobody, production, TASKS, ApplyOptions.CAREFUL))
                    .isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> documents.apply(nobody, production, TASKS, ApplyOptions.DRY_RUN))
                    .isInstanceOf(NotAllowed.class);
        }
    }

    @Test
    void valuesThatDoNotConvertStopItUnlessARuleSaysWhatToDo() {
        applied(production, TASKS);
        Table tasks = named(production, Table.class, "Tasks");
        Field code = named(production, Field.class, "Code");
        record(tasks.id(), code.id(), "not a number");
        String number = "\"kind\":\"integer\"";
        String one = "{" + number + "}";
        assertThat(documents.apply(admin, production, DocumentSection.FIELDS, code.id(), one, ApplyOptions.CAREFUL))
                .isInstanceOfSatisfying(
                        ApplyOutcome.Stopped.class,
                        stopped -> assertThat(stopped.why()).isInstanceOf(EditOutcome.DataStopsIt.class));
        assertThat(documents.apply(admin, production, DocumentSection.FIELDS, code.id(), one, ApplyOptions.DRY_RUN))
                .isInstanceOfSatisfying(
                        ApplyOutcome.Planned.class,
                        plan -> assertThat(plan.isStopped()).isTrue());
        assertThat(documents.apply(
                        admin,
                        production,
                        DocumentSection.FIELDS,
                        code.id(),
                        "{" + number + ",\"conversions\":[{\"field\":" + code.id() + ",\"rule\":\"make-empty\"}]}",
                        ApplyOptions.CAREFUL))
                .isInstanceOf(ApplyOutcome.Applied.class);
        assertThat(named(production, Field.class, "Code").kind()).isEqualTo(new FieldKind.WholeNumber(null, null));
    }

    @Test
    void singleResourcesAreMadeChangedAndRemoved() {
        applied(production, TASKS);
        ApplyOutcome made = documents.apply(
                admin,
                production,
                DocumentSection.FIELDS,
                null,
                "{\"table\":\"Tasks\",\"name\":\"Due\",\"kind\":\"date\"}",
                ApplyOptions.CAREFUL);
        assertThat(made).isInstanceOf(ApplyOutcome.Applied.class);
        Field due = named(production, Field.class, "Due");
        assertThat(due.rank()).isEqualTo(4000);

        String text = documents
                .export(admin, production, DocumentSection.FIELDS, due.id())
                .orElseThrow()
                .document();
        assertThat(documents.apply(
                        admin,
                        production,
                        DocumentSection.FIELDS,
                        due.id(),
                        text.replace("\"Due\"", "\"Due on\""),
                        ApplyOptions.CAREFUL))
                .isInstanceOf(ApplyOutcome.Applied.class);
        assertThat(named(production, Field.class, "Due on").id()).isEqualTo(due.id());

        Table tasks = named(production, Table.class, "Tasks");
        assertThat(documents.remove(admin, production, DocumentSection.TABLES, tasks.id(), ApplyOptions.DRY_RUN))
                .isInstanceOfSatisfying(
                        ApplyOutcome.Planned.class,
                        plan -> assertThat(plan.deleted()).hasSize(7));
        assertThat(documents.remove(admin, production, DocumentSection.TABLES, tasks.id(), ApplyOptions.CAREFUL))
                .isInstanceOf(ApplyOutcome.Applied.class);
        assertThat(documents.remove(admin, production, DocumentSection.TABLES, tasks.id(), ApplyOptions.CAREFUL))
                .isEqualTo(new ApplyOutcome.NotThere(tasks.id()));
        assertThat(documents.export(admin, production, DocumentSection.FIELDS, due.id()))
                .isEmpty();
    }

    @Test
    void namesAreOnlyCharacters() {
        String hostile = "x'; DROP TABLE t;-- <b>{a}.gate</b> \u200Fעברית";
        applied(
                production,
                HEAD + "\"tables\":[{\"name\":\"" + hostile + "\",\"fields\":[{\"name\":\"" + hostile
                        + "\",\"kind\":\"text\"}]}]}");
        Table table = named(production, Table.class, hostile);
        Field field = named(production, Field.class, hostile);
        record(table.id(), field.id(), "value");
        assertThat(definitions.log(production)).extracting(Revision::kind).hasSize(2);
    }

    /** A sandbox that starts from production as it is. */
    private EnvironmentId copy() {
        EnvironmentId sandbox = ((Sandboxes.Creating)
                        sandboxes.create(admin, "Copy " + UUID.randomUUID(), Environment.DataChoice.NONE, false))
                .sandbox();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> sandboxes.find(admin, sandbox).orElseThrow().isReady());
        return sandbox;
    }

    private void record(ResourceId table, ResourceId field, String value) {
        RecordDraft draft = new RecordDraft(new HashMap<>(Map.of(field, value)));
        assertThat(records.write(admin, production, List.of(new RecordDraft.Create(table, RecordId.next(), draft))))
                .isInstanceOf(WriteOutcome.Saved.class);
    }

    private ApplyOutcome.Applied applied(EnvironmentId environment, String document) {
        ApplyOutcome outcome = documents.apply(admin, environment, document, ApplyOptions.CAREFUL.deleting());
        assertThat(outcome).isInstanceOf(ApplyOutcome.Applied.class);
        return (ApplyOutcome.Applied) outcome;
    }

    private ApplyOutcome.Planned planned(EnvironmentId environment, String document) {
        ApplyOutcome outcome = documents.apply(admin, environment, document, ApplyOptions.DRY_RUN);
        assertThat(outcome).isInstanceOf(ApplyOutcome.Planned.class);
        return (ApplyOutcome.Planned) outcome;
    }

    private DocumentProblem onlyProblem(EnvironmentId environment, String document) {
        ApplyOutcome dry = documents.apply(admin, environment, document, ApplyOptions.DRY_RUN);
        ApplyOutcome outcome = documents.apply(admin, environment, document, ApplyOptions.CAREFUL);
        assertThat(outcome).isInstanceOf(ApplyOutcome.Invalid.class).isEqualTo(dry);
        List<DocumentProblem> problems = ((ApplyOutcome.Invalid) outcome).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private <R extends Resource> R named(EnvironmentId environment, Class<R> type, String name) {
        return definitions
                .current(environment)
                .all(type)
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
