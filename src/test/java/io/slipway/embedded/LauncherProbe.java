package io.slipway.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * An application in a JVM of its own that holds a database until it is killed. With a second argument it has something to
 * do with the database when it is told to end, should the server have ended meanwhile, and then closes it.
 */
public final class LauncherProbe {

    private LauncherProbe() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedMariaDb database = EmbeddedMariaDb.start(EmbeddedMariaDbTest.options(Path.of(args[0])));
        long server = database.process().pid();
        if (args.length > 1) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .ignoreExceptions()
                        .until(() -> database.process().pid() != server
                                && "1".equals(EmbeddedMariaDbTest.ask(database, "SELECT 1")));
                System.out.println("FINISHED");
                database.close();
            }));
        }
        System.out.println("UP " + database.port() + " " + database.process().pid());
        Thread.sleep(Duration.ofMinutes(2));
    }
}
