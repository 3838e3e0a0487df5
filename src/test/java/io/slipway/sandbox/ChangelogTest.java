package io.slipway.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.definition.App;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Form;
import io.slipway.definition.ResourceType;
import io.slipway.definition.RevisionKind;
import io.slipway.definition.Role;
import io.slipway.definition.Table;
import io.slipway.definition.UserGroup;
import io.slipway.environment.Environment.DataChoice;
import io.slipway.records.Records;
import io.slipway.sandbox.Changelog.Entry;
import io.slipway.sandbox.Changelog.Standing;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@IntegrationTest
class ChangelogTest {

    @Autowired
    Workshop workshop;

    @Autowired
    Sandboxes sandboxes;

    @Autowired
    Changelog changelog;

    @Autowired
    Records records;

    Workplace place;
    EnvironmentId sandbox;

    @BeforeEach
    void open() {
        place = new Workplace(workshop, sandboxes, records);
        sandbox = place.sandbox("HR", DataChoice.NONE, true);
    }

    @Test
    void aNewSandboxHasAnEmptyChangelogAndProductionHasItsOwn() {
        assertThat(changelog.full(place.boss, sandbox)).isEmpty();
        assertThat(changelog.net(place.boss, sandbox)).isEmpty();
        assertThat(changelog.full(place.boss, place.production)).hasSize(4).allSatisfy(entry -> {
            assertThat(entry.standing()).isEqualTo(Standing.IN_FORCE);
            assertThat(entry.kind()).isEqualTo(RevisionKind.ADD);
        });
        assertThat(changelog.net(place.boss, place.production)).isEmpty();
    }

    @Test
    void eachRevisionSaysWhatWasChangedFromWhatToWhatWhereAndByWhom() {
        Field room = place.field(place.employees.id(), "Room", new FieldKind.ShortText(10));
        workshop.build(sandbox, room);
        workshop.build(sandbox, room.withName("Office").withKind(new FieldKind.ShortText(20)));
        workshop.build(sandbox, resources -> resources.remove(room.id()));

        List<Entry> log = changelog.full(place.boss, sandbox);
        assertThat(log)
                .extracting(Entry::kind)
                .containsExactly(RevisionKind.DELETE, RevisionKind.MODIFY, RevisionKind.ADD);
        Entry modify = log.get(1);
        assertThat(modify.changes()).containsExactlyInAnyOrder("name: “Room” → “Office”", "maximum length: 10 → 20");
        assertThat(modify.apps()).isEqualTo("Project Tracking");
        assertThat(modify.name()).isEqualTo("Office");
        assertThat(modify.type()).isEqualTo(ResourceType.FIELD);
        assertThat(modify.by()).isEqualTo("test");
        assertThat(modify.standing()).isEqualTo(Standing.PENDING);
        assertThat(log).extracting(Entry::revision).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(changelog.net(place.boss, sandbox))
                .as("added and removed again comes to nothing")
                .isEmpty();
    }

    @Test
    void theNetViewHasOneEntryPerResourceWithWhoTouchedItLast() {
        workshop.build(sandbox, place.name.withName("Full name"));
        workshop.build(sandbox, place.name.withName("Whole name"));
        assertThat(changelog.full(place.boss, sandbox)).hasSize(2);
        assertThat(changelog.net(place.boss, sandbox)).singleElement().satisfies(entry -> {
            assertThat(entry.changes()).containsExactly("name: “Name” → “Whole name”");
            assertThat(entry.revision())
                    .isEqualTo(changelog.full(place.boss, sandbox).getFirst().revision());
            assertThat(entry.standing()).isEqualTo(Standing.PENDING);
        });
    }

