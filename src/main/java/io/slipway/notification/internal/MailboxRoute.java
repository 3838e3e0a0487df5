package io.slipway.notification.internal;

import io.slipway.common.AccountId;
import io.slipway.notification.Mail;

/** Without a mail server nothing leaves the machine: mail is delivered by being readable in the account's mailbox. */
final class MailboxRoute implements MailRoute {

    @Override
    public Mail.Route kind() {
        return Mail.Route.MAILBOX;
    }

    @Override
    public void deliver(AccountId account, Mail mail) {
        // It is in the mailbox already.
    }
}
