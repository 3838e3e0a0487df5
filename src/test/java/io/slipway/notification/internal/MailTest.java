package io.slipway.notification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.slipway.account.Accounts;
import io.slipway.account.Actor;
import io.slipway.account.MailRequested;
import io.slipway.account.NotAllowed;
import io.slipway.account.PersonKind;
import io.slipway.common.db.Transactions;
import io.slipway.notification.Mail;
import io.slipway.notification.Mailbox;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.TestAccounts;
import jakarta.mail.Message;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;

@IntegrationTest
class MailTest {

    @Autowired
    Accounts accounts;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    Transactions transactions;

    @Autowired
    MailQueue queue;

    @Autowired
    MailDispatcher dispatcher;

    @Autowired
    Mailbox mailbox;

    TestAccounts.Made account;
    Actor.Person admin;
    final SettableClock clock = new SettableClock();

    @BeforeEach
    void makeAccount() {
        account = TestAccounts.make(accounts);
        admin = account.superAdmin();
    }

    @Test
    void without_a_mail_server_mail_stays_in_the_mailbox_for_super_admins() {
        request("run:1:succeeded");
        dispatcher.dispatch(account.id());

        assertThat(mailbox.list(admin, "unlocked", 0, 10)).singleElement().satisfies(mail -> {
            assertThat(mail.state()).isEqualTo(Mail.State.SENT);
            assertThat(mail.route()).isEqualTo(Mail.Route.MAILBOX);
            assertThat(mail.recipient()).isEqualTo("ada@example.com");
        });
        Actor user = new Actor.Person(account.id(), admin.user(), "U", "u@example.com", PersonKind.APP_ADMIN);
        assertThatThrownBy(() -> mailbox.list(user, "", 0, 10)).isInstanceOf(NotAllowed.class);
    }

    @Test
    void a_cause_told_twice_is_one_mail() {
        request("run:1:succeeded");
        request("run:1:succeeded");
        dispatcher.dispatch(account.id());
        request("run:1:succeeded");
        request("run:2:succeeded");

        assertThat(mailbox.count(admin, "")).isEqualTo(2);
    }

