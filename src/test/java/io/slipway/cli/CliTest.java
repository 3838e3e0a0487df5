package io.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.db.AccountSql;
import io.slipway.integration.ApiClient;
import io.slipway.integration.PageWanted;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What every command has in common, and what people do with them. */
@HttpTest
class CliTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    AccountSql sql;

    @TempDir
    Path folder;

    Actor.Person owner;
    String token;

    @BeforeEach
    void account() {
        owner = workshop.superAdmin(workshop.production().account());
        token = ApiClient.token(tokens, owner, EnumSet.allOf(TokenScope.class));
    }

    private CliRun run(String... args) {
        return CliRun.of(port, token, args);
    }

    @Test
    void status_is_a_table_for_people_and_json_for_machines() {
        CliRun table = run("status").ends(ExitCode.DONE);
        assertThat(table.out()).contains("ID", "production", "open");
        assertThat(table.err()).isEmpty();

        CliRun json = run("status", "--json").ends(ExitCode.DONE);
        assertThat(json.json().path(0).path("status").path("open").asBoolean()).isTrue();
    }

    @Test
    void a_token_may_come_from_a_file() throws IOException {
        String file = Files.writeString(folder.resolve("token"), token + "\n").toString();
        String server = "http://localhost:" + port;

        CliRun.of(Map.of(ServerOptions.SERVER, server), "--token-file", file, "status")
                .ends(ExitCode.DONE);
        CliRun.of(Map.of(ServerOptions.SERVER, server, ServerOptions.TOKEN_FILE, file), "status")
                .ends(ExitCode.DONE);
        CliRun missing = CliRun.of(Map.of(ServerOptions.SERVER, server), "--token-file", file + "s", "status")
                .ends(ExitCode.NOT_ALLOWED);
        assertThat(missing.err()).contains("can't be read");
    }

    @Test
    void without_a_token_it_says_where_to_get_one() {
        CliRun run = CliRun.of(Map.of(ServerOptions.SERVER, "http://localhost:" + port), "status")
                .ends(ExitCode.NOT_ALLOWED);
        assertThat(run.err()).contains("SLIPWAY_TOKEN").contains("My Account");
    }

    @Test
    void a_wrong_token_and_a_missing_scope_end_alike_and_never_show_the_token() {
        CliRun wrong = CliRun.of(port, "slw_" + "x".repeat(43), "status").ends(ExitCode.NOT_ALLOWED);
        assertThat(wrong.err() + wrong.out()).doesNotContain("xxxx");

        String writer = ApiClient.token(tokens, owner, Set.of(TokenScope.WRITE));
        CliRun.of(port, writer, "status").ends(ExitCode.NOT_ALLOWED);
    }

    @Test
    void nobody_there_and_no_address_are_told_apart() {
        CliRun nobody = CliRun.of(1, token, "status").ends(ExitCode.UNREACHABLE);
        assertThat(nobody.err()).contains("http://localhost:1");
        CliRun.of(Map.of(ServerOptions.SERVER, "not an address", ServerOptions.TOKEN, token), "status")
                .ends(ExitCode.USAGE);
        run("no-such-command").ends(ExitCode.USAGE);
        assertThat(run("sandbox").ends(ExitCode.USAGE).err()).contains("list, create, refresh, discard, changelog");
    }

    @Test
    void options_of_the_server_stand_before_or_after_the_command() {
        run("--patience", "1", "status").ends(ExitCode.DONE);
        run("status", "--patience", "1", "--server", "http://localhost:" + port).ends(ExitCode.DONE);
        run("--server", "http://localhost:1", "sandbox", "list").ends(ExitCode.UNREACHABLE);
        run("sandbox", "list", "--server", "http://localhost:1").ends(ExitCode.UNREACHABLE);
        assertThat(run("sandbox", "list", "--json", "--patience", "0")
                        .json()
                        .path("sandboxes")
                        .isArray())
                .isTrue();
    }

    @Test
    void what_is_wrong_is_said_in_a_line_or_two_without_the_token() throws IOException {
        CliRun unknown = run("promote", "--wat").ends(ExitCode.USAGE);
        assertThat(unknown.err().lines()).hasSize(2).first().asString().startsWith("slipway: ");
        assertThat(unknown.err()).contains("slipway promote --help");

        CliRun broken = CliRun.of(port, "slw_secret\nsecret", "status").ends(ExitCode.NOT_ALLOWED);
        assertThat(broken.err().lines()).hasSize(1);
        assertThat(broken.err()).doesNotContain("secret");

        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});
        Map<String, String> environment = Map.of(ServerOptions.SERVER, "http://localhost:" + port);
        assertThat(CliRun.of(environment, "status", "--token-file", binary.toString())
                        .ends(ExitCode.NOT_ALLOWED)
                        .err()
                        .lines())
                .hasSize(1);
    }

    @Test
    void a_token_file_others_may_read_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("open"), token);
        Map<String, String> environment = Map.of(ServerOptions.SERVER, "http://localhost:" + port);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(CliRun.of(environment, "status", "--token-file", file.toString())
                        .ends(ExitCode.DONE)
                        .err())
                .contains("Others may read");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(CliRun.of(environment, "status", "--token-file", file.toString())
                        .ends(ExitCode.DONE)
                        .err())
                .isEmpty();
    }

    @Test
    void an_answer_nobody_takes_is_no_success() {
        StringWriter err = new StringWriter();
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        int code = SlipwayCli.run(
                Map.of(ServerOptions.SERVER, "http://localhost:" + port, ServerOptions.TOKEN, token),
                new PrintWriter(full),
                new PrintWriter(err),
                "definition",
                "export");
        assertThat(code).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(err.toString()).contains("Standard output");
    }

    @Test
    void a_file_that_can_t_be_written_is_named_and_nothing_is_left_behind() throws IOException {
        assertThat(run("definition", "export", "-o", folder.resolve("no/where").toString())
                        .ends(ExitCode.USAGE)
                        .err())
                .contains("There is no folder");
        assertThat(run("definition", "export", "-o", folder.toString())
                        .ends(ExitCode.USAGE)
                        .err())
                .contains("is a folder");
        run("definition", "export", "-o", "/dev/null").ends(ExitCode.DONE);
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void an_unknown_sandbox_is_answered_with_those_there_are() {
        assertThat(run("sandbox", "refresh", "Nowhere").ends(ExitCode.NOT_FOUND).err())
                .contains("no sandbox “Nowhere”");
    }

    @Test
    void names_can_t_move_the_cursor_of_a_terminal() {
        assertThat(Output.clean("a\u001b[2Jb\u202Ec\nd")).isEqualTo("a [2Jb c d");
    }

    @Test
    void lists_longer_than_a_page_are_listed_as_a_whole() {
        for (int i = 1; i <= PageWanted.USUAL + 5; i++) {
            sql.in(owner.account(), """
                    INSERT INTO {a}.backup (id, environment, kind, state, name, notes, by_name, started_at)
                    VALUES (:id, 1, 'MANUAL', 'COMPLETE', :name, '', 'Ada', UTC_TIMESTAMP(3))""")
                    .param("id", i)
                    .param("name", "Kept " + i + ".")
                    .update();
        }
        assertThat(run("backup", "list", "--json").ends(ExitCode.DONE).json().path("backups"))
                .hasSize(PageWanted.USUAL + 5);
        assertThat(run("backup", "list").ends(ExitCode.DONE).out()).contains("Kept 1.", "Kept 105.");
    }

    @Test
    void a_sandbox_is_made_changed_and_promoted_by_commands_alone() throws IOException {
        run("sandbox", "create", "Spring", "--promotable", "--wait").ends(ExitCode.DONE);
        assertThat(run("sandbox", "list").ends(ExitCode.DONE).out()).contains("Spring", "promotable", "ready");
        String definition =
                Files.writeString(folder.resolve("definition.json"), """
                        {"format": "slipway-definition", "version": 1, "tables": [
                          {"name": "Trips", "fields": [
                            {"name": "Title", "kind": {"kind": "text", "maxLength": 80}}]}]}""").toString();

        run("definition", "diff", "-e", "Spring", "--exit-code", definition).ends(ExitCode.DIFFERENT);
        assertThat(run("definition", "apply", "-e", "Spring", definition)
                        .ends(ExitCode.DONE)
                        .out())
                .contains("+ table “Trips”")
                .contains("revision");
        run("definition", "diff", "-e", "Spring", "--exit-code", definition).ends(ExitCode.DONE);
        assertThat(run("sandbox", "changelog", "Spring").ends(ExitCode.DONE).out())
                .contains("Trips");
        assertThat(run("sandbox", "changelog", "Spring", "--csv")
                        .ends(ExitCode.DONE)
                        .out())
                .contains("Resource Name");

        assertThat(run("promote", "Spring", "--dry-run").ends(ExitCode.DONE).out())
                .contains("+ table Trips")
                .contains("It can start");
        assertThat(run("definition", "diff", "-e", "production", "--exit-code", definition)
                        .ends(ExitCode.DIFFERENT)
                        .out())
                .contains("+ table “Trips”", "in the promotable sandbox “Spring”");
        run("definition", "apply", "-e", "production", "--dry-run", definition).ends(ExitCode.CHECKS_FAILED);
        String nothing = Files.writeString(
                        folder.resolve("nothing.json"),
                        "{\"format\": \"slipway-definition\", \"version\": 1, \"tables\": []}")
                .toString();
        assertThat(run("definition", "apply", "-e", "Spring", "--dry-run", nothing)
                        .ends(ExitCode.CHECKS_FAILED)
                        .err())
                .contains("--allow-delete");
        assertThat(run("promote", "Spring", "--wait").ends(ExitCode.DONE).err())
                .containsSubsequence("1 Check", "2 Back up", "3 Promote", "4 Unlock & notify", "succeeded");
        assertThat(run("promote", "Spring", "--wait").ends(ExitCode.DONE).out()).contains("Nothing to promote");
        run("export", "trips").ends(ExitCode.DONE);

        run("sandbox", "discard", "Spring", "--wait").ends(ExitCode.DONE);
        assertThat(run("sandbox", "discard", "Spring").ends(ExitCode.NOT_FOUND).err())
                .contains("There is none.");
        run("sandbox", "create", "Spring", "--promotable", "--wait").ends(ExitCode.DONE);
    }

    @Test
    void rows_that_can_t_be_taken_are_kept_and_told_by_the_exit_code() throws IOException {
        String people = Files.writeString(folder.resolve("people.csv"), "Name,Age\nAnn,31\nBob,42\n")
                .toString();
        run("import", people, "--app-name", "People", "--wait").ends(ExitCode.DONE);
        String more = Files.writeString(folder.resolve("more.csv"), "Name,Age\nCid,53\nDora,old\n")
                .toString();
        assertThat(run("import", more, "--table", "People", "--dry-run").out())
                .contains("more.csv → People")
                .contains("Age → Age");

        CliRun run = run(
                        "import",
                        more,
                        "--table",
                        "People",
                        "--no-new-fields",
                        "--bad-rows",
                        folder.resolve("not/yet/there").toString(),
                        "--wait")
                .ends(ExitCode.DIFFERENT);
        assertThat(run.out()).contains("1 record made").contains("1 row not taken");
        assertThat(folder.resolve("not/yet/there/bad-more.csv")).content().contains("Dora");
        assertThat(run("import", more, "--table", "People", "--bad-rows", more + "/x", "--wait")
                        .ends(ExitCode.USAGE)
                        .err())
                .contains("Nothing was sent");

        Path exported = folder.resolve("people.jsonl");
        run("export", "people", "--sort", "name", "-o", exported.toString()).ends(ExitCode.DONE);
        assertThat(Files.readAllLines(exported)).hasSize(3).first().asString().contains("Ann");
        assertThat(run("export", "People", "--filter", "name:eq:Bob")
                        .ends(ExitCode.DONE)
                        .out())
                .contains("Bob");
        assertThat(run("export", "Nobody").ends(ExitCode.NOT_FOUND).err()).contains("people  People");
    }

    @Test
    void a_definition_file_that_is_no_json_is_told_by_line() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\n  \"format\": 1,");
        assertThat(run("definition", "diff", broken.toString())
                        .ends(ExitCode.REFUSED)
                        .err())
                .contains("line 2")
                .doesNotContain("REDACTED");
        Path twice = Files.writeString(folder.resolve("twice.json"), "{\"tables\": [],\n \"tables\": []}");
        assertThat(run("definition", "diff", twice.toString())
                        .ends(ExitCode.REFUSED)
                        .err())
                .contains("tables")
                .contains("line 2");
    }
}
