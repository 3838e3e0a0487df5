package io.slipway.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every command has: the server the root's options name, and where to say things. */
abstract class ApiCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public final Integer call() {
        SlipwayCli cli = (SlipwayCli) spec.root().userObject();
        return run(cli.client(), cli.output());
    }

    /**
     * Does what the command is for.
     *
     * @return what the process ends with, see {@link ExitCode}
     */
    abstract int run(ApiClient api, Output output);
}
