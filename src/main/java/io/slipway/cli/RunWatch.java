package io.slipway.cli;

import tools.jackson.databind.JsonNode;

/** Follows a promotion or a restore to its end. */
final class RunWatch {

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
        return run.path("steps")
                .valueStream()
                .filter(step -> Answers.text(step, "state").equals("running"))
                .map(step -> Answers.text(step, "step") + " " + Answers.text(step, "title"))
                .findFirst()
                .orElse(Answers.text(run, "state"));
    }
}
