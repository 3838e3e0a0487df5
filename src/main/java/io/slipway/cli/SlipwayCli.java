package io.slipway.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of all commands, and how their ends become messages and exit codes. */
@Command(
        name = "slipway",
        description = "Works with a running Slipway from a terminal or a pipeline.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = SlipwayCli.Version.class,
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

    /** Set to anything, it makes what nobody foresaw say where it came from. */
    static final String TRACE = "SLIPWAY_TRACE";

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
        line.setParameterExceptionHandler((wrong, words) -> {
            tell(err, "slipway: " + oneLine(wrong), List.of());
            String command = wrong.getCommandLine().getCommandSpec().qualifiedName(" ");
            tell(err, "  " + command + " --help says what there is.", List.of());
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((failure, failed, parsed) -> {
            if (failure instanceof CliFailure known) {
                tell(err, "slipway: " + known.getMessage(), known.details());
                return known.exitCode();
            }
            tell(err, "slipway: Something nobody foresaw: " + failure, List.of());
            if (environment.containsKey(TRACE)) {
                failure.printStackTrace(err);
            } else {
                tell(err, "  With " + TRACE + "=1 in the environment it says where.", List.of());
            }
            return ExitCode.UNEXPECTED;
        });
        int code = line.execute(args);
        if (out.checkError() && code == ExitCode.DONE) {
            tell(
                    err,
                    "slipway: Standard output was closed, or is full, before all of the answer was written.",
                    List.of());
            return ExitCode.UNEXPECTED;
        }
        err.flush();
        return code;
    }

    private static void tell(PrintWriter err, String line, List<String> details) {
        err.println(Output.clean(line));
        details.forEach(detail -> err.println("  " + Output.clean(detail)));
        err.flush();
    }

    /** What is wrong with the words; of a group without a command, which commands it has. */
    private static String oneLine(ParameterException wrong) {
        CommandLine at = wrong.getCommandLine();
        if (!at.getSubcommands().isEmpty() && !(wrong instanceof UnmatchedArgumentException)) {
            return "Which? " + at.getCommandName() + " "
                    + String.join(", ", at.getSubcommands().keySet());
        }
        return String.valueOf(wrong.getMessage()).lines().findFirst().orElse("The command line is wrong.");
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
                server.token(environment, output()),
                Duration.ofSeconds(Math.max(0, server.patienceSeconds)),
                output());
    }

    /** The version of the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = SlipwayCli.class.getPackage().getImplementationVersion();
            return new String[] {"Slipway " + (version == null ? "(not from a jar)" : version)};
        }
    }
}
