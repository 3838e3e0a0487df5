package io.slipway.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of all commands, and how their ends become messages and exit codes. */
@Command(
        name = "slipway",
        description = "Works with a running Slipway from a terminal or a pipeline.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        subcommands = {
            StatusCommand.class,
            DefinitionCommand.class,
            SandboxCommand.class,
            PromoteCommand.class,
            BackupCommand.class,
            ImportCommand.class,
            ExportCommand.class
        })
public final class SlipwayCli implements Runnable {

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Answer with the API's JSON instead of text for people")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final Map<String, String> environment;

    SlipwayCli(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Runs one command line.
     *
     * @return what the process should end with, see {@link ExitCode}
     */
    public static int run(String... args) {
        return run(
                System.getenv(),
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, false, StandardCharsets.UTF_8),
                args);
    }

    static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = new CommandLine(new SlipwayCli(environment));
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (!(failure instanceof CliFailure known)) {
                throw failure;
            }
            err.println("slipway: " + Output.clean(String.valueOf(known.getMessage())));
            known.details().forEach(detail -> err.println("  " + Output.clean(detail)));
            err.flush();
            return known.exitCode();
        });
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** Without a command: what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    Output output() {
        return new Output(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    }

    ApiClient client() {
        return new ApiClient(
                server.address(environment),
                server.token(environment),
                Duration.ofSeconds(Math.max(0, server.patienceSeconds)),
                output());
    }
}
