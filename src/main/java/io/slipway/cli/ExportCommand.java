package io.slipway.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.JsonNode;

/** Records of a table, out: one JSON object a line, written page by page, so that a table may be of any size. */
@Command(
        name = "export",
        description = {
            "Writes a table's records, one JSON object a line.",
            "Records that are written meanwhile may or may not be among them; none comes twice."
        })
final class ExportCommand implements Callable<Integer> {

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private SlipwayCli cli;

    @Mixin
    private EnvironmentOption environment = new EnvironmentOption();

    @Parameters(paramLabel = "TABLE", description = "A table's API name or id")
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

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to (default: standard output)")
    private @Nullable Path target;

    @Override
    public Integer call() {
        ApiClient api = cli.client();
        Map<String, String> query = new HashMap<>(Map.of("limit", "1000", "sort", sort, "fields", fields));
        StringBuilder path = new StringBuilder(ApiClient.query(
                ApiClient.path("environments", environment.id(api), "tables", table, "records"), query));
        filters.forEach(filter -> path.append("&filter=").append(ApiClient.encoded(filter)));
        Output output = cli.output();
        if (target == null) {
            api.each(path.toString(), "records", line -> output.raw(line + "\n"));
            return ExitCode.DONE;
        }
        long written = write(api, path.toString(), target);
        output.line(written + " records written to " + target);
        return ExitCode.DONE;
    }

    /** The file appears only when it is complete. */
    private static long write(ApiClient api, String path, Path target) {
        try {
            Path part = Files.createTempFile(target.toAbsolutePath().getParent(), ".slipway-", ".part");
            try (var writer = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
                Consumer<JsonNode> line = record -> {
                    try {
                        writer.write(record.toString());
                        writer.write('\n');
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
                long written = api.each(path, "records", line);
                writer.close();
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
                return written;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new CliFailure(ExitCode.UNEXPECTED, "The file " + target + " can't be written: " + e.getMessage());
        }
    }
}
