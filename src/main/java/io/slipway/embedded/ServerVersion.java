package io.slipway.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Versions of server programs, such as 11.4.5. */
final class ServerVersion {

    private static final Pattern VERSION = Pattern.compile("Ver (\\d+)\\.(\\d+)\\.(\\d+)");

    private ServerVersion() {}

    /** What the program says of itself. */
    static String of(Path program) throws IOException {
        Process process = new ProcessBuilder(program.toString(), "--no-defaults", "--version")
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        ChildProcess.waitFor(process);
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.find()) {
            throw new DatabaseStartException(
                    program + " does not say which version it is: " + text.strip(),
                    "Point slipway.database.mariadbd at the mariadbd program of a complete installation.");
        }
        return matcher.group(1) + "." + matcher.group(2) + "." + matcher.group(3);
    }

    /** Whether data of the second could not be read by the first: patch levels don't count. */
    static boolean isOlder(String version, String than) {
        String[] a = version.split("\\.");
        String[] b = than.split("\\.");
        for (int i = 0; i < Math.min(2, Math.min(a.length, b.length)); i++) {
            int difference = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }
}
