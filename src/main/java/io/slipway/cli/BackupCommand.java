package io.slipway.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Backups of production. */
@Command(
        name = "backup",
        description = "Takes, lists, verifies, downloads, uploads and restores backups of production.",
        subcommands = {
            BackupCommand.Create.class,
            BackupCommand.ListAll.class,
            BackupCommand.Verify.class,
            BackupCommand.Download.class,
            BackupCommand.Upload.class,
            BackupCommand.Restore.class
        })
final class BackupCommand {

    /** Now. */
    @Command(name = "create", description = "Backs production up now.")
    static final class Create extends ApiCommand {

        @Option(names = "--name", required = true, description = "What people will call it")
        private String name = "";

        @Option(names = "--notes", defaultValue = "", description = "Why it was taken")
        private String notes = "";

        @Mixin
        private WaitOptions waiting = new WaitOptions();

        @Override
        int run(ApiClient api, Output output) {
            ObjectNode body =
                    JsonNodeFactory.instance.objectNode().put("name", name).put("notes", notes);
            JsonNode started = api.post(ApiClient.path("backups"), body);
            String id = Answers.text(started, "id");
            if (!waiting.wanted()) {
                output.answer(started, () -> output.line("Backup " + id + " is being taken."));
                return ExitCode.DONE;
            }
            JsonNode end = waiting.until(
                    output,
                    () -> api.get(ApiClient.path("backups", id)),
                    now -> List.of("complete", "failed").contains(Answers.text(now, "state")),
                    now -> Answers.text(now, "state"));
            if (Answers.text(end, "state").equals("failed")) {
                throw new CliFailure(ExitCode.RUN_FAILED, "Backup " + id + " failed: " + Answers.text(end, "failure"));
            }
            output.answer(
                    end,
                    () -> output.line("Backup " + id + " is complete: " + Answers.text(end, "records") + " records, "
                            + Answers.size(end.path("sizeBytes").asLong(0)) + "."));
            return ExitCode.DONE;
        }
    }

    /** What there is. */
    @Command(name = "list", description = "Lists the backups, newest first.")
    static final class ListAll extends ApiCommand {

        @Override
        int run(ApiClient api, Output output) {
            JsonNode answer = api.whole(ApiClient.path("backups"), "backups");
            output.answer(answer, () -> {
                List<List<String>> rows = new ArrayList<>();
                answer.path("backups")
                        .forEach(backup -> rows.add(List.of(
                                Answers.text(backup, "id"),
                                Answers.text(backup, "kind"),
                                Answers.text(backup, "state"),
                                Answers.time(backup, "startedAt"),
                                Answers.text(backup, "records"),
                                Answers.size(backup.path("sizeBytes").asLong(0)),
                                Answers.time(backup, "verifiedAt"),
                                Answers.text(backup, "name"))));
                output.table(List.of("ID", "KIND", "STATE", "TAKEN", "RECORDS", "SIZE", "VERIFIED", "NAME"), rows);
            });
            return ExitCode.DONE;
        }
    }

    /** Whether it is as written. */
    @Command(name = "verify", description = "Reads a backup back and compares it with its checksums.")
    static final class Verify extends ApiCommand {

        @Parameters(paramLabel = "BACKUP", description = "Id")
        private String backup = "";

        @Override
        int run(ApiClient api, Output output) {
            JsonNode answer = api.post(ApiClient.path("backups", backup, "verify"), null);
            boolean sound = answer.path("sound").asBoolean(false);
            output.answer(answer, () -> {
                output.line(sound ? "Backup " + backup + " is sound." : "Backup " + backup + " is damaged:");
                answer.path("findings").forEach(finding -> output.line("  " + finding.asString()));
            });
            return sound ? ExitCode.DONE : ExitCode.RUN_FAILED;
        }
    }

    /** Out. */
    @Command(name = "download", description = "Loads a backup down as one file.")
    static final class Download extends ApiCommand {

        @Parameters(paramLabel = "BACKUP", description = "Id")
        private String backup = "";

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Where to (default: backup-ID.zip)")
        private @Nullable Path target;

        @Override
        int run(ApiClient api, Output output) {
            Path file = target == null ? Path.of("backup-" + ApiClient.encoded(backup) + ".zip") : target;
            long size = api.download(ApiClient.path("backups", backup, "file"), file);
            output.line("Written to " + file + ", " + Answers.size(size) + ".");
            return ExitCode.DONE;
        }
    }

    /** In. */
    @Command(name = "upload", description = "Brings a downloaded backup back; it is verified before it is listed.")
    static final class Upload extends ApiCommand {

        @Parameters(paramLabel = "FILE", description = "As written by download")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Override
        int run(ApiClient api, Output output) {
            JsonNode answer = api.upload("POST", ApiClient.path("backups", "upload"), file, "application/zip");
            output.answer(answer, () -> output.line("It is backup " + Answers.text(answer, "id") + " now."));
            return ExitCode.DONE;
        }
    }

    /** Back. */
    @Command(name = "restore", description = "Brings production back to a backup; a safety backup is taken first.")
    static final class Restore extends ApiCommand {

        @Parameters(paramLabel = "BACKUP", description = "Id")
        private String backup = "";

        @Option(names = "--preview", description = "Only say what would change")
        private boolean preview;

        @Option(
                names = "--confirm",
                paramLabel = "NAME",
                defaultValue = "",
                description = "The name asked for, see --preview; always needed, because newer records go")
        private String confirm = "";

        @Mixin
        private WaitOptions waiting = new WaitOptions();

        @Override
        int run(ApiClient api, Output output) {
            if (preview) {
                JsonNode answer = api.get(ApiClient.path("backups", backup, "preview"));
                output.answer(answer, () -> show(output, answer));
                return ExitCode.DONE;
            }
            JsonNode run = api.post(
                    ApiClient.path("backups", backup, "restore"),
                    JsonNodeFactory.instance.objectNode().put("confirm", confirm));
            if (waiting.wanted()) {
                return RunWatch.finish(api, output, waiting, run);
            }
            output.answer(run, () -> output.line("Restore " + Answers.text(run, "id") + " has begun."));
            return ExitCode.DONE;
        }

        private static void show(Output output, JsonNode answer) {
            List<List<String>> rows = new ArrayList<>();
            answer.path("tables")
                    .forEach(table -> rows.add(List.of(
                            Answers.text(table, "name"), Answers.text(table, "now"), Answers.text(table, "inBackup"))));
            output.table(List.of("TABLE", "RECORDS NOW", "IN THE BACKUP"), rows);
            answer.path("definitionChanges").forEach(change -> output.line(change.asString()));
            output.line("Confirm with --confirm \"" + Answers.text(answer, "confirm") + "\".");
        }
    }
}
