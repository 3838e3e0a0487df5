package io.slipway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole definition of an environment as one file, out and in. */
@Command(
        name = "definition",
        description = "Apps, tables, fields, forms, views, roles and user groups as one file.",
        subcommands = {
            DefinitionCommand.Export.class,
            DefinitionCommand.Diff.class,
            DefinitionCommand.Apply.class,
            DefinitionCommand.Schema.class
        })
final class DefinitionCommand {

    /** A name that stands in an object twice would be sent once, with half of what the file says. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** Out. */
    @Command(name = "export", description = "Writes an environment's definition.")
    static final class Export extends ApiCommand {

        @Mixin
        private EnvironmentOption environment = new EnvironmentOption();

        @Mixin
        private TargetFile target = new TargetFile();

        @Override
        int run(ApiClient api, Output output) {
            String path = ApiClient.path("environments", environment.id(api), "definition");
            Path file = target.path();
            if (file == null) {
                output.raw(api.text(path, "application/json"));
            } else {
                api.download(path, file);
                output.line("Written to " + file);
            }
            return ExitCode.DONE;
        }
    }

    /** What applying a file would change. */
    @Command(name = "diff", description = "Says what applying a file would change; changes nothing.")
    static final class Diff extends ApiCommand {

        @Mixin
        private EnvironmentOption environment = new EnvironmentOption();

        @Parameters(paramLabel = "FILE", description = "A definition, as written by export")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(names = "--exit-code", description = "End with 3 when there are differences")
        private boolean exitCode;

        @Override
        int run(ApiClient api, Output output) {
            JsonNode answer = put(api, output, environment, file, true, true);
            return exitCode && answer.path("changed").asBoolean(false) ? ExitCode.DIFFERENT : ExitCode.DONE;
        }
    }

    /** In. */
    @Command(name = "apply", description = "Brings an environment's definition to what a file says.")
    static final class Apply extends ApiCommand {

        @Mixin
        private EnvironmentOption environment = new EnvironmentOption();

        @Parameters(paramLabel = "FILE", description = "A definition, as written by export")
        @SuppressWarnings("NullAway.Init")
        private Path file;

        @Option(
                names = "--dry-run",
                description = "Only say what it would change; ends with 8 when it could not be applied")
        private boolean dryRun;

        @Option(names = "--allow-delete", description = "Delete what the file does not have; else that is refused")
        private boolean allowDelete;

        @Override
        int run(ApiClient api, Output output) {
            JsonNode answer = put(api, output, environment, file, dryRun, allowDelete);
            if (answer.path("needsAllowDelete").asBoolean(false)) {
                output.progress("Something would be deleted: that needs --allow-delete.");
                return ExitCode.CHECKS_FAILED;
            }
            return answer.path("stopped").asBoolean(false) ? ExitCode.CHECKS_FAILED : ExitCode.DONE;
        }
    }

    /** What editors complete and check files by. */
    @Command(name = "schema", description = "Writes the JSON Schema of definitions, for editors.")
    static final class Schema extends ApiCommand {

        @Mixin
        private TargetFile target = new TargetFile();

        @Override
        int run(ApiClient api, Output output) {
            Path file = target.path();
            if (file == null) {
                output.raw(api.text(ApiClient.DEFINITION_SCHEMA, "application/schema+json"));
            } else {
                api.download(ApiClient.DEFINITION_SCHEMA, file);
                output.line("Written to " + file);
            }
            return ExitCode.DONE;
        }
    }

    /** The parser's words without what it says of its own settings. */
    private static String why(JacksonException e) {
        String words = String.valueOf(e.getOriginalMessage()).replaceFirst(" \\(start marker at .*", "");
        TokenStreamLocation place = e.getLocation();
        return place == null || place.getLineNr() < 1
                ? words
                : words + " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")";
    }

    private static JsonNode put(
            ApiClient api,
            Output output,
            EnvironmentOption environment,
            Path file,
            boolean dryRun,
            boolean allowDelete) {
        JsonNode document;
        try {
            document = STRICT.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CliFailure(ExitCode.USAGE, "The file " + file + " can't be read: " + CliFailure.why(e));
        } catch (JacksonException e) {
            throw new CliFailure(ExitCode.REFUSED, "The file " + file + " is no JSON: " + why(e));
        }
        Map<String, String> query = new LinkedHashMap<>();
        query.put("dryRun", Boolean.toString(dryRun));
        query.put("allowDelete", Boolean.toString(allowDelete));
        JsonNode answer = api.put(
                ApiClient.query(ApiClient.path("environments", environment.id(api), "definition"), query), document);
        output.answer(answer, () -> {
            JsonNode changes = answer.path("changes");
            changes.forEach(change -> output.line(ChangeLine.of(change)));
            for (JsonNode finding : answer.path("findings")) {
                output.line(Answers.text(finding, "severity") + ": " + Answers.text(finding, "message"));
                String fix = Answers.text(finding, "fix");
                if (!fix.isEmpty()) {
                    output.line("  " + fix);
                }
            }
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
