package io.slipway.promotion.ui.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.vaadin.flow.component.UI;
import io.slipway.account.PersonKind;
import io.slipway.account.SignIns;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RunId;
import io.slipway.common.db.AccountSql;
import io.slipway.promotion.RunEvents;
import io.slipway.promotion.RunState;
import io.slipway.promotion.internal.RunRow;
import io.slipway.testing.TestSignIn;
import io.slipway.testing.UiTest;
import io.slipway.testing.Workshop;
import io.slipway.ui.UiRegistry;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

@UiTest
class LockAnnouncerTest {

    @Autowired
    Workshop workshop;

    @Autowired
    SignIns signIns;

    @Autowired
    UiRegistry pages;

    @Autowired
    AccountSql sql;

    @Autowired
    ApplicationEventPublisher events;

    EnvironmentId production;

    @BeforeEach
    void openAPage() {
        production = workshop.production();
        TestSignIn.as(signIns, workshop.person(production.account(), PersonKind.USER, "Uma"));
        UI.getCurrent().navigate("account/profile");
        assertThat(pages.pages(production.account())).hasSize(1);
    }

    private static void eventually(ThrowingRunnable seen) {
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            MockVaadin.clientRoundtrip(true);
            seen.run();
        });
    }

    @Test
    void peopleAreToldBeforeTheyAreLockedOutAndNoLongerWhenItIsCalledOff() {
        RunRow.in(RunState.PREPARING).write(sql, production);
        eventually(() -> assertThat(NotificationsKt.getNotifications()).hasSize(1));

        RunRow.in(RunState.CANCELED).write(sql, production);
        eventually(() -> assertThat(NotificationsKt.getNotifications()).isEmpty());
    }

    @Test
    void pagesGoWhenTheRunOfThisNodeLocks() {
        events.publishEvent(new RunEvents.Locking(production.account(), new RunId(1), null));
        eventually(() -> assertThat(pages.pages(production.account())).isEmpty());
    }

    @Test
    void pagesGoWhenAnotherNodesRunLocks() {
        RunRow.in(RunState.SECURING).locked(true).write(sql, production);
        eventually(() -> assertThat(pages.pages(production.account())).isEmpty());
    }

    @Test
    void theSessionThatStartedTheRunAndOtherAccountsStay() {
        String session = pages.pages(production.account()).getFirst().session();
        EnvironmentId elsewhere = workshop.production();
        events.publishEvent(new RunEvents.Locking(elsewhere.account(), new RunId(1), null));
        RunRow.in(RunState.SECURING).locked(true).exempting(session).write(sql, production);

        Awaitility.await()
                .pollInSameThread()
                .during(Duration.ofMillis(1200))
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> {
                    MockVaadin.clientRoundtrip(true);
                    assertThat(pages.pages(production.account())).hasSize(1);
                });
    }
}
