package io.slipway.integration.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.ApiTokens;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Table;
import io.slipway.environment.Gates;
import io.slipway.integration.ApiClient;
import io.slipway.integration.ApiClient.Answer;
import io.slipway.testing.HttpTest;
import io.slipway.testing.Workshop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A call that waits for a short lock is taken by the definition that is in force after it. */
@HttpTest
class CallsAcrossAFlipTest {

    private static final int TRIES = 20;

    @LocalServerPort
    int port;

    @Autowired
    Workshop workshop;

    @Autowired
    ApiTokens tokens;

    @Autowired
    Gates gates;

    @Autowired
    Transactions transactions;

    @Autowired
    AccountSql sql;

    @ParameterizedTest
    @ValueSource(strings = {"one", "each", "all-or-nothing"})
    void values_that_suit_the_new_types_are_taken(String mode) throws Exception {
        EnvironmentId production = workshop.production();
        ResourceId table = workshop.id(production);
        Field day = new Field(
                workshop.id(production), table, "Day", new FieldKind.ShortText(100), 0, false, false, null, "");
        workshop.build(production, new Table(table, "Visits", "", null), day);
        ApiClient client = ApiClient.of(port, tokens, workshop.superAdmin(production.account()));
        String path = "environments/production/tables/visits/records";
        Map<String, Object> fields = Map.of("day", "2024-02-29");

        for (int i = 0; i < TRIES; i++) {
            Answer answer = across(
                    production,
                    day.withKind(i % 2 == 0 ? new FieldKind.Date() : day.kind()),
                    key -> mode.equals("one")
                            ? client.post(path, Map.of("fields", fields), "Idempotency-Key", key)
                            : client.post(
                                    path + "/batch",
                                    Map.of("mode", mode, "writes", List.of(Map.of("op", "create", "fields", fields))),
                                    "Idempotency-Key",
                                    key));
            // on a busy machine the lock may take longer than a writer's patience; then it has met nothing
            if (answer.status() != 503) {
                assertThat(answer.status()).as(answer.http().body()).isEqualTo(mode.equals("one") ? 201 : 200);
                assertThat(client.get(path + "?filter=day:eq:2024-02-29")
                                .is(200)
                                .json()
                                .path("records"))
                        .hasSize(1);
                return;
            }
        }
        throw new AssertionError("The lock was never short enough");
    }

    private interface Write {
        Answer with(String key);
    }

    /** Makes a call that meets a closed gate, which opens again with the field changed. */
    private Answer across(EnvironmentId production, Field changed, Write write) throws Exception {
        String key = UUID.randomUUID().toString();
        long before = calls(production);
        close(production, true);
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<Answer> answer = pool.submit(() -> write.with(key));
            try {
                await().until(() -> answer.isDone() || calls(production) > before);
                workshop.build(production, resources -> resources.put(changed.id(), changed));
            } finally {
                close(production, false);
            }
            return answer.get();
        }
    }

    private long calls(EnvironmentId production) {
        return sql.in(production.account(), "SELECT COUNT(*) FROM {a}.api_idempotency")
                .query(Long.class)
                .single();
    }

    private void close(EnvironmentId production, boolean closed) {
        transactions.retrying(() -> {
            gates.exclusivelyLocked(production);
            return closed ? gates.close(production, new RunId(1)) : gates.open(production);
        });
    }
}
