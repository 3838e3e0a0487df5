package io.slipway.notification.internal;

import io.slipway.common.AccountId;
import io.slipway.notification.Mail;

/** One way for mail to go. */
interface MailRoute {

    Mail.Route kind();

    /**
     * Hands a mail over.
     *
     * @throws RuntimeException when it could not be; its message is kept with the mail
     */
    void deliver(AccountId account, Mail mail);
}