    @Test
    void mail_of_a_transaction_that_is_rolled_back_does_not_exist() {
        assertThatThrownBy(() -> transactions.once(() -> {
                    request("run:1:succeeded");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(mailbox.count(admin, "")).isZero();
    }

    @Test
    void mail_waits_while_the_server_is_down_and_goes_out_once_when_it_is_back() throws Exception {
        int port = freePort();
        MailDispatcher overSmtp = new MailDispatcher(queue, new SmtpRoute(smtp(port)), clock);
        request("run:1:succeeded");

        assertThat(overSmtp.dispatch(account.id())).isEqualTo(1);
        Mail waiting = only();
        assertThat(waiting.state()).isEqualTo(Mail.State.QUEUED);
        assertThat(waiting.lastFailure()).isNotBlank();
        assertThat(overSmtp.dispatch(account.id())).isZero();

        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            clock.advance(Duration.ofSeconds(6));
            assertThat(overSmtp.dispatch(account.id())).isEqualTo(1);
            clock.advance(Duration.ofDays(1));
            assertThat(overSmtp.dispatch(account.id())).isZero();

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(1);
            assertThat(received[0].getSubject()).isEqualTo("Production is unlocked ✓");
            assertThat(received[0].getFrom()[0]).hasToString("Slipway <slipway@example.com>");
            assertThat(received[0].getAllRecipients()[0]).hasToString("ada@example.com");
            assertThat(received[0].getContent().toString()).contains("All four steps went well.");
            assertThat(only().state()).isEqualTo(Mail.State.SENT);
            assertThat(only().route()).isEqualTo(Mail.Route.SMTP);
            assertThat(only().lastFailure()).isNull();
        } finally {
            server.stop();
        }
    }

    @Test
    void line_breaks_make_no_header_of_their_own() throws Exception {
        int port = freePort();
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            events.publishEvent(new MailRequested(
                    account.id(),
                    "ada@example.com",
                    "Restored “A\r\nBcc: eve@example.com\r\n\r\n<html>”",
                    "Body\r\n.\r\nRCPT TO:<eve@example.com>",
                    "restore:1"));
            new MailDispatcher(queue, new SmtpRoute(smtp(port)), clock).dispatch(account.id());

            MimeMessage[] received = server.getReceivedMessages();
            assertThat(received).hasSize(1);
            assertThat(received[0].getRecipients(Message.RecipientType.BCC)).isNull();
            assertThat(received[0].getSubject()).startsWith("Restored “A Bcc: eve@example.com <html>");
            assertThat(received[0].getContent().toString()).contains("RCPT TO:<eve@example.com>");
        } finally {
            server.stop();
        }
    }

    @Test
    void an_address_that_is_none_is_blocked_at_once_with_the_reason() {
        events.publishEvent(
                new MailRequested(account.id(), "a@b.example\r\nBcc: eve@example.com", "S", "B", "run:1:failed"));

        assertThat(dispatcher.dispatch(account.id())).isZero();
        assertThat(only().state()).isEqualTo(Mail.State.BLOCKED);
        assertThat(only().lastFailure()).contains("is no e-mail address");
    }

    @Test
    void after_the_last_attempt_mail_is_blocked_until_somebody_sends_it_again() {
        MailDispatcher broken = new MailDispatcher(queue, new BrokenRoute(), clock);
        request("run:1:succeeded");

        for (int i = 0; i < MailDispatcher.attemptsInAll(); i++) {
            assertThat(broken.dispatch(account.id())).isEqualTo(1);
            clock.advance(Duration.ofHours(7));
        }
        assertThat(broken.dispatch(account.id())).isZero();
        assertThat(only().state()).isEqualTo(Mail.State.BLOCKED);
        assertThat(only().lastFailure()).isEqualTo("550 mailbox full");
        assertThat(mailbox.blocked(admin)).isEqualTo(1);

        mailbox.sendAgain(admin, only().id());
        assertThat(dispatcher.dispatch(account.id())).isEqualTo(1);
        assertThat(only().state()).isEqualTo(Mail.State.SENT);
    }

    @Test
    void many_dispatchers_at_once_send_each_mail_once() throws Exception {
        int mails = 30;
        for (int i = 0; i < mails; i++) {
            request("run:" + i);
        }
        AtomicInteger delivered = new AtomicInteger();
        MailRoute counting = new MailRoute() {
            @Override
            public Mail.Route kind() {
                return Mail.Route.SMTP;
            }

            @Override
            public void deliver(io.slipway.common.AccountId to, Mail mail) {
                delivered.incrementAndGet();
            }
        };
        List<Callable<Integer>> nodes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            nodes.add(() -> new MailDispatcher(queue, counting, clock).dispatch(account.id()));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            threads.invokeAll(nodes);
        }
        assertThat(delivered).hasValue(mails);
        assertThat(mailbox.list(admin, "", 0, 100)).allMatch(mail -> mail.state() == Mail.State.SENT);
    }

    @Test
    void a_mail_whose_node_died_in_the_attempt_is_tried_again_when_its_lease_is_over() {
        request("run:1:succeeded");
        Mail mail = queue.due(account.id(), clock.instant(), 1).getFirst();
        queue.claim(account.id(), mail, clock.instant().plus(Duration.ofMinutes(2)));
        MailDispatcher other = new MailDispatcher(queue, new MailboxRoute(), clock);

        assertThat(other.dispatch(account.id())).isZero();
        clock.advance(Duration.ofMinutes(3));
        assertThat(other.dispatch(account.id())).isEqualTo(1);
    }

    private void request(String cause) {
        events.publishEvent(new MailRequested(
                account.id(),
                "ada@example.com",
                "Production is unlocked ✓",
                "The promotion is done.\n\nAll four steps went well.",
                cause));
    }

    private Mail only() {
        List<Mail> all = mailbox.list(admin, "", 0, 10);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private static MailProperties smtp(int port) {
        return new MailProperties(
                "slipway@example.com",
                "Slipway",
                true,
                new MailProperties.Smtp("127.0.0.1", port, null, null, MailProperties.Security.NONE));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class BrokenRoute implements MailRoute {
        @Override
        public Mail.Route kind() {
            return Mail.Route.SMTP;
        }

        @Override
        public void deliver(io.slipway.common.AccountId to, Mail mail) {
            throw new IllegalStateException("could not send", new IllegalStateException("550 mailbox full"));
        }
    }

    private static final class SettableClock extends Clock {
        private Instant now = Clock.systemUTC().instant().plusSeconds(300);

        void advance(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
