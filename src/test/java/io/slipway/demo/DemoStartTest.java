package io.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import io.slipway.demo.internal.Stopping;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a person sees who stops the very first start in the middle. */
@ExtendWith(OutputCaptureExtension.class)
class DemoStartTest {

    private static final Actor.Person SOPHIE =
            new Actor.Person(new AccountId(1), new UserId(1), "Sophie", "sophie@acme.example", PersonKind.SUPER_ADMIN);

    private final DemoAccount demo = mock(DemoAccount.class);
    private final Stopping stopping = new Stopping();
    private final DemoStart start = new DemoStart(demo, stopping, true);
    private final ApplicationReadyEvent ready = mock(ApplicationReadyEvent.class);

    @BeforeEach
    void wanted() {
        when(demo.isWanted()).thenReturn(true);
        when(demo.superAdmin()).thenReturn(Optional.of(SOPHIE));
    }

    /** A step that takes its time, and the look whether to go on. */
    private void aStep(CountDownLatch begun, CountDownLatch over) {
        doAnswer(call -> {
                    begun.countDown();
                    assertThat(over.await(30, TimeUnit.SECONDS)).isTrue();
                    call.<Runnable>getArgument(1).run();
                    throw new AssertionError("It went on");
                })
                .when(demo)
                .complete(any(), any());
    }

    @Test
    void stoppedInTheMiddleItEndsItsStepSaysSoInOneLineAndIsWaitedFor(CapturedOutput output) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        aStep(begun, over);
        start.start(ready);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        Thread stop = Thread.ofPlatform().start(stopping::stop);
        await().until(stopping::hasBegun);
        assertThat(stop.isAlive()).isTrue();
        over.countDown();
        stop.join();
        await().untilAsserted(() -> assertThat(output).contains("Stopped while making the demo account"));
        assertThat(output).doesNotContain("\tat ");
    }

    @Test
    void stoppedBeforeAnybodyCouldSignInItSaysTheSame(CapturedOutput output) {
        when(demo.superAdmin()).thenThrow(new IllegalStateException("Pool is closed"));
        stopping.stop();
        start.start(ready);
        assertThat(output).contains("Stopped while making the demo account").doesNotContain("\tat ");
    }

    @Test
    void whatFailsWhileItRunsIsToldWithItsCause(CapturedOutput output) {
        doThrow(new IllegalStateException("No more room")).when(demo).complete(any(), any());
        start.start(ready);
        await().untilAsserted(() -> assertThat(output).contains("The demo account is not complete", "\tat "));
        when(demo.superAdmin()).thenThrow(new IllegalStateException("Still no room"));
        assertThatThrownBy(() -> start.start(ready)).hasMessage("Still no room");
    }
}
