package io.slipway.integration.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slipway.account.Actor;
import io.slipway.account.ApiToken;
import io.slipway.account.ApiTokens;
import io.slipway.account.PersonKind;
import io.slipway.account.TokenScope;
import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** A token that calls slowly does not take the server away from others. */
class CrowdFilterTest {

    private final ApiProperties two =
            new ApiProperties(0, 2, DataSize.ofMegabytes(1), Duration.ofDays(2), Duration.ofDays(2));
    private final CrowdFilter filter = new CrowdFilter(two, new ProblemWriter(JsonMapper.shared()));

    @Test
    void a_token_has_so_many_calls_at_work_and_others_go_on() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        AtomicInteger atWork = new AtomicInteger();
        FilterChain drips = (request, response) -> {
            atWork.incrementAndGet();
            try {
                slow.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            threads.submit(() -> call(1, drips));
            threads.submit(() -> call(1, drips));
            await().until(() -> atWork.get() == 2);

            MockHttpServletResponse third = call(1, drips);
            assertThat(third.getStatus()).isEqualTo(429);
            assertThat(third.getHeader("Retry-After")).isEqualTo("1");
            assertThat(call(2, (request, response) -> {}).getStatus()).isEqualTo(200);
            slow.countDown();
        }
        assertThat(call(1, (request, response) -> {}).getStatus()).isEqualTo(200);
    }

    private MockHttpServletResponse call(long token, FilterChain chain) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/x");
        Call.begin(request, Instant.EPOCH).signedIn(access(token));
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }

    private static ApiTokens.Access access(long token) {
        UserId owner = new UserId(1);
        return new ApiTokens.Access(
                new ApiToken(
                        token,
                        "T",
                        "slw_",
                        owner,
                        "Ada",
                        true,
                        Set.of(TokenScope.READ),
                        null,
                        false,
                        "Ada",
                        Instant.EPOCH,
                        null,
                        null,
                        null),
                new Actor.Person(new AccountId(1), owner, "Ada", "ada@x.example", PersonKind.SUPER_ADMIN));
    }
}
