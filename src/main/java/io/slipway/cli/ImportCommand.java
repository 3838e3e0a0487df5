package io.slipway.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** CSV files, in: the same import as in the browser. */
@Command(
        name = "import",
        description = {
            "Imports CSV files. Without --table they become new tables, with links between them where keys meet.",
            "Ends with 9 when the import fails, and with 3 when it is done and some rows could not be taken."
        })
final class ImportCommand extends ApiCommand {

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Parameters(paramLabel = "FILE", arity = "1..50", description = "CSV files that belong together")
    private List<Path> files = List.of();

    @Option(
            names = "--table",
            paramLabel = "TABLE",
            defaultValue = "",
            description = "The table one file goes into: name or id")
    private String table = "";

    @Option(
            names = "--app",
            paramLabel = "APP",
            defaultValue = "",
            description = "The app new tables are added to: name or id")
    private String app = "";

    @Option(names = "--app-name", paramLabel = "NAME", defaultValue = "", description = "What a new app is called")
    private String appName = "";

    @Option(
            names = "--match-on",
            paramLabel = "FIELD",
            defaultValue = "",
            description = "A unique field: rows whose value is there already change that record")
    private String matchOn = "";

    @Option(names = "--no-new-fields", description = "Leave out columns that suit no field of the table")
    private boolean noNewFields;

    @Option(names = "--dry-run", description = "Only say what would become of each column; the draft is removed again")
    private boolean dryRun;

    @Option(
            names = "--bad-rows",
            paramLabel = "FOLDER",
            description = "Where to write the rows that could not be taken; made when it is not there")
    private @Nullable Path badRows;

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Override
    int run(ApiClient api, Output output) {
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                throw new CliFailure(ExitCode.USAGE, "The file " + file + " can't be read.");
            }
        }
        folderForBadRows();
        String id = upload(api, output);
        JsonNode plan = api.put(ApiClient.path("imports", id, "plan"), wanted());
        if (dryRun) {
            api.delete(ApiClient.path("imports", id));
            output.answer(plan, () -> show(output, plan));
            return plan.path("problems").isEmpty() ? ExitCode.DONE : ExitCode.CHECKS_FAILED;
        }
        if (!plan.path("problems").isEmpty()) {
            api.delete(ApiClient.path("imports", id));
            throw new CliFailure(
                    ExitCode.CHECKS_FAILED,
                    "It can't be started:",
                    plan.path("problems")
                            .valueStream()
                            .map(problem -> Answers.text(problem, "place") + ": " + Answers.text(problem, "message"))
                            .toList());
        }
        JsonNode started = api.post(ApiClient.path("imports", id, "start"), null);
        if (!waiting.wanted()) {
            output.answer(started, () -> output.line("Import " + id + " has begun."));
            return ExitCode.DONE;
        }
        return finish(api, output, id);
    }

    /** Before anything is sent: an import that is done can't be done again for a folder's sake. */
    private void folderForBadRows() {
        if (badRows == null || dryRun) {
            return;
        }
        try {
            Files.createDirectories(badRows);
        } catch (IOException e) {
            throw new CliFailure(
                    ExitCode.USAGE,
                    "The folder " + badRows + " for rows that can't be taken can't be made: " + CliFailure.why(e)
                            + ". Nothing was sent.");
        }
    }

    private String upload(ApiClient api, Output output) {
        String id = "";
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            output.progress("Sending " + name);
            Map<String, String> query = Map.of("fileName", name);
            JsonNode answer = id.isEmpty()
                    ? api.upload(
                            "POST",
                            ApiClient.query(ApiClient.path("environments", environment.id(api), "imports"), query),
                            file,
                            "text/csv")
                    : api.upload(
                            "POST", ApiClient.query(ApiClient.path("imports", id, "files"), query), file, "text/csv");
            id = Answers.text(answer, "id");
        }
        return id;
    }

    private ObjectNode wanted() {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode();
        Map.of("table", table, "app", app, "appName", appName, "matchOn", matchOn)
                .forEach((name, value) -> {
                    if (!value.isEmpty()) {
                        wanted.put(name, value);
                    }
                });
        if (noNewFields) {
            wanted.put("newFields", false);
        }
        return wanted;
    }

    private void show(Output output, JsonNode plan) {
        plan.path("files").forEach(file -> {
            output.line(files.get(file.path("file").asInt(0)).getFileName() + " → " + Answers.text(file, "tableName")
                    + (file.path("newTable").asBoolean(false) ? " (new table)" : ""));
            file.path("columns").forEach(column -> {
                String field = Answers.text(column, "fieldName");
                output.line("  " + Answers.text(column, "name") + " → "
                        + (field.isEmpty()
                                ? "left out"
                                : field + ", " + Answers.text(column, "kind")
                                        + (column.path("newField").asBoolean(false) ? " (new field)" : "")));
            });
        });
        plan.path("problems")
                .forEach(problem ->
                        output.line("! " + Answers.text(problem, "place") + ": " + Answers.text(problem, "message")));
    }

    private int finish(ApiClient api, Output output, String id) {
        JsonNode end = waiting.until(
                output,
                () -> api.get(ApiClient.path("imports", id)),
                now -> now.path("over").asBoolean(false),
                now -> Answers.text(now, "state") + " " + Answers.text(now, "percent") + " %");
        if (!Answers.text(end, "state").equals("done")) {
            throw new CliFailure(
                    ExitCode.RUN_FAILED,
                    "Import " + id + " is " + Answers.text(end, "state") + ": " + Answers.text(end, "reason"));
        }
        output.answer(
                end,
                () -> output.line("Import " + id + ": " + counted(end, "created", "record") + " made, "
                        + Answers.text(end, "updated") + " changed or linked, " + counted(end, "bad", "row")
                        + " not taken."));
        keepBadRows(api, output, id, end);
        return end.path("bad").asLong(0) > 0 ? ExitCode.DIFFERENT : ExitCode.DONE;
    }

    private static String counted(JsonNode end, String name, String what) {
        String count = Answers.text(end, name);
        return count + " " + what + (count.equals("1") ? "" : "s");
    }

    private void keepBadRows(ApiClient api, Output output, String id, JsonNode end) {
        if (badRows == null) {
            return;
        }
        for (JsonNode file : end.path("files")) {
            if (file.path("bad").asLong(0) > 0) {
                Path target = badRows.resolve("bad-" + Answers.text(file, "name"));
                api.download(ApiClient.path("imports", id, "files", Answers.text(file, "number"), "bad-rows"), target);
                output.progress("Rows not taken: " + target);
            }
        }
    }
}
