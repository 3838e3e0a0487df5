package io.slipway.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What there is, and whether it is open. */
@Command(name = "status", description = "Lists the environments, and says of each whether it is open, and if not, why.")
final class StatusCommand extends ApiCommand {

    @Override
    int run(ApiClient api, Output output) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode environment : api.all(ApiClient.path("environments"), "environments")) {
            ObjectNode both = environment.deepCopy().asObject();
            both.set("status", api.get(ApiClient.path("environments", Answers.text(environment, "id"), "status")));
            all.add(both);
        }
        output.answer(all, () -> {
            List<List<String>> rows = new ArrayList<>();
            all.forEach(environment -> {
                JsonNode status = environment.path("status");
                rows.add(List.of(
                        Answers.text(environment, "id"),
                        Answers.text(environment, "name"),
                        Answers.text(environment, "kind")
                                + (environment.path("promotable").asBoolean(false) ? ", promotable" : ""),
                        status.path("open").asBoolean(false) ? "open" : "locked",
                        Answers.text(status, "revision"),
                        why(status)));
            });
            output.table(List.of("ID", "NAME", "KIND", "STATUS", "REVISION", "WHY"), rows);
        });
        return ExitCode.DONE;
    }

    private static String why(JsonNode status) {
        String end = Answers.time(status.path("run"), "expectedEnd");
        return Answers.text(status, "reason") + (end.isEmpty() ? "" : " Expected to end at " + end + ".");
    }
}
