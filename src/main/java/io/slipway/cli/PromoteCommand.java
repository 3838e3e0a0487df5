package io.slipway.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From a sandbox to production. */
@Command(
        name = "promote",
        description = {
            "Promotes a sandbox's changes to production: checks, backs up, promotes, unlocks.",
            "With --plan or --dry-run production is left alone."
        })
final class PromoteCommand extends ApiCommand {

    @Parameters(paramLabel = "SANDBOX", description = "Id or name")
    private String sandbox = "";

    @Option(names = "--plan", description = "Only list what would change")
    private boolean plan;

    @Option(
            names = "--dry-run",
            description = "Only list what would change and run the checks; ends with 8 when they fail")
    private boolean dryRun;

    @Option(
            names = "--confirm",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The name asked for when something is lost, see --dry-run")
    private String confirm = "";

    @Mixin
    private WaitOptions waiting = new WaitOptions();

    @Override
    int run(ApiClient api, Output output) {
        String id = EnvironmentOption.sandbox(api, sandbox);
        JsonNode review = api.get(ApiClient.path("sandboxes", id, "plan"));
        if (plan || dryRun) {
            output.answer(review, () -> show(output, review));
            return plan
                            || review.path("ready").asBoolean(false)
                            || review.path("nothingToPromote").asBoolean(false)
                    ? ExitCode.DONE
                    : ExitCode.CHECKS_FAILED;
        }
        if (review.path("nothingToPromote").asBoolean(false)) {
            output.answer(review, () -> output.line("Nothing to promote."));
            return ExitCode.DONE;
        }
        if (!review.path("ready").asBoolean(false)) {
            output.answer(review, () -> show(output, review));
            return ExitCode.CHECKS_FAILED;
        }
        ObjectNode body =
                JsonNodeFactory.instance.objectNode().put("sandbox", id).put("plan", Answers.text(review, "plan"));
        if (!confirm.isEmpty()) {
            body.put("confirm", confirm);
        }
        JsonNode run = api.post(ApiClient.path("promotions"), body);
        if (waiting.wanted()) {
            return RunWatch.finish(api, output, waiting, run);
        }
        output.answer(run, () -> output.line("Promotion " + Answers.text(run, "id") + " has begun."));
        return ExitCode.DONE;
    }

    private void show(Output output, JsonNode review) {
        JsonNode changes = review.path("changes");
        ChangeLine.tree(output, changes, 0);
        if (changes.isEmpty()) {
            output.line("Nothing to promote.");
            return;
        }
        if (plan) {
            return;
        }
        output.line("");
        List<List<String>> rows = new ArrayList<>();
        review.path("checks")
                .forEach(check -> rows.add(List.of(
                        Answers.text(check, "severity").toUpperCase(Locale.ROOT),
                        Answers.text(check, "code"),
                        Answers.text(check, "title"),
                        Answers.text(check, "message"))));
        output.table(List.of("RESULT", "CHECK", "", ""), rows);
        output.line("");
        String name = Answers.text(review, "confirm");
        output.line(
                !review.path("ready").asBoolean(false)
                        ? "It can't start; see above."
                        : name.isEmpty()
                                ? "It can start."
                                : "It can start. Something is lost: confirm with --confirm \"" + name + "\".");
    }
}
