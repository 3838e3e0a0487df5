package io.slipway.integration.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.slipway.account.Actor;
import io.slipway.account.ApiTokens;
import io.slipway.account.TokenScope;
import io.slipway.common.EnvironmentId;
import io.slipway.integration.ApiClient;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import jakarta.annotation.Generated;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A client that a public generator makes of the published document works: it builds, writes, reads and promotes. */
@HttpTest
class GeneratedClientTest {

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Test
    void a_generated_client_builds_writes_reads_and_promotes(@TempDir Path folder) throws Exception {
        EnvironmentId production = workshop.production();
        Actor.Person owner = workshop.superAdmin(production.account());
        String token = ApiClient.token(tokens, owner, EnumSet.allOf(TokenScope.class));
        ClientGenerator generator = new ClientGenerator(folder);
        generator.generate(port);
        Class<?> journey = generator.compile(
                Path.of("src/test/resources/generated-client/Journey.java"),
                "org.example.Journey",
                ObjectMapper.class,
                JsonParser.class,
                JsonProperty.class,
                JavaTimeModule.class,
                Generated.class);
        journey.getMethod("run", String.class, String.class).invoke(null, "http://localhost:" + port, token);
    }
}
