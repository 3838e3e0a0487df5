package io.slipway.integration.hostile;

import static org.awaitility.Awaitility.await;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiClient;
import io.slipway.testing.AllKinds;
import io.slipway.testing.Workshop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An account with something of each kind an address may name. */
final class HostileWorld {

    private static final JsonMapper JSON = new JsonMapper();

    final AllKinds all;
    final ApiClient client;

    /** Stands in every text of this account: nobody else may ever see it. */
    final String secret = "secret" + UUID.randomUUID().toString().replace("-", "");

    private final Map<String, String> ids = new HashMap<>();

    HostileWorld(int port, Workshop workshop, ApiTokens tokens) {
        all = new AllKinds(workshop);
        client = ApiClient.of(port, tokens, workshop.superAdmin(all.production.account()));
        String records = "environments/production/tables/";
        ids.put("environment", all.production.toString());
        ids.put("table", all.things.toString());
        ids.put("id", all.things.toString());
        ids.put("section", "tables");
        ids.put("field", all.f("link").toString());
        ids.put("file", "0");
        ids.put("run", "1");
        ids.put("delivery", "1");
        ids.put("backup", "1");
        ids.put("call", "1");
        String place = made(records + "places/records", Map.of("fields", Map.of("name", secret)));
        ids.put("target", place);
        ids.put("record", made(records + "things/records", Map.of("fields", Map.of("text", secret, "link", place))));
        ids.put(
                "webhook",
                made(
                        "environments/production/webhooks",
                        Map.of(
                                "table",
                                all.things.toString(),
                                "name",
                                secret,
                                "events",
                                List.of("created"),
                                "url",
                                "http://127.0.0.1:9/" + secret)));
        ids.put(
                "import",
                client.send(
                                "POST",
                                "environments/production/imports?fileName=" + secret + ".csv",
                                "Name,Day\n" + secret + ",2024-01-01\n",
                                Map.of("Content-Type", "text/csv"))
                        .is(201)
                        .json()
                        .path("id")
                        .asString());
        String sandbox = client.post("sandboxes", Map.of("name", secret, "data", "none"))
                .is(202)
                .json()
                .path("id")
                .asString();
        ids.put("sandbox", sandbox);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> client.get("sandboxes/" + sandbox + "/work")
                        .json()
                        .path("state")
                        .asString()
                        .equals("done"));
    }

    private String made(String path, Object body) {
        return client.post(path, body).is(201).json().path("id").asString();
    }

    /** The id of something that is there. */
    String id(String parameter) {
        return ids.getOrDefault(parameter, "1");
    }

    /** What free objects of bodies look like here; empty texts are to be filled. */
    Map<String, JsonNode> free() {
        Map<String, String> fields = new HashMap<>();
        all.fields()
                .keySet()
                .forEach(name -> fields.put(name.equals("dateTime") ? "datetime" : name.toLowerCase(), ""));
        fields.put("yesno", "");
        JsonNode table =
                JSON.readTree("{\"name\":\"\",\"description\":\"\",\"fields\":[{\"name\":\"\",\"kind\":\"text\","
                        + "\"help\":\"\",\"default\":\"\"},{\"name\":\"\",\"kind\":\"\"}]}");
        JsonNode whole = JSON.readTree("{\"format\":\"slipway-definition\",\"version\":1,\"tables\":[" + table
                + "],\"apps\":[{\"name\":\"\",\"tables\":[\"\"]}],\"roles\":[{\"name\":\"\"}]}");
        return Map.of(
                "fields",
                JSON.valueToTree(fields),
                "definitionsApply",
                whole,
                "definitionsAdd",
                table,
                "definitionsPut",
                table);
    }
}
