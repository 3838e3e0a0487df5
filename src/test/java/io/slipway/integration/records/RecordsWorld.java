package io.slipway.integration.records;

import io.slipway.account.ApiTokens;
import io.slipway.integration.ApiClient;
import io.slipway.testing.AllKinds;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Records over HTTP, on a production with a field of each kind. */
@HttpTest
abstract class RecordsWorld {

    static final String THINGS = "environments/production/tables/things/records";
    static final String PLACES = "environments/production/tables/places/records";

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    AllKinds all;
    ApiClient client;

    @BeforeEach
    void makeTables() {
        if (all != null) {
            return;
        }
        all = new AllKinds(workshop);
        client = ApiClient.of(port, tokens, workshop.superAdmin(all.production.account()));
    }

    static Map<String, Object> fields(Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return Map.of("fields", fields);
    }

    JsonNode make(String path, Object... pairs) {
        return client.post(path, fields(pairs)).is(201).json();
    }

    String place(String name) {
        return make(PLACES, "name", name).path("id").asString();
    }

    /** The texts of the records a list gives. */
    List<String> list(String query) {
        List<String> texts = new ArrayList<>();
        client.get(THINGS + query)
                .is(200)
                .json()
                .path("records")
                .forEach(record -> texts.add(record.path("fields").path("text").asString()));
        return texts;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(each -> texts.add(each.asString()));
        return texts;
    }
}
