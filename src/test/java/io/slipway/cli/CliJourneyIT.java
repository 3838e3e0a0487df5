package io.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.integration.ApiClient;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The documented script drives the built jar's command line through the main journey, on the Sakila data. */
@HttpTest
class CliJourneyIT {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @TempDir
    Path folder;

    @Test
    void the_documented_script_goes_the_whole_way() throws IOException, InterruptedException {
        Actor.Person owner = workshop.superAdmin(workshop.production().account());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        File log = folder.resolve("journey.log").toFile();
        ProcessBuilder script = new ProcessBuilder(
                        "bash", "docs/examples/journey.sh", "src/main/resources/samples/sakila")
                .redirectErrorStream(true)
                .redirectOutput(log);
        script.environment()
                .put("SLIPWAY", java + " -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar target/slipway.jar cli");
        script.environment().put("SLIPWAY_SERVER", "http://localhost:" + port);
        script.environment().put("SLIPWAY_TOKEN", ApiClient.token(tokens, owner, EnumSet.allOf(TokenScope.class)));
        Process process = script.start();
        try {
            assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ends in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        String told = Files.readString(log.toPath());
        assertThat(process.exitValue()).as(told).isZero();
        assertThat(told).endsWith("All done.\n").doesNotContain("slw_");
    }
}
