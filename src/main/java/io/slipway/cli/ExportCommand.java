package io.slipway.cli;

import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Records of a table, out: one JSON object a line, written page by page, so that a table may be of any size. */
@Command(
        name = "export",
        description = {
            "Writes a table's records, one JSON object a line.",
            "Records that are written meanwhile may or may not be among them; none comes twice."
        })
final class ExportCommand extends ApiCommand {

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Parameters(paramLabel = "TABLE", description = "A table's name, API name or id")
    private String table = "";

    @Option(
            names = "--filter",
            paramLabel = "FIELD:COMPARISON:VALUE",
            description = "Only records for which all filters hold")
    private List<String> filters = List.of();

    @Option(
            names = "--sort",
            paramLabel = "FIELDS",
            defaultValue = "",
            description = "Fields, - before one for descending")
    private String sort = "";

    @Option(names = "--fields", paramLabel = "FIELDS", defaultValue = "", description = "Only these fields")
    private String fields = "";

    @Mixin
    private TargetFile target = new TargetFile();

    @Override
    int run(ApiClient api, Output output) {
        Map<String, String> query = new HashMap<>(Map.of("limit", "1000", "sort", sort, "fields", fields));
        String in = environment.id(api);
        StringBuilder path = new StringBuilder(
                ApiClient.query(ApiClient.path("environments", in, "tables", table(api, in), "records"), query));
        filters.forEach(filter -> path.append("&filter=").append(ApiClient.encoded(filter)));
        Path file = target.path();
        if (file == null) {
            api.each(path.toString(), "records", line -> output.raw(line + "\n"));
            return ExitCode.DONE;
        }
        AtomicLong written = new AtomicLong();
        TargetFile.write(file, stream -> {
            var writer = new OutputStreamWriter(stream, StandardCharsets.UTF_8);
            written.set(api.each(path.toString(), "records", record -> writer.write(record + "\n")));
            writer.flush();
        });
        output.line(written + " records written to " + file);
        return ExitCode.DONE;
    }

    /** The id of the table that was named, so that an import and an export call it the same. */
    private String table(ApiClient api, String environment) {
        List<JsonNode> all = api.all(ApiClient.path("environments", environment, "tables"), "tables")
                .valueStream()
                .toList();
        for (String by : List.of("id", "apiName", "name")) {
            Optional<JsonNode> found = all.stream()
                    .filter(each -> Answers.text(each, by).equalsIgnoreCase(table))
                    .findFirst();
            if (found.isPresent()) {
                return Answers.text(found.get(), "id");
            }
        }
        throw new CliFailure(
                ExitCode.NOT_FOUND,
                "There is no table “" + table + "” for this token. "
                        + (all.isEmpty() ? "There is none." : "There are:"),
                all.stream()
                        .map(each -> Answers.text(each, "apiName") + "  " + Answers.text(each, "name"))
                        .toList());
    }
}
