package io.slipway.integration.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.EnvironmentId;
import io.slipway.definition.Definition;
import io.slipway.environment.Definitions;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.storage.ChangeFeed;
import io.slipway.testing.AllKinds;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Lists of records, their pages, and what changed. */
class RecordListsApiTest extends RecordsWorld {

    private static final String CHANGES = "environments/production/tables/things/changes";

    @Autowired
    ChangeFeed feed;

    @Autowired
    Definitions definitions;

    @Test
    void lists_are_filtered_sorted_and_cut_to_fields() {
        String berlin = place("Berlin");
        for (int i = 1; i <= 5; i++) {
            make(
                    THINGS,
                    "text",
                    "t" + i,
                    "integer",
                    i,
                    "decimal",
                    i + ".5",
                    "single",
                    i % 2 == 0 ? "Red" : "Blue",
                    "link",
                    i == 3 ? berlin : null,
                    "datetime",
                    "2026-01-0" + i + "T12:00:00Z");
        }
        assertThat(list("?filter=integer:ge:4")).containsExactlyInAnyOrder("t4", "t5");
        assertThat(list("?filter=decimal:eq:2.5")).containsExactly("t2");
        assertThat(list("?filter=single:eq:Red&sort=-integer")).containsExactly("t4", "t2");
        assertThat(list("?filter=single:eq:7&sort=text")).containsExactly("t2", "t4");
        assertThat(list("?filter=datetime:lt:2026-01-02T13:00:00%2B02:00")).containsExactly("t1");
        assertThat(list("?filter=link:empty&filter=integer:lt:3&sort=integer")).containsExactly("t1", "t2");
        assertThat(list("?linked=link:" + berlin)).containsExactly("t3");
        assertThat(list("?filter=link:contains:" + berlin)).containsExactly("t3");
        assertThat(list("?search=t4")).containsExactly("t4");
        assertThat(list("?filter=text:starts:t&sort=-text&limit=2&offset=1")).containsExactly("t4", "t3");

        JsonNode expanded = client.get(THINGS + "?filter=text:eq:t3&fields=text&expand=link&choices=ids")
                .is(200)
                .json()
                .path("records")
                .path(0);
        assertThat(expanded.path("fields").propertyNames()).containsExactly("text");
        assertThat(expanded.path("expanded")
                        .path("link")
                        .path("fields")
                        .path("name")
                        .asString())
                .isEqualTo("Berlin");
    }

    @Test
    void sql_and_formulas_are_only_texts() {
        for (String evil :
                List.of("' OR '1'='1", "\"; DROP TABLE feed; --", "=cmd|' /C calc'!A0", "${7*7}", "%' -- x")) {
            make(THINGS, "text", evil);
            String encoded = URLEncoder.encode(evil, StandardCharsets.UTF_8);
            assertThat(list("?filter=text:eq:" + encoded)).containsExactly(evil);
            assertThat(list("?search=" + encoded)).containsExactly(evil);
        }
    }

    @Test
    void pages_follow_each_other_whatever_is_written_meanwhile() {
        for (int i = 0; i < 10; i++) {
            make(THINGS, "integer", i % 3, "text", "p" + i);
        }
        List<String> seen = new ArrayList<>();
        String address = THINGS + "?sort=-integer&limit=3&fields=text";
        String cursor = "";
        do {
            JsonNode page = client.get(address + cursor).is(200).json();
            page.path("records")
                    .forEach(record ->
                            seen.add(record.path("fields").path("text").asString()));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
            // Sorts before everything already given: pages by offset would repeat a record now.
            make(THINGS, "integer", 100, "text", "new");
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().hasSize(10);
    }

    @Test
    void pages_can_follow_each_other_in_every_order() {
        String berlin = place("Berlin");
        for (int i = 0; i < 5; i++) {
            boolean filled = i % 2 == 0;
            make(
                    THINGS,
                    "text",
                    "p" + i,
                    "long",
                    filled ? "l".repeat(300) + i : null,
                    "decimal",
                    filled ? "1." + i : null,
                    "date",
                    filled ? "2026-01-01" : null,
                    "datetime",
                    filled ? "2026-01-01T00:00:00.12" + i + "Z" : null,
                    "time",
                    filled ? "10:00:00" : null,
                    "yesno",
                    filled,
                    "single",
                    filled ? "Red" : null,
                    "multi",
                    filled ? List.of("Red") : null,
                    "link",
                    filled ? berlin : null,
                    "links",
                    filled ? List.of(berlin) : null);
        }
        for (String sort : List.of(
                "text",
                "-long",
                "integer",
                "-decimal",
                "date",
                "-datetime",
                "time",
                "yesno",
                "-single",
                "multi",
                "user",
                "number",
                "link",
                "-links",
                "url,-email,phone",
                "")) {
            assertThat(onePerPage(sort)).as("sorted by %s", sort).containsExactlyElementsOf(list("?sort=" + sort));
        }
    }

    private List<String> onePerPage(String sort) {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = client.get(THINGS + "?sort=" + sort + "&limit=1&fields=text" + cursor)
                    .is(200)
                    .json();
            page.path("records")
                    .forEach(record ->
                            seen.add(record.path("fields").path("text").asString()));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
        } while (!cursor.isEmpty() && seen.size() < 10);
        return seen;
    }

