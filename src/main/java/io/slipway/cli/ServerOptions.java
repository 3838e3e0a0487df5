package io.slipway.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Which Slipway, and as whom. The token comes from the environment or a file and never from the command line, where every
 * user of the machine could read it in the list of processes.
 */
final class ServerOptions {

    static final String SERVER = "SLIPWAY_SERVER";
    static final String TOKEN = "SLIPWAY_TOKEN";
    static final String TOKEN_FILE = "SLIPWAY_TOKEN_FILE";

    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "Where Slipway is. Default: $" + SERVER + ", else http://localhost:8080")
    @Nullable
    String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "A file that holds the API token. Default: $" + TOKEN + ", else the file $" + TOKEN_FILE)
    @Nullable
    Path tokenFile;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long to go on trying while production is locked or asks for a pause (default: 60)")
    int patienceSeconds = 60;

    URI address(Map<String, String> environment) {
        String text = server != null ? server : environment.getOrDefault(SERVER, "http://localhost:8080");
        try {
            URI address = new URI(text.strip().replaceAll("/+$", ""));
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (java.net.URISyntaxException e) {
            throw new CliFailure(ExitCode.USAGE, "Not an address: " + text + " (" + e.getReason() + ")");
        }
        throw new CliFailure(
                ExitCode.USAGE, "Not an address of a server: " + text + " (expected http://… or https://…)");
    }

    String token(Map<String, String> environment) {
        Path file = tokenFile;
        if (file == null) {
            String token = environment.getOrDefault(TOKEN, "").strip();
            if (!token.isEmpty()) {
                return token;
            }
            String named = environment.getOrDefault(TOKEN_FILE, "").strip();
            if (named.isEmpty()) {
                throw new CliFailure(
                        ExitCode.NOT_ALLOWED,
                        "No API token: set $" + TOKEN + " or $" + TOKEN_FILE
                                + ", or use --token-file. A Super Admin makes"
                                + " tokens under My Account → API tokens.");
            }
            file = Path.of(named);
        }
        try {
            String token = Files.readString(file).strip();
            if (token.isEmpty()) {
                throw new CliFailure(ExitCode.NOT_ALLOWED, "The token file " + file + " is empty.");
            }
            return token;
        } catch (IOException e) {
            throw new CliFailure(ExitCode.NOT_ALLOWED, "The token file " + file + " can't be read.");
        }
    }
}
