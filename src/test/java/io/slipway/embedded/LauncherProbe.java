package io.slipway.embedded;

import java.nio.file.Path;
import java.time.Duration;

/** An application in a JVM of its own that holds a database until it is killed. */
public final class LauncherProbe {

    private LauncherProbe() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedMariaDb database = EmbeddedMariaDb.start(EmbeddedMariaDbTest.options(Path.of(args[0])));
        System.out.println("UP " + database.port() + " " + database.process().pid());
        Thread.sleep(Duration.ofMinutes(2));
    }
}
