package io.slipway.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

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
            scope = ScopeType.INHERIT,
            paramLabel = "URL",
            description = "Where Slipway is. Default: $" + SERVER + ", else http://localhost:8080")
    @Nullable
    String server;

    @Option(
            names = "--token-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "A file that holds the API token. Default: $" + TOKEN + ", else the file $" + TOKEN_FILE)
    @Nullable
    Path tokenFile;

    @Option(
            names = "--patience",
            scope = ScopeType.INHERIT,
            paramLabel = "SECONDS",
            description = "How long to go on trying while production is locked or asks for a pause (default: 60)")
    int patienceSeconds = 60;

    URI address(Map<String, String> environment) {
        String text = server != null ? server : environment.getOrDefault(SERVER, "http://localhost:8080");
        try {
            URI address = new URI(text.strip().replaceAll("/+$", ""));
            if (address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawFragment() == null
                    && address.getRawUserInfo() == null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (java.net.URISyntaxException e) {
            throw new CliFailure(ExitCode.USAGE, "Not an address: " + text + " (" + e.getReason() + ")");
        }
        throw new CliFailure(
                ExitCode.USAGE, "Not an address of a server: " + text + " (expected http://… or https://…)");
    }

    String token(Map<String, String> environment, Output output) {
        Path file = tokenFile;
        if (file == null) {
            String token = environment.getOrDefault(TOKEN, "").strip();
            if (!token.isEmpty()) {
                return usable(token, "$" + TOKEN);
            }
            String named = environment.getOrDefault(TOKEN_FILE, "").strip();
            if (named.isEmpty()) {
                throw new CliFailure(
                        ExitCode.NOT_ALLOWED,
                        "No API token: set $" + TOKEN + " or $" + TOKEN_FILE
                                + ", or use --token-file. A Super Admin makes"
                                + " tokens under My Account → API tokens.");
            }
            file = path(named);
        }
        try {
            String token = usable(Files.readString(file).strip(), "The token file " + file);
            if (readableByOthers(file)) {
                output.progress("slipway: Others may read the token file " + file + "; take that away (chmod 600).");
            }
            return token;
        } catch (IOException e) {
            throw new CliFailure(
                    ExitCode.NOT_ALLOWED, "The token file " + file + " can't be read: " + CliFailure.why(e) + ".");
        }
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new CliFailure(ExitCode.USAGE, "$" + TOKEN_FILE + " names no file: " + e.getReason());
        }
    }

    /** What a header can't carry never gets that far: it would be told with the token in it. */
    private static String usable(String token, String from) {
        if (token.isEmpty()) {
            throw new CliFailure(ExitCode.NOT_ALLOWED, from + " is empty.");
        }
        if (!token.chars().allMatch(letter -> letter > ' ' && letter < 127)) {
            throw new CliFailure(
                    ExitCode.NOT_ALLOWED, from + " holds something else than one API token; copy the token again.");
        }
        return token;
    }

    private static boolean readableByOthers(Path file) throws IOException {
        try {
            return Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ);
        } catch (UnsupportedOperationException noPosix) {
            return false;
        }
    }
}
