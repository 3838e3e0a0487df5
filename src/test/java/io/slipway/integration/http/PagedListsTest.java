package io.slipway.integration.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.PersonKind;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.imports.Imports;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ProblemType;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Lists come in pages that repeat and miss nothing, whatever comes and goes between two of them. */
@HttpTest
class PagedListsTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    AccountSql sql;

    @Autowired
    Imports imports;

    EnvironmentId production;
    Actor.Person owner;
    ApiClient client;
    ResourceId tasks;

    @BeforeEach
    void signIn() {
        production = workshop.production();
        owner = workshop.superAdmin(production.account());
        client = ApiClient.of(port, tokens, owner);
    }

    @Test
    void environments_and_sandboxes_come_by_name_with_production_first() {
        String second = sandbox("Ärger");
        String third = sandbox("Beta");
        List<String> all = paged("environments", "environments", 2, () -> sandbox("Aa before all"));
        assertThat(all).containsExactly(production.toString(), second, third);
        List<String> sandboxes = paged("sandboxes", "sandboxes", 1, () -> {});
        assertThat(sandboxes).hasSize(4).endsWith(second, third).doesNotContain(production.toString());
    }

    @Test
    void backups_come_newest_first_and_one_that_goes_takes_no_other_with_it() {
        for (int i = 1; i <= 5; i++) {
            backup(100 + i);
        }
        AtomicLong newer = new AtomicLong(200);
        List<String> all = paged("backups", "backups", 2, () -> {
            backup(newer.incrementAndGet());
            sql.in(production, "DELETE FROM {a}.backup WHERE id = 104").update();
        });
        assertThat(all).containsExactly("105", "104", "103", "102", "101");
    }

    @Test
    void webhooks_and_their_deliveries_have_pages() {
        tasks();
        String middle = webhook("middle");
        String first = webhook("First");
        String last = webhook("übrig");
        assertThat(paged("environments/production/webhooks", "webhooks", 1, () -> webhook("A new one")))
                .containsExactly(first, middle, last);

        String deliveries = "webhooks/" + middle + "/deliveries";
        List<String> sent =
                IntStream.range(0, 5).mapToObj(i -> delivery(middle)).toList().reversed();
        delivery(first);
        assertThat(paged(deliveries, "deliveries", 2, () -> delivery(middle))).containsExactlyElementsOf(sent);
        JsonNode page = client.get(deliveries + "?limit=3").is(200).json();
        assertThat(page.path("deliveries")).hasSize(3);
        assertThat(page.path("total").asInt()).isGreaterThan(5);
        String next = page.path("next").asString();
        client.get("webhooks/" + first + "/deliveries?cursor=" + next).problem(ProblemType.INVALID_CURSOR);
        client.get(deliveries + "?state=waiting&cursor=" + next).problem(ProblemType.INVALID_CURSOR);
        assertThat(client.get(deliveries + "?limit=1000&cursor=" + next)
                        .is(200)
                        .json()
                        .has("next"))
                .isFalse();
    }

    @Test
    void imports_and_their_bad_rows_have_pages() {
        tasks();
        List<String> begun =
                IntStream.range(0, 3).mapToObj(i -> upload("Age\n1\n")).toList().reversed();
        imports.begin(owner, production); // without a file: nothing to be listed
        assertThat(paged("environments/production/imports", "imports", 1, () -> upload("Age\n1\n")))
                .containsExactlyElementsOf(begun);

        String rows = IntStream.rangeClosed(1, 7)
                .mapToObj(i -> i % 3 == 0 ? "" + i : "no number " + i)
                .collect(Collectors.joining("\n", "Age\n", "\n"));
        String id = upload(rows);
        client.send("PUT", "imports/" + id + "/plan", Map.of("table", "Tasks"), Map.of())
                .is(200);
        client.post("imports/" + id + "/start", "").is(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("imports/" + id).json().path("over").asBoolean());
        List<String> bad = new ArrayList<>();
        pages(
                "imports/" + id + "/bad-rows",
                "rows",
                2,
                () -> {},
                row -> bad.add(row.path("row").asString()));
        assertThat(bad).containsExactly("1", "2", "4", "5", "7");
        assertThat(client.get("imports/" + id + "/files/0/bad-rows")
                        .is(200)
                        .http()
                        .body())
                .contains("no number 1", "no number 7");
        client.post("imports/" + id + "/files?fileName=late.csv", "Age\n1\n", "Content-Type", "text/csv")
                .problem(ProblemType.CONFLICT);
        client.send("PUT", "imports/" + id + "/plan", Map.of("table", "Tasks"), Map.of())
                .problem(ProblemType.CONFLICT);
        client.post("imports/" + id + "/start", "").problem(ProblemType.CONFLICT);
    }

    @Test
    void who_does_not_build_finds_no_more_than_their_own_imports() {
        tasks();
        upload("Age\n1\n");
        Actor.Person nina = workshop.person(production.account(), PersonKind.USER, "Nina");
        assertThat(imports.list(owner, production)).hasSize(1);
        assertThat(imports.list(nina, production)).isEmpty();
    }

    @Test
    void tables_have_pages() {
        tasks();
        ResourceId more = workshop.id(production);
        workshop.build(production, new Table(more, "Abacus", "", null));
        List<String> names = new ArrayList<>();
        pages(
                "environments/production/tables",
                "tables",
                1,
                () -> {},
                table -> names.add(table.path("name").asString()));
        assertThat(names).containsExactly("Abacus", "Tasks");
    }

    @Test
    void a_cursor_of_another_list_or_account_and_a_damaged_one_are_refused() {
        backup(1);
        backup(2);
        String next = client.get("backups?limit=1").is(200).json().path("next").asString();
        client.get("backups?limit=1&cursor=" + next).is(200);
        for (String list : List.of("runs", "environments", "sandboxes", "queued-calls")) {
            JsonNode problem = client.get(list + "?limit=1&cursor=" + next).problem(ProblemType.INVALID_CURSOR);
            assertThat(problem.path("field").asString()).isEqualTo("cursor");
        }
        client.get("runs?kind=restore&cursor=" + next).problem(ProblemType.INVALID_CURSOR);
        client.get("backups?cursor=" + next.substring(1)).problem(ProblemType.INVALID_CURSOR);
        client.get("backups?cursor=" + next.replace(next.charAt(12), next.charAt(12) == 'A' ? 'B' : 'A'))
                .problem(ProblemType.INVALID_CURSOR);
        client.get("backups?cursor=2").problem(ProblemType.INVALID_CURSOR);
        client.get("environments/production/changelog?cursor=1-1").problem(ProblemType.INVALID_CURSOR);
        ApiClient.of(port, tokens, workshop.superAdmin(workshop.production().account()))
                .get("backups?limit=1&cursor=" + next)
                .problem(ProblemType.INVALID_CURSOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=many", "limit=1&limit=2", "offset=1", "cursor=a&cursor=b"})
    void what_is_no_page_is_refused_by_name(String query) {
        for (String list : List.of("backups", "runs", "environments", "environments/production/imports")) {
            assertThat(client.get(list + "?" + query)
                            .problem(ProblemType.INVALID_PARAMETER)
                            .path("field")
                            .asString())
                    .isEqualTo(query.substring(0, query.indexOf('=')));
        }
    }

    private List<String> paged(String address, String name, int limit, Runnable between) {
        List<String> ids = new ArrayList<>();
        pages(address, name, limit, between, entry -> ids.add(entry.path("id").asString()));
        return ids;
    }

    private void pages(
            String address, String name, int limit, Runnable between, java.util.function.Consumer<JsonNode> taker) {
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page =
                    client.get(address + "?limit=" + limit + cursor).is(200).json();
            assertThat(page.path(name).size()).isBetween(1, limit);
            page.path(name).forEach(taker);
            cursor = page.has("next") ? "&cursor=" + page.path("next").asString() : "";
            between.run();
            assertThat(++pages).as("pages of %s", address).isLessThan(20);
        } while (!cursor.isEmpty());
    }

    private String sandbox(String name) {
        EnvironmentId made = workshop.sandbox(production);
        sql.in(production, "UPDATE {a}.environment SET name = :name WHERE number = :id")
                .param("name", name + (name.length() > 6 ? " " + made.number() : ""))
                .param("id", made.number())
                .update();
        return made.toString();
    }

    private void backup(long id) {
        sql.in(production, """
                INSERT INTO {a}.backup (id, environment, kind, state, name, notes, by_name, started_at)
                VALUES (:id, :environment, 'MANUAL', 'COMPLETE', 'Kept', '', 'Ada', UTC_TIMESTAMP(3))""")
                .param("id", id)
                .param("environment", production.number())
                .update();
    }

    private void tasks() {
        tasks = workshop.id(production);
        workshop.build(
                production,
                new Table(tasks, "Tasks", "", null),
                new Field(
                        workshop.id(production),
                        tasks,
                        "Age",
                        new FieldKind.WholeNumber(0L, 150L),
                        1,
                        false,
                        false,
                        null,
                        ""));
    }

    private String webhook(String name) {
        return client.post(
                        "environments/production/webhooks",
                        Map.of(
                                "name",
                                name,
                                "table",
                                tasks.toString(),
                                "events",
                                List.of("created"),
                                "url",
                                "https://receiver.example/hook"))
                .is(201)
                .json()
                .path("id")
                .asString();
    }

    private String delivery(String webhook) {
        return client.post("webhooks/" + webhook + "/test", "")
                .is(202)
                .json()
                .path("delivery")
                .path("id")
                .asString();
    }

    private String upload(String csv) {
        return client.post("environments/production/imports?fileName=people.csv", csv, "Content-Type", "text/csv")
                .is(201)
                .json()
                .path("id")
                .asString();
    }
}
