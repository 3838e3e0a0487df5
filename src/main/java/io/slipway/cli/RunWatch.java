package io.slipway.cli;

import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Follows a promotion or a restore to its end. */
final class RunWatch {

    private static final Set<String> NOT_BEGUN = Set.of("waiting", "skipped");

    private RunWatch() {}

    static int finish(ApiClient api, Output output, WaitOptions waiting, JsonNode started) {
        String id = Answers.text(started, "id");
        JsonNode end = waiting.until(
                output,
                () -> api.get(ApiClient.path("runs", id)),
                run -> run.path("over").asBoolean(false)
                        || Answers.text(run, "state").equals("needs-attention"),
                RunWatch::line);
        if (!end.path("succeeded").asBoolean(false)) {
            output.answer(end, () -> {});
            throw new CliFailure(
                    ExitCode.RUN_FAILED,
                    "Run " + id + " did not succeed (" + Answers.text(end, "state") + "): "
                            + Answers.text(end, "failure"));
        }
        output.answer(
                end,
                () -> output.line("Run " + id + " succeeded. Production was locked for "
                        + Answers.text(end, "lockMilliseconds") + " ms. Backup from before it: "
                        + Answers.text(end, "safetyBackup") + "."));
        return ExitCode.DONE;
    }

    private static String line(JsonNode run) {
        // All that have begun: a step may be over before anybody looks.
        String begun = run.path("steps")
                .valueStream()
                .filter(step -> !NOT_BEGUN.contains(Answers.text(step, "state")))
                .map(step -> Answers.text(step, "step") + " " + Answers.text(step, "title"))
                .collect(Collectors.joining("\n"));
        return run.path("over").asBoolean(false) || begun.isEmpty()
                ? (begun + "\n" + Answers.text(run, "state")).strip()
                : begun;
    }
}
