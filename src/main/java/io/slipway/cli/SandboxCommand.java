package io.slipway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The life of sandboxes, and what was changed in them. */
@Command(
        name = "sandbox",
        description = "Makes, refreshes and discards sandboxes, and lists what was changed in one.",
        subcommands = {
            SandboxCommand.ListAll.class,
            SandboxCommand.Create.class,
            SandboxCommand.Refresh.class,
            SandboxCommand.Discard.class,
            SandboxCommand.Changelog.class
        })
final class SandboxCommand {

    /** Which records a sandbox gets. */
    enum Data {
        none,
        sample,
        full
    }

    /** What there is. */
    @Command(name = "list", description = "Lists the sandboxes.")
    static final class ListAll extends ApiCommand {

        @Override
        int run(ApiClient api, Output output) {
            JsonNode answer = api.whole(ApiClient.path("sandboxes"), "sandboxes");
            output.answer(answer, () -> {
                List<List<String>> rows = new ArrayList<>();
                answer.path("sandboxes")
                        .forEach(sandbox -> rows.add(List.of(
                                Answers.text(sandbox, "id"),
                                Answers.text(sandbox, "name"),
                                sandbox.path("promotable").asBoolean(false) ? "promotable" : "",
                                Answers.text(sandbox, "state"),
                                Answers.text(sandbox, "pendingChanges"),
                                Answers.time(sandbox, "createdAt"))));
                output.table(List.of("ID", "NAME", "", "STATE", "PENDING CHANGES", "CREATED"), rows);
            });
            return ExitCode.DONE;
        }
    }

    /** A new one. */
    @Command(name = "create", description = "Makes a sandbox of production.")
    static final class Create extends ApiCommand {

        @Parameters(paramLabel = "NAME", description = "What people will call it")
        private String name = "";

        @Option(
                names = "--data",
                defaultValue = "none",
                description = "Records to copy: ${COMPLETION-CANDIDATES} (default: none)")
        private Data data = Data.none;

        @Option(names = "--promotable", description = "Its changes are meant for production")
        private boolean promotable;

        @Mixin
        private WaitOptions waiting = new WaitOptions();

        @Override
        int run(ApiClient api, Output output) {
            ObjectNode body = JsonNodeFactory.instance
                    .objectNode()
                    .put("name", name)
                    .put("data", data.name())
                    .put("promotable", promotable);
            JsonNode sandbox = api.post(ApiClient.path("sandboxes"), body);
            return finish(api, output, sandbox, waiting, "is being made.", "is ready.");
        }
    }

    /** New records. */
    @Command(
            name = "refresh",
            description = "Brings production's records into a sandbox anew; its pending changes stay.")
    static final class Refresh extends ApiCommand {

        @Parameters(paramLabel = "SANDBOX", description = "Id or name")
        private String sandbox = "";

        @Option(
                names = "--data",
                defaultValue = "sample",
                description = "Records to copy: ${COMPLETION-CANDIDATES} (default: sample)")
        private Data data = Data.sample;

        @Mixin
        private WaitOptions waiting = new WaitOptions();

        @Override
        int run(ApiClient api, Output output) {
            String id = EnvironmentOption.sandbox(api, sandbox);
            api.post(
                    ApiClient.path("sandboxes", id, "refresh"),
                    JsonNodeFactory.instance.objectNode().put("data", data.name()));
            return finish(
                    api,
                    output,
                    api.get(ApiClient.path("sandboxes", id)),
                    waiting,
                    "is being refreshed.",
                    "is refreshed.");
        }
    }

    /** The end of one. */
    @Command(name = "discard", description = "Deletes a sandbox with all that is pending in it.")
    static final class Discard extends ApiCommand {

        @Parameters(paramLabel = "SANDBOX", description = "Id or name")
        private String sandbox = "";

        @Option(
                names = "--confirm",
                paramLabel = "NAME",
                defaultValue = "",
                description = "The sandbox's name once more; needed when it has pending changes")
        private String confirm = "";

        @Mixin
        private WaitOptions waiting = new WaitOptions();

