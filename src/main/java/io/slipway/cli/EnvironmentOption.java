package io.slipway.cli;

import java.util.List;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Which environment: by id, or by the name people gave it. */
final class EnvironmentOption {

    @Option(
            names = {"-e", "--env"},
            paramLabel = "ENVIRONMENT",
            defaultValue = "production",
            description = "An environment's id or name (default: production)")
    private String wanted = "production";

    /** Its id. */
    String id(ApiClient api) {
        return find(api, wanted, false);
    }

    /** The id of a sandbox named by id or name. */
    static String sandbox(ApiClient api, String wanted) {
        return find(api, wanted, true);
    }

    private static String find(ApiClient api, String wanted, boolean sandboxOnly) {
        List<JsonNode> all = api.all(ApiClient.path("environments"), "environments")
                .valueStream()
                .filter(environment ->
                        !sandboxOnly || Answers.text(environment, "kind").equals("sandbox"))
                .toList();
        List<JsonNode> found = all.stream()
                .filter(environment -> Answers.text(environment, "id").equals(wanted)
                        || (wanted.equalsIgnoreCase("production")
                                && Answers.text(environment, "kind").equals("production")))
                .toList();
        if (found.isEmpty()) {
            found = all.stream()
                    .filter(environment -> Answers.text(environment, "name").equalsIgnoreCase(wanted))
                    .toList();
        }
        if (found.size() == 1) {
            return Answers.text(found.getFirst(), "id");
        }
        String what = sandboxOnly ? "sandbox" : "environment";
        List<String> names = all.stream()
                .map(environment -> Answers.text(environment, "id") + "  " + Answers.text(environment, "name"))
                .toList();
        throw new CliFailure(
                ExitCode.NOT_FOUND,
                found.isEmpty()
                        ? "There is no " + what + " “" + wanted + "” for this token. "
                                + (names.isEmpty() ? "There is none." : "There are:")
                        : "More than one " + what + " is called “" + wanted + "”; name it by its id:",
                names);
    }
}
