package io.slipway.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.People;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.TestDatabase;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** What a client sees that speaks HTTP itself: the same application as that of the browser tests. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@ContextConfiguration(initializers = TestDatabase.Initializer.class)
class SignInHttpIT {

    private static final String COOKIE = "SLIPWAY_SESSION";

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    People people;

    @Autowired
    SignIns signIns;

    TestAccounts.Made account;
    Client client;

    @BeforeEach
    void makeAccount() {
        account = TestAccounts.make(accounts);
        client = new Client();
    }

    @Test
    void a_page_leads_to_the_sign_in_and_back_to_where_one_wanted() {
        HttpResponse<String> page = client.get("/account/people?x=1");
        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(location(page)).endsWith("/sign-in");

        HttpResponse<String> signedIn = client.signIn(account.superAdmin().email(), TestAccounts.PASSWORD);

        assertThat(signedIn.statusCode()).isEqualTo(302);
        assertThat(location(signedIn)).endsWith("/account/people?x=1");
        assertThat(client.get("/account/people").statusCode()).isEqualTo(200);
    }

    @Test
    void the_session_gets_a_new_name_at_the_sign_in() {
        client.get("/account/people");
        String before = client.session();

        client.signIn(account.superAdmin().email(), TestAccounts.PASSWORD);

        assertThat(before).isNotEmpty();
        assertThat(client.session()).isNotEqualTo(before);
        Client thief = new Client();
        thief.useSession(before, port);
        assertThat(thief.get("/account/people").statusCode()).isEqualTo(302);
    }

    @Test
    void the_session_cookie_is_out_of_scripts_reach_and_pages_carry_their_guards() {
        HttpResponse<String> page = client.get("/account/people");

        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly")
                .contains("SameSite=Lax");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'none'");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
    }

    @Test
    void behind_tls_the_cookie_goes_over_tls_only() {
        HttpResponse<String> page = client.send(client.request("/account/people")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-For", "203.0.113.9")
                .GET());

        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    }

    @Test
    void wrong_passwords_slow_the_next_attempts_down() {
        String email = account.superAdmin().email();
        for (int i = 0; i < 6; i++) {
            assertThat(location(client.signIn(email, "wrong password"))).endsWith("/sign-in?error");
        }
        assertThat(location(client.signIn(email, TestAccounts.PASSWORD))).contains("/sign-in?wait=");
    }

    @Test
    void a_disabled_person_is_out_at_the_next_request() {
        Person nina = TestAccounts.add(people, account.superAdmin(), PersonKind.USER);
        client.signIn(nina.email(), TestAccounts.PASSWORD);
        assertThat(client.get("/account/profile").statusCode()).isEqualTo(200);

        people.setEnabled(account.superAdmin(), nina.id(), false);

        HttpResponse<String> next = client.get("/account/profile");
        assertThat(next.statusCode()).isEqualTo(302);
        assertThat(location(next)).endsWith("/sign-in");
        people.setEnabled(account.superAdmin(), nina.id(), true);
        assertThat(client.get("/account/profile").statusCode()).isEqualTo(302);
    }

    @Test
    void ending_all_sign_ins_of_an_account_leaves_other_accounts_alone() {
        Actor.Person other = TestAccounts.make(accounts).superAdmin();
        Client others = new Client();
        others.signIn(other.email(), TestAccounts.PASSWORD);
        client.signIn(account.superAdmin().email(), TestAccounts.PASSWORD);

        signIns.endAll(account.id(), null);

        assertThat(client.get("/account/profile").statusCode()).isEqualTo(302);
        assertThat(others.get("/account/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void the_kept_session_goes_on_when_all_others_end() {
        Client second = new Client();
        client.signIn(account.superAdmin().email(), TestAccounts.PASSWORD);
        second.signIn(account.superAdmin().email(), TestAccounts.PASSWORD);

        signIns.endAll(account.id(), io.slipway.ui.WebSession.hash(client.session()));

        assertThat(client.get("/account/profile").statusCode()).isEqualTo(200);
        assertThat(second.get("/account/profile").statusCode()).isEqualTo(302);
    }

    @Test
    void signing_out_needs_the_page_s_token_so_no_other_site_can_do_it() {
        client.signIn(account.superAdmin().email(), TestAccounts.PASSWORD);

        assertThat(client.post("/logout", "").statusCode()).isEqualTo(403);
        assertThat(client.get("/account/profile").statusCode()).isEqualTo(200);
    }

    @Test
    void the_api_answers_with_a_problem_and_never_with_a_page() {
        for (String path : new String[] {"/api/anything", "/api/", "/api/v1/records?x=<script>"}) {
            HttpResponse<String> answer = client.get(path.replace("<", "%3C").replace(">", "%3E"));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(answer.body()).contains("\"status\":401");
        }
        client.signIn(account.superAdmin().email(), TestAccounts.PASSWORD);
        assertThat(client.get("/api/anything").statusCode()).isEqualTo(401);
        assertThat(client.post("/api/anything", "{}").statusCode()).isEqualTo(401);
    }

    @Test
    void files_of_the_user_interface_and_health_need_no_sign_in() {
        for (String path : new String[] {"/styles.css", "/aura/aura.css", "/icons/slipway.svg", "/actuator/health"}) {
            HttpResponse<String> answer =
                    client.send(client.request(path).setHeader("Accept", "*/*").GET());
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
        }
        assertThat(client.get("/actuator/env").statusCode()).isEqualTo(302);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private final class Client {
        private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        private final HttpClient http = HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                    .header("Accept", "text/html,application/xhtml+xml");
        }

        HttpResponse<String> get(String path) {
            return send(request(path).GET());
        }

        HttpResponse<String> post(String path, String body) {
            return send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        HttpResponse<String> signIn(String email, String password) {
            return post("/sign-in", "username=" + encode(email) + "&password=" + encode(password));
        }

        HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        String session() {
            return cookies.getCookieStore().getCookies().stream()
                    .filter(cookie -> cookie.getName().equals(COOKIE))
                    .map(HttpCookie::getValue)
                    .findFirst()
                    .orElse("");
        }

        void useSession(String id, int onPort) {
            HttpCookie cookie = new HttpCookie(COOKIE, id);
            cookie.setPath("/");
            cookie.setVersion(0);
            cookies.getCookieStore().add(URI.create("http://localhost:" + onPort), cookie);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
