package io.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.slipway.account.Actor;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import io.slipway.demo.internal.Stopping;
import java.util.Optional;
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
    private final Stopping stopping = mock(Stopping.class);
    private final DemoStart start = new DemoStart(demo, stopping, true);
    private final ApplicationReadyEvent ready = mock(ApplicationReadyEvent.class);

    private void thePoolIsClosed() {
        doThrow(new IllegalStateException("Pool is closed")).when(demo).complete(any());
        when(demo.isWanted()).thenReturn(true);
        when(demo.superAdmin()).thenReturn(Optional.of(SOPHIE));
    }

    @Test
    void stoppedInTheMiddleItSaysSoInOneLine(CapturedOutput output) {
        thePoolIsClosed();
        when(stopping.hasBegun()).thenReturn(true);
        start.start(ready);
        await().untilAsserted(() -> assertThat(output).contains("Stopped while making the demo account"));
        assertThat(output).doesNotContain("Pool is closed").doesNotContain("\tat ");
    }

    @Test
    void stoppedBeforeAnybodyCouldSignInItSaysTheSame(CapturedOutput output) {
        when(demo.isWanted()).thenReturn(true);
        when(demo.superAdmin()).thenThrow(new IllegalStateException("Pool is closed"));
        when(stopping.hasBegun()).thenReturn(true);
        start.start(ready);
        assertThat(output).contains("Stopped while making the demo account").doesNotContain("\tat ");
    }

    @Test
    void whatFailsWhileItRunsIsToldWithItsCause(CapturedOutput output) {
        thePoolIsClosed();
        start.start(ready);
        await().untilAsserted(() -> assertThat(output).contains("The demo account is not complete", "\tat "));
        when(demo.superAdmin()).thenThrow(new IllegalStateException("No more room"));
        assertThatThrownBy(() -> start.start(ready)).hasMessage("No more room");
    }
}