        @Override
        int run(ApiClient api, Output output) {
            String id = EnvironmentOption.sandbox(api, sandbox);
            JsonNode work = api.delete(ApiClient.query(ApiClient.path("sandboxes", id), Map.of("confirm", confirm)));
            if (!waiting.wanted()) {
                output.answer(work, () -> output.line("Sandbox “" + sandbox + "” is being discarded."));
                return ExitCode.DONE;
            }
            JsonNode end = waiting.until(
                    output,
                    () -> work(api, id),
                    now -> !Answers.text(now, "state").equals("running"),
                    SandboxCommand::line);
            if (Answers.text(end, "state").equals("failed")) {
                throw new CliFailure(
                        ExitCode.RUN_FAILED, "Sandbox " + id + " “" + sandbox + "”: " + Answers.text(end, "failure"));
            }
            output.answer(end, () -> output.line("Sandbox “" + sandbox + "” is discarded."));
            return ExitCode.DONE;
        }
    }

    /** What is still to be done; a sandbox that is gone has been discarded. */
    private static JsonNode work(ApiClient api, String id) {
        try {
            return api.get(ApiClient.path("sandboxes", id, "work"));
        } catch (CliFailure gone) {
            if (gone.exitCode() != ExitCode.NOT_FOUND) {
                throw gone;
            }
            return JsonNodeFactory.instance.objectNode().put("sandbox", id).put("state", "done");
        }
    }

    /** What was changed. */
    @Command(name = "changelog", description = "Lists what was changed in a sandbox.")
    static final class Changelog extends ApiCommand {

        @Parameters(paramLabel = "SANDBOX", description = "Id or name")
        private String sandbox = "";

        @Option(names = "--history", description = "Every step; else only what promotion will do")
        private boolean history;

        @Option(names = "--csv", description = "As CSV")
        private boolean csv;

        @Override
        int run(ApiClient api, Output output) {
            String path = ApiClient.query(
                    ApiClient.path("environments", EnvironmentOption.sandbox(api, sandbox), "changelog"),
                    Map.of("view", history ? "full" : "net"));
            if (csv) {
                output.raw(api.text(path, "text/csv"));
                return ExitCode.DONE;
            }
            JsonNode answer = api.all(path, "entries");
            output.answer(answer, () -> {
                List<List<String>> rows = new ArrayList<>();
                answer.forEach(entry -> rows.add(List.of(
                        Answers.text(entry, "revision"),
                        Answers.text(entry, "apps"),
                        Answers.text(entry, "name"),
                        Answers.text(entry, "type"),
                        Answers.text(entry, "kind"),
                        Answers.joined(entry.path("changes")),
                        Answers.text(entry, "by"),
                        Answers.time(entry, "at"))));
                output.table(List.of("REV", "APP", "RESOURCE", "TYPE", "REVISION", "CHANGES", "WHO", "WHEN"), rows);
            });
            return ExitCode.DONE;
        }
    }

    private static int finish(
            ApiClient api, Output output, JsonNode started, WaitOptions waiting, String begun, String done) {
        String id = Answers.text(started, "id");
        String name = Answers.text(started, "name");
        if (!waiting.wanted()) {
            output.answer(started, () -> output.line("Sandbox " + id + " “" + name + "” " + begun));
            return ExitCode.DONE;
        }
        JsonNode end = waiting.until(
                output,
                () -> api.get(ApiClient.path("sandboxes", id, "work")),
                now -> !Answers.text(now, "state").equals("running"),
                SandboxCommand::line);
        if (Answers.text(end, "state").equals("failed")) {
            throw new CliFailure(
                    ExitCode.RUN_FAILED, "Sandbox " + id + " “" + name + "”: " + Answers.text(end, "failure"));
        }
        JsonNode sandbox = api.get(ApiClient.path("sandboxes", id));
        output.answer(sandbox, () -> output.line("Sandbox " + id + " “" + name + "” " + done));
        return ExitCode.DONE;
    }

    private static String line(JsonNode work) {
        String step = Answers.text(work, "step");
        return step.isEmpty() ? Answers.text(work, "state") : step;
    }
}
