package io.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One command line, run in the test's own process against a server of the test. */
record CliRun(int code, String out, String err) {

    static CliRun of(Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = SlipwayCli.run(environment, new PrintWriter(out), new PrintWriter(err), args);
        return new CliRun(code, out.toString(), err.toString());
    }

    static CliRun of(int port, String token, String... args) {
        return of(Map.of(ServerOptions.SERVER, "http://localhost:" + port, ServerOptions.TOKEN, token), args);
    }

    CliRun ends(int wanted) {
        assertThat(code).as("exit code; out:%n%s%nerr:%n%s", out, err).isEqualTo(wanted);
        return this;
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }
}
