package io.slipway.definition.document;

import static io.slipway.definition.Small.id;
import static io.slipway.definition.Small.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.ResourceId;
import io.slipway.definition.Choice;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.Permission;
import io.slipway.definition.Resource;
import io.slipway.definition.ResourceType;
import io.slipway.definition.Role;
import io.slipway.definition.Small;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.definition.value.ConversionRule;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

    private static final String HEAD = "{\"format\":\"slipway-definition\",\"version\":1,";

    private final AtomicLong ids = new AtomicLong(100);

    private final SortedMap<ResourceId, Resource> tasks = Small.of(
            Small.table(1, "Tasks"),
            Small.text(2, 1, "Name"),
            Small.field(
                    3, 1, "Status", new FieldKind.SingleChoice(List.of(new Choice(1, "Open"), new Choice(2, "Done")))),
            Small.form(4, 1, "Form", 2, 3),
            Small.view(5, 1, "All", 2, 3),
            Small.app(6, "Tracking", ids(1), ids(5)));

    @Test
    void aDocumentIsWrittenInOneWayOnly() {
        assertThat(DefinitionDocument.write(tasks, "abc")).isEqualTo("""
                {
                  "format": "slipway-definition",
                  "version": 1,
                  "origin": "abc",
                  "tables": [
                    {
                      "id": 1,
                      "name": "Tasks",
                      "description": "",
                      "titleField": null,
                      "fields": [
                        {
                          "id": 2,
                          "name": "Name",
                          "kind": { "kind": "text", "maxLength": 50 },
                          "rank": 2,
                          "required": false,
                          "unique": false,
                          "defaultValue": null,
                          "help": ""
                        },
                        {
                          "id": 3,
                          "name": "Status",
                          "kind": { "kind": "single-choice", "choices": [{ "id": 1, "label": "Open" }, { "id": 2, "label": "Done" }] },
                          "rank": 3,
                          "required": false,
                          "unique": false,
                          "defaultValue": null,
                          "help": ""
                        }
                      ],
                      "relationships": [],
                      "forms": [
                        {
                          "id": 4,
                          "name": "Form",
                          "items": [
                            { "field": { "id": 2, "name": "Name" }, "readOnly": false, "heading": "" },
                            { "field": { "id": 3, "name": "Status" }, "readOnly": false, "heading": "" }
                          ]
                        }
                      ],
                      "views": [
                        {
                          "id": 5,
                          "name": "All",
                          "columns": [{ "id": 2, "name": "Name" }, { "id": 3, "name": "Status" }],
                          "filters": [],
                          "sorts": [],
                          "form": null
                        }
                      ]
                    }
                  ],
                  "apps": [
                    {
                      "id": 6,
                      "name": "Tracking",
                      "description": "",
                      "icon": "",
                      "tables": [{ "id": 1, "name": "Tasks" }],
                      "views": [{ "id": 5, "name": "All", "table": "Tasks" }]
                    }
                  ],
                  "roles": [],
                  "userGroups": []
                }
                """);
    }

    @Test
    void aDocumentWrittenByHandNeedsNoIds() {
        SortedMap<ResourceId, Resource> made = read(new TreeMap<>(), """
                "tables": [
                  {"name": "Projects", "fields": [{"name": "Title", "kind": "text", "required": true}],
                   "views": [{"name": "All", "columns": ["Title"]}]},
                  {"name": "Tasks", "titleField": "Name",
                   "relationships": [{"name": "Tasks", "to": "Projects", "cardinality": "many-to-one"}],
                   "fields": [
                     {"name": "Name", "kind": {"kind": "text", "maxLength": 40}},
                     {"name": "State", "kind": {"kind": "single-choice", "choices": ["Open", "Done"]},
                      "defaultValue": "Done"},
                     {"name": "Project", "kind": {"kind": "link", "relationship": "Tasks"}}],
                   "forms": [{"name": "Task", "items": [{"field": "Name"}, {"field": "State", "readOnly": true}]}],
                   "views": [{"name": "Open", "columns": ["Name", "Project"], "form": "Task",
                              "filters": [{"field": "State", "comparison": "equals", "value": "Open"}],
                              "sorts": [{"field": "Name", "descending": true}]}]}],
                "apps": [{"name": "Work", "tables": ["Tasks", "Projects"],
                          "views": ["Open", {"table": "Projects", "name": "All"}]}],
                "roles": [{"name": "Worker", "apps": ["Work"], "tables": [{"table": "Tasks", "create": true}]}],
                "userGroups": [{"name": "Staff", "roles": ["Worker"]}]""");
        Field state = named(made, Field.class, "State");
        assertThat(state.kind())
                .isEqualTo(new FieldKind.SingleChoice(List.of(new Choice(1, "Open"), new Choice(2, "Done"))));
        assertThat(state.defaultValue()).isEqualTo("2");
        Table table = named(made, Table.class, "Tasks");
        assertThat(table.titleField())
                .isEqualTo(named(made, Field.class, "Name").id());
        assertThat(named(made, View.class, "Open").filters())
                .containsExactly(new View.Filter(state.id(), View.Comparison.EQUALS, "1"));
        assertThat(named(made, Role.class, "Worker").on(table.id()))
                .isEqualTo(new Permission(true, true, false, false));
        assertThat(named(made, Form.class, "Task").items()).hasSize(2);
        assertThat(made.values().stream()
                        .filter(r -> r.type() == ResourceType.FIELD)
                        .map(r -> ((Field) r).rank()))
                .containsExactly(1000L, 1000L, 2000L, 3000L);
        assertThat(io.slipway.definition.compare.DefinitionRules.check(made)).isEmpty();
    }

    @Test
    void whatADocumentDoesNotSpeakOfStays() {
        assertThat(read(tasks, "\"tables\":[{\"name\":\"tasks\",\"description\":\"Work\"}]"))
                .isEqualTo(Small.with(tasks, new Table(id(1), "tasks", "Work", null)));
        assertThat(read(tasks, "\"apps\":[{\"id\":6}]")).isEqualTo(tasks);
        assertThat(read(tasks, "\"roles\":[]")).isEqualTo(tasks);
    }

    @Test
    void aListIsComplete() {
        SortedMap<ResourceId, Resource> left =
                read(tasks, "\"tables\":[{\"id\":1,\"fields\":[{\"id\":2,\"name\":\"Title\"}]}]");
        assertThat(left).doesNotContainKey(id(3));
        assertThat(((Field) left.get(id(2))).name()).isEqualTo("Title");
        assertThat(((View) left.get(id(5))).columns()).isEqualTo(ids(2));
        assertThat(read(tasks, "\"tables\":[]").keySet()).containsExactly(id(6));
    }

    @Test
    void aNameTakenByAnIdIsNotMatchedAgain() {
        SortedMap<ResourceId, Resource> swapped = read(
                tasks,
                "\"tables\":[{\"id\":1,\"fields\":[{\"id\":2,\"name\":\"Old name\"},{\"id\":3},"
                        + "{\"name\":\"Name\",\"kind\":\"date\"}]}]");
        assertThat(((Field) swapped.get(id(2))).name()).isEqualTo("Old name");
        assertThat(((Field) swapped.get(id(101))).kind()).isEqualTo(new FieldKind.Date());
    }

    @Test
    void choicesAreKnownByTheirLabelsAndNeverGetAnOldId() {
        SortedMap<ResourceId, Resource> changed = read(
                tasks,
                "\"tables\":[{\"id\":1,\"fields\":[{\"id\":2},{\"id\":3,\"kind\":{\"kind\":\"single-choice\","
                        + "\"choices\":[\"New\",\"Done\",{\"id\":1,\"label\":\"Started\"}]}}]}]");
        assertThat(((Field) changed.get(id(3))).kind())
                .isEqualTo(new FieldKind.SingleChoice(
                        List.of(new Choice(101, "New"), new Choice(2, "Done"), new Choice(1, "Started"))));
    }

    @Test
    void allThatIsWrongIsSaidAtOnceByNameAndPlace() {
        DocumentReading reading = reading(
                tasks,
                "\"dashboards\":[],\"tables\":[{\"id\":1,\"colour\":\"red\",\"fields\":["
                        + "{\"id\":2,\"kind\":{\"kind\":\"text\",\"maxLength\":500},\"required\":\"yes\"},"
                        + "{\"name\":\"X\",\"kind\":\"spreadsheet\"},"
                        + "{\"id\":3,\"kind\":{\"kind\":\"integer\",\"scale\":2}}],"
                        + "\"views\":[{\"id\":5,\"columns\":[\"Nome\",2,2],\"sorts\":[3]}]}],"
                        + "\"apps\":[{\"id\":5},{\"id\":4000},{\"name\":\"\"}],"
                        + "\"roles\":[{\"name\":\"R\",\"tables\":[{\"table\":\"Tasks\",\"see\":false,\"edit\":true}]}]");
        assertThat(reading.problems())
                .extracting(DocumentProblem::path)
                .containsExactlyInAnyOrder(
                        "$.dashboards",
                        "$.tables[0].colour",
                        "$.tables[0].fields[0].kind.maxLength",
                        "$.tables[0].fields[0].required",
                        "$.tables[0].fields[1].kind.kind",
                        "$.tables[0].fields[2].kind.scale",
                        "$.tables[0].views[0].columns[0]",
                        "$.tables[0].views[0].columns[2]",
                        "$.tables[0].views[0].sorts[0]",
                        "$.apps[0].id",
                        "$.apps[0].name",
                        "$.apps[1].id",
                        "$.apps[1].name",
                        "$.apps[2].name",
                        "$.roles[0].tables[0].see");
        assertThat(reading.problems())
                .anySatisfy(
                        problem -> assertThat(problem.message()).contains("Table “Tasks”", "“colour”", "description"))
                .anySatisfy(problem -> assertThat(problem.message()).contains("View “All”", "“Nome”"));
    }

    @Test
    void aReferenceWhoseIdAndNameContradictIsRefused() {
        assertThat(only("\"apps\":[{\"id\":6,\"tables\":[{\"id\":1,\"name\":\"People\"}]}]"))
                .contains("Tasks", "People");
        assertThat(read(
                        tasks,
                        "\"tables\":[{\"id\":1,\"name\":\"Jobs\"}],\"apps\":[{\"id\":6,"
                                + "\"tables\":[{\"id\":1,\"name\":\"Tasks\"}]}]"))
                .as("the old name and the new one are both right")
                .containsKey(id(6));
    }

    @Test
    void rulesForValuesThatDoNotConvertGoWithTheDocument() {
        DocumentReading reading = reading(
                tasks,
                "\"conversions\":[{\"table\":\"Tasks\",\"field\":\"Name\",\"rule\":\"cut-to-fit\","
                        + "\"otherwise\":{\"rule\":\"make-empty\"}}]");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.conversions())
                .isEqualTo(Map.of(id(2), new ConversionRule.CutToFit(new ConversionRule.MakeEmpty())));
        assertThat(only("\"conversions\":[{\"field\":2,\"rule\":\"guess\"}]")).contains("make-empty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "no JSON",
                "[]",
                "null",
                "7",
                "{",
                "{}",
                "{} {}",
                "{\"format\":\"slipway-definition\",\"version\":2}",
                "{\"format\":\"other\",\"version\":1}",
                "{\"format\":\"slipway-definition\",\"version\":1,\"version\":1}",
                "{\"format\":\"slipway-definition\",\"version\":1e999999999}",
                "{\"format\":\"slipway-definition\",\"version\":1,\"tables\":{}}",
                "{\"format\":\"slipway-definition\",\"version\":1,\"tables\":[null]}",
                "{\"format\":\"slipway-definition\",\"version\":1,\"tables\":[{\"name\":\"\\u202Eabc\"}]}",
                "{\"format\":\"slipway-definition\",\"version\":1,\"tables\":[{\"name\":\"a\",\"description\":\"\\ud800\"}]}",
                "{\"format\":\"slipway-definition\",\"version\":1,\"tables\":[{\"id\":1},{\"id\":1}]}",
                "{\"format\":\"slipway-definition\",\"version\":1,\"origin\":7}"
            })
    void whatIsNoDocumentIsRefused(String text) {
        assertThat(DefinitionDocument.read(text, tasks, "here", new TestIds(ids))
                        .problems())
                .isNotEmpty();
    }

    @Test
    void deepAndLongDocumentsAreRefusedQuickly() {
        String deep = "[".repeat(100_000);
        assertThat(only("\"tables\":" + deep)).contains("nested deeper");
        String many = "{\"colour\":1},".repeat(700_000);
        DocumentReading reading = reading(tasks, "\"tables\":[" + many + "{}]");
        assertThat(reading.problems())
                .hasSize(201)
                .last()
                .satisfies(last -> assertThat(last.message()).contains("more problems"));
        assertThat(DefinitionDocument.read(" ".repeat(DefinitionDocument.LIMIT + 1), tasks, "here", new TestIds(ids))
                        .problems())
                .hasSize(1);
    }

    private String only(String rest) {
        List<DocumentProblem> problems = reading(tasks, rest).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst().message();
    }

    private SortedMap<ResourceId, Resource> read(SortedMap<ResourceId, Resource> current, String rest) {
        DocumentReading reading = reading(current, rest);
        assertThat(reading.problems()).isEmpty();
        return reading.target();
    }

    private DocumentReading reading(SortedMap<ResourceId, Resource> current, String rest) {
        return DefinitionDocument.read(HEAD + rest + "}", current, "here", new TestIds(ids));
    }

    private static <R extends Resource> R named(SortedMap<ResourceId, Resource> resources, Class<R> type, String name) {
        return resources.values().stream()
                .filter(resource -> type.isInstance(resource) && resource.name().equals(name))
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }
}