    @Test
    void a_cursor_is_of_one_list_only() {
        place("a");
        place("b");
        String next = client.get(PLACES + "?limit=1").json().path("next").asString();
        client.get(PLACES + "?limit=1&cursor=" + next).is(200);
        client.get(PLACES + "?limit=1&sort=name&cursor=" + next).problem(ProblemType.INVALID_CURSOR);
        client.get(THINGS + "?limit=1&cursor=" + next).problem(ProblemType.INVALID_CURSOR);
        client.get(PLACES + "?limit=1&cursor=" + next.substring(1)).problem(ProblemType.INVALID_CURSOR);
        AllKinds other = new AllKinds(workshop);
        ApiClient.of(port, tokens, workshop.superAdmin(other.production.account()))
                .get(PLACES + "?limit=1&cursor=" + next)
                .problem(ProblemType.INVALID_CURSOR);
        String changes = client.get("environments/production/tables/places/changes")
                .json()
                .path("cursor")
                .asString();
        client.get(CHANGES + "?cursor=" + changes).problem(ProblemType.INVALID_CURSOR);
    }

    @Test
    void a_cursor_whose_changes_are_no_longer_kept_is_told_to_begin_anew() {
        String old = client.get(CHANGES).is(200).json().path("cursor").asString();
        String kept = make(THINGS, "text", "kept").path("id").asString();
        feed.trim(all.production, 0);
        JsonNode problem = client.get(CHANGES + "?cursor=" + old).problem(ProblemType.CURSOR_TOO_OLD);
        assertThat(problem.path("field").asString()).isEqualTo("cursor");
        assertThat(problem.path("fix").asString()).contains("Read the records anew", "without a cursor");

        // what it says is possible, and nothing is missed from there on
        String fresh = client.get(CHANGES).is(200).json().path("cursor").asString();
        assertThat(list("")).containsExactly("kept");
        client.patch(THINGS + "/" + kept, fields("text", "later"), "If-Match", "*")
                .is(200);
        JsonNode changes = client.get(CHANGES + "?cursor=" + fresh).is(200).json();
        assertThat(changes.path("changes")).hasSize(1);
        assertThat(changes.path("changes").path(0).path("id").asString()).isEqualTo(kept);
    }

    @Test
    void cursors_of_changes_are_of_one_table_in_one_environment_and_made_by_us() {
        EnvironmentId sandbox = workshop.sandbox(all.production);
        // the same table, with the same id, in another environment
        Definition definition = definitions.current(all.production);
        workshop.build(sandbox, resources -> resources.putAll(definition.resources()));
        String theirs = client.get("environments/" + sandbox + "/tables/things/changes")
                .is(200)
                .json()
                .path("cursor")
                .asString();
        String place = client.get("environments/production/tables/places/changes")
                .is(200)
                .json()
                .path("cursor")
                .asString();
        place("here");
        place("there");
        String page =
                client.get(PLACES + "?limit=1").is(200).json().path("next").asString();
        String own = client.get(CHANGES).is(200).json().path("cursor").asString();
        String list = Cursor.list(all.production, all.things, "changes");
        for (String wrong : List.of(
                theirs,
                place,
                page,
                own.substring(0, own.length() - 2),
                own.replace(own.charAt(3), own.charAt(3) == 'A' ? 'B' : 'A'),
                own + own,
                "%00",
                Cursor.write(list, "1' OR '1'='1"),
                Cursor.write(list, "9".repeat(40)),
                Cursor.write(list, ""))) {
            JsonNode problem = client.get(CHANGES + "?cursor=" + wrong).problem(ProblemType.INVALID_CURSOR);
            assertThat(problem.path("field").asString()).isEqualTo("cursor");
        }
        // whoever works out how they are made gets no further than the feed does
        for (long position : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000}) {
            client.get(CHANGES + "?cursor=" + Cursor.write(list, Long.toString(position)))
                    .problem(ProblemType.CURSOR_TOO_OLD);
        }
        client.get(CHANGES + "?cursor=" + own).is(200);
    }

    @Test
    void changes_since_a_cursor_are_complete_and_in_order() {
        String cursor = client.get(CHANGES).is(200).json().path("cursor").asString();
        String one = make(THINGS, "text", "1").path("id").asString();
        place("elsewhere");
        String two = make(THINGS, "text", "2").path("id").asString();
        client.patch(THINGS + "/" + one, fields("text", "1b"), "If-Match", "*").is(200);
        client.delete(THINGS + "/" + two, "If-Match", "*").is(204);

        List<String> seen = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode part =
                    client.get(CHANGES + "?limit=1&cursor=" + cursor).is(200).json();
            part.path("changes")
                    .forEach(change -> seen.add(change.path("kind").asString() + " "
                            + (change.path("id").asString().equals(one) ? "one" : "two")));
            cursor = part.path("cursor").asString();
            more = part.path("more").asBoolean();
        }
        assertThat(seen).containsExactly("created one", "created two", "updated one", "deleted two");
        assertThat(client.get(CHANGES + "?cursor=" + cursor)
                        .json()
                        .path("changes")
                        .size())
                .isZero();
        client.get(CHANGES + "?cursor=x").problem(ProblemType.INVALID_CURSOR);
        client.get(CHANGES + "?limit=0").problem(ProblemType.INVALID_PARAMETER);
    }
}
