package io.slipway.notification.internal;

import io.slipway.common.AccountId;
import io.slipway.notification.Mail;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/** Mail through a mail server. */
final class SmtpRoute implements MailRoute {

    private static final int TIMEOUT_MILLIS = 15_000;

    private final MailProperties properties;
    private final Mailer mailer;

    SmtpRoute(MailProperties properties) {
        this.properties = properties;
        MailProperties.Smtp smtp = properties.smtp();
        this.mailer = MailerBuilder.withSMTPServer(smtp.host(), smtp.portToUse(), smtp.username(), smtp.password())
                .withTransportStrategy(strategy(smtp.security()))
                .withSessionTimeout(TIMEOUT_MILLIS)
                .buildMailer();
    }

    private static TransportStrategy strategy(MailProperties.Security security) {
        return switch (security) {
            case NONE -> TransportStrategy.SMTP;
            case STARTTLS -> TransportStrategy.SMTP_TLS;
            case TLS -> TransportStrategy.SMTPS;
        };
    }

    @Override
    public Mail.Route kind() {
        return Mail.Route.SMTP;
    }

    /** Its id is the same at each attempt, so that a server that got it twice can tell. */
    @Override
    public void deliver(AccountId account, Mail mail) {
        String domain = properties.from().substring(properties.from().indexOf('@') + 1);
        mailer.sendMail(
                EmailBuilder.startingBlank()
                        .fixingMessageId("<slipway." + account + "." + mail.id() + "@" + domain + ">")
                        .from(properties.fromName(), properties.from())
                        .to(mail.recipient())
                        .withSubject(mail.subject())
                        .withHeader("Auto-Submitted", "auto-generated")
                        .withPlainText(mail.body())
                        .buildEmail(),
                false);
    }
}
