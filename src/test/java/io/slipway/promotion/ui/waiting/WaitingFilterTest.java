package io.slipway.promotion.ui.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.account.SignInOutcome;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.promotion.RunEvents;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestAccounts;
import io.slipway.testing.Workshop;
import io.slipway.ui.WebSession;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

@IntegrationTest
class WaitingFilterTest {

    private static final int GOT_THROUGH = 299;
    private static final Filter REST_OF_THE_APPLICATION =
            (request, response, chain) -> ((HttpServletResponse) response).setStatus(GOT_THROUGH);
    private static final String PAGE = "/env/1-1/apps?sort=name";

    @Autowired
    WebApplicationContext context;

    @Autowired
    FilterRegistrationBean<WaitingFilter> waitingFilter;

    @Autowired
    @Qualifier("springSecurityFilterChain")
    Filter security;

    @Autowired
    Workshop workshop;

    @Autowired
    SignIns signIns;

    @Autowired
    AccountSql sql;

    @Autowired
    ApplicationEventPublisher events;

    MockMvc web;
    EnvironmentId production;
    Actor.Person user;
    MockHttpSession session;

    @BeforeEach
    void signIn() {
        web = MockMvcBuilders.webAppContextSetup(context)
                .addFilters(waitingFilter.getFilter(), security, REST_OF_THE_APPLICATION)
                .build();
        production = workshop.production();
        user = workshop.person(production.account(), PersonKind.USER, "Uma");
        session = signedIn(user);
    }

    private MockHttpSession signedIn(Actor.Person person) {
        SignInOutcome outcome = signIns.signIn(person.email(), TestAccounts.PASSWORD, "127.0.0.1");
        MockHttpSession made = new MockHttpSession();
        made.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(
                        ((SignInOutcome.SignedIn) outcome).ticket(),
                        null,
                        List.of(new SimpleGrantedAuthority("ROLE_PERSON")))));
        return made;
    }

    private MockHttpServletRequestBuilder page(String address) {
        return get(address).session(session).accept(MediaType.TEXT_HTML);
    }

    private void write(RunRow run) {
        run.write(sql, production);
        events.publishEvent(new RunEvents.Unlocked(production.account(), new RunId(1)));
    }

    private void lock() {
        write(RunRow.in(RunState.SECURING).locked(true));
    }

    @Test
    void somebodyOfTheLockedAccountGetsTheWaitingPageAtTheAddressTheyWanted() throws Exception {
        lock();
        web.perform(page(PAGE))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(content().contentTypeCompatibleWith(MediaType.TEXT_HTML))
                .andExpect(content().string(containsString("Changes are being put in force")))
                .andExpect(content().string(containsString("/waiting/status")));
    }

    @Test
    void nobodyWaitsWhileARunOnlyPrepares() throws Exception {
        write(RunRow.in(RunState.PREPARING));
        web.perform(page("/waiting/status")).andExpect(jsonPath("$.locked").value(false));
        web.perform(page(PAGE)).andExpect(status().is(GOT_THROUGH));
    }

    @Test
    void otherAccountsDoNotNotice() throws Exception {
        EnvironmentId elsewhere = workshop.production();
        lock();
        session = signedIn(workshop.superAdmin(elsewhere.account()));
        web.perform(page("/waiting/status")).andExpect(jsonPath("$.locked").value(false));
        web.perform(page(PAGE)).andExpect(status().is(GOT_THROUGH));
    }

    @Test
    void whoseSignInHasJustEndedWaitsTooAndIsThenLedThroughTheSignInAndBack() throws Exception {
        lock();
        signIns.endAll(production.account(), null);
        web.perform(page(PAGE)).andExpect(status().isServiceUnavailable());
        web.perform(page("/waiting/status"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.locked").value(true))
                .andExpect(jsonPath("$.until").isString());

        write(RunRow.in(RunState.LOCKING).unlocked(RunState.UNLOCKING));

        web.perform(page("/waiting/status"))
                .andExpect(jsonPath("$.locked").value(false))
                .andExpect(jsonPath("$.until").doesNotExist());
        web.perform(page(PAGE)).andExpect(status().is3xxRedirection()).andExpect(redirectedUrl("/sign-in"));
    }

    @Test
    void whoSignsInDuringTheLockIsToldToWait() throws Exception {
        lock();
        MockHttpSession own = new MockHttpSession();
        own = (MockHttpSession) web.perform(post("/sign-in")
                        .session(own)
                        .param("username", user.email())
                        .param("password", TestAccounts.PASSWORD))
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getRequest()
                .getSession();
        assertThat(own).isNotNull();
        session = own;
        web.perform(page("/")).andExpect(status().isServiceUnavailable());
    }

    @Test
    void theApiAnswersItsCallersItselfAlsoFromABrowserThatIsSignedIn() throws Exception {
        lock();
        // a sign-in of a page is none here
        web.perform(get("/api/v1/environments/production/status").session(session))
                .andExpect(status().isUnauthorized());
        web.perform(get("/problems/environment-locked").session(session)).andExpect(status().is(GOT_THROUGH));
    }

    @Test
    void theSessionThatStartedTheRunKeepsItsPageAndNothingElse() throws Exception {
        session = signedIn(workshop.superAdmin(production.account()));
        write(RunRow.in(RunState.FLIPPING).locked(true).exempting(WebSession.hash(session.getId())));
        web.perform(page("/runs/1")).andExpect(status().is(GOT_THROUGH));
        web.perform(page(PAGE)).andExpect(status().isServiceUnavailable());
    }

    @Test
    void aSuperAdminWhoSignsInAnewReachesTheRunAndAUserDoesNot() throws Exception {
        write(RunRow.in(RunState.NEEDS_ATTENTION).locked(true).exempting("the session died with its process"));
        web.perform(page("/runs/1"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(containsString("A Super Admin has been asked")))
                .andExpect(content().string(containsString("href=\"/runs/1\"")));
        session = signedIn(workshop.superAdmin(production.account()));
        web.perform(page("/runs/1")).andExpect(status().is(GOT_THROUGH));
    }

    @Test
    void requestsOfOpenPagesAndFilesPass() throws Exception {
        lock();
        web.perform(post("/?v-r=uidl&v-uiId=0").session(session)).andExpect(status().is(GOT_THROUGH));
        web.perform(get("/styles.css").session(session)).andExpect(status().is(GOT_THROUGH));
    }

    @Test
    void aRequestOfAnOpenPageWhoseSignInHasEndedLeavesTheSessionThatWaits() throws Exception {
        lock();
        signIns.endAll(production.account(), null);
        web.perform(post("/?v-r=uidl&v-uiId=0").session(session)).andExpect(status().is(GOT_THROUGH));
        assertThat(session.isInvalid()).isFalse();
        web.perform(page(PAGE)).andExpect(status().isServiceUnavailable());

        write(RunRow.in(RunState.LOCKING).unlocked(RunState.UNLOCKING));
        web.perform(post("/?v-r=uidl&v-uiId=0").session(session));
        assertThat(session.isInvalid()).isTrue();
    }

    @Test
    void strangersLearnNothing() throws Exception {
        lock();
        web.perform(get("/waiting/status"))
                .andExpect(status().isOk())
                .andExpect(content().json("{\"locked\":false}"));
        web.perform(get("/waiting")).andExpect(redirectedUrl("/"));
        web.perform(get("/waiting/status?account=" + production.account()))
                .andExpect(jsonPath("$.locked").value(false));
    }
}