    @Test
    void theAppsOfEveryTypeOfResourceAreNamedAlsoOfThoseThatAreGone() {
        Table incidents = new Table(place.id(), "Incidents", "", null);
        Field what = place.field(incidents.id(), "What", new FieldKind.LongText());
        Form form = new Form(place.id(), incidents.id(), "Incident", List.of(new Form.Item(what.id(), false, "")));
        App hr = new App(place.id(), "HR", "", "", List.of(incidents.id(), place.employees.id()), List.of());
        Role role = new Role(place.id(), "HR people", Set.of(hr.id()), new TreeMap<>());
        UserGroup group = new UserGroup(place.id(), "HR group", Set.of(role.id()));
        workshop.build(sandbox, incidents, what, form, hr, role, group);
        workshop.build(sandbox, place.name.withName("Full name"));
        assertThat(apps("Incidents")).isEqualTo("HR");
        assertThat(apps("What")).isEqualTo("HR");
        assertThat(apps("Incident")).isEqualTo("HR");
        assertThat(apps("HR people")).isEqualTo("HR");
        assertThat(apps("HR")).isEqualTo("HR");
        assertThat(apps("HR group")).isEmpty();
        assertThat(apps("Full name")).isEqualTo("HR, Project Tracking");
        workshop.build(sandbox, resources -> {
            resources.keySet().removeAll(List.of(incidents.id(), what.id(), form.id(), hr.id(), role.id(), group.id()));
        });
        assertThat(apps("Incidents")).isEqualTo("HR");
        assertThat(apps("Full name")).isEqualTo("Project Tracking");
    }

    private String apps(String name) {
        return changelog.full(place.boss, sandbox).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow()
                .apps();
    }

    @Test
    void theCsvHasTheKnownColumnsFirstAndNoFormula() throws IOException {
        workshop.build(sandbox, place.name.withName("=HYPERLINK(\"http://evil\")"));
        workshop.build(
                sandbox,
                new App(place.projects.id(), "@SUM(1+1)", "a;b,\"c\"\n", "", place.projects.tables(), List.of()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        changelog.csv(changelog.full(place.boss, sandbox), out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text.lines().findFirst().orElseThrow())
                .startsWith("Rev,Resource ID,App Name,Resource Name,Resource Type,Revision Type,");
        List<NamedCsvRecord> rows = new ArrayList<>();
        CsvReader.builder().ofNamedCsvRecord(text).forEach(rows::add);
        assertThat(rows)
                .extracting(row -> row.getField("Resource Name"))
                .containsExactly("'@SUM(1+1)", "'=HYPERLINK(\"http://evil\")");
        assertThat(rows).extracting(row -> row.getField("App Name")).containsOnly("'@SUM(1+1)");
        assertThat(rows).extracting(row -> row.getField("Revision Type")).containsOnly("Modify");
        assertThat(rows.getLast().getField("Changes")).isEqualTo("name: “Name” → “=HYPERLINK(\"http://evil\")”");
    }

    @Test
    void onlyPeopleWhoBuildInTheAccountSeeIt() {
        assertThat(changelog.full(place.builder(), sandbox)).isEmpty();
        Actor user = place.user();
        Actor stranger = new Workplace(workshop, sandboxes, records).boss;
        for (Actor actor : List.of(user, stranger)) {
            assertThatThrownBy(() -> changelog.full(actor, sandbox)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> changelog.net(actor, sandbox)).isInstanceOf(NotAllowed.class);
            assertThatThrownBy(() -> changelog.full(actor, place.production)).isInstanceOf(NotAllowed.class);
        }
    }

    @Test
    void tenThousandRevisionsAreReadInOneGo() throws IOException {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            fields.add(place.field(place.employees.id(), "Field " + i, new FieldKind.WholeNumber(null, null)));
        }
        workshop.build(sandbox, fields.toArray(Field[]::new));
        for (int round = 1; round < 100; round++) {
            String suffix = " " + round;
            workshop.build(
                    sandbox,
                    fields.stream()
                            .map(field -> field.withName(field.name() + suffix))
                            .toArray(Field[]::new));
        }
        List<Entry> log = changelog.full(place.boss, sandbox);
        assertThat(log).hasSize(10_000);
        assertThat(changelog.net(place.boss, sandbox)).hasSize(100);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        changelog.csv(log, out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).hasSize(10_001);
    }
}
