package io.slipway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole definition of an environment as one file, out and in. */
@Command(
        name = "definition",
        description = "Apps, tables, fields, forms, views, roles and user groups as one file.",
        subcommands = {DefinitionCommand.Export.class, DefinitionCommand.Diff.class, DefinitionCommand.Apply.class})
final class DefinitionCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private SlipwayCli cli;

    @Override
    public void run() {
        throw new CliFailure(ExitCode.USAGE, "Which? definition export, definition diff or definition apply");
    }

    /** Out. */
    @Command(name = "export", description = "Writes an environment's definition.")
    static final class Export implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private DefinitionCommand parent;

        @Mixin
        private EnvironmentOption environment = new EnvironmentOption();

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "Where to (default: standard output)")
        private @Nullable Path target;

        @Override
        public Integer call() {
            ApiClient api = parent.cli.client();
            String path = ApiClient.path("environments", environment.id(api), "definition");
            if (target == null) {
                parent.cli.output().raw(api.text(path, "application/json"));
            } else {
                api.download(path, target);
                parent.cli.output().line("Written to " + target);
            }
            return ExitCode.DONE;
        }
    }

    /** What applying a file would change. */
    @Command(name = "diff", description = "Says what applying a file would change; changes nothing.")
    static final class Diff implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private DefinitionCommand parent;

        @Mixin
        private EnvironmentOption environment = new EnvironmentOption();

        @Parameters(paramLabel = "FILE", description = "A definition, as written by export")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(names = "--exit-code", description = "End with 3 when there are differences")
        private boolean exitCode;

        @Override
        public Integer call() {
            JsonNode answer = parent.put(environment, file, true, true);
            return exitCode && answer.path("changed").asBoolean(false) ? ExitCode.DIFFERENT : ExitCode.DONE;
        }
    }

    /** In. */
    @Command(name = "apply", description = "Brings an environment's definition to what a file says.")
    static final class Apply implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private DefinitionCommand parent;

        @Mixin
        private EnvironmentOption environment = new EnvironmentOption();

        @Parameters(paramLabel = "FILE", description = "A definition, as written by export")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(names = "--dry-run", description = "Only say what it would change")
        private boolean dryRun;

        @Option(names = "--allow-delete", description = "Delete what the file does not have; else that is refused")
        private boolean allowDelete;

        @Override
        public Integer call() {
            parent.put(environment, file, dryRun, allowDelete);
            return ExitCode.DONE;
        }
    }

    private JsonNode put(EnvironmentOption environment, Path file, boolean dryRun, boolean allowDelete) {
        JsonNode document;
        try {
            document = JsonMapper.shared().readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CliFailure(ExitCode.USAGE, "The file " + file + " can't be read: " + e.getMessage());
        } catch (JacksonException e) {
            throw new CliFailure(ExitCode.REFUSED, "The file " + file + " is no JSON: " + e.getOriginalMessage());
        }
        ApiClient api = cli.client();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("dryRun", Boolean.toString(dryRun));
        query.put("allowDelete", Boolean.toString(allowDelete));
        JsonNode answer = api.put(
                ApiClient.query(ApiClient.path("environments", environment.id(api), "definition"), query), document);
        Output output = cli.output();
        output.answer(answer, () -> {
            JsonNode changes = answer.path("changes");
            changes.forEach(change -> output.line(ChangeLine.of(change)));
            answer.path("findings")
                    .forEach(finding ->
                            output.line(Answers.text(finding, "severity") + ": " + Answers.text(finding, "message")));
            int count = changes.size();
            String word = count == 1 ? " change" : " changes";
            output.line(
                    count == 0
                            ? "Nothing to change."
                            : dryRun
                                    ? count + word + " would be made."
                                    : count + word + " made, revision " + Answers.text(answer, "revision") + ".");
        });
        return answer;
    }
}
