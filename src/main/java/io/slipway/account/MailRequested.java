package io.slipway.account;

import io.slipway.common.AccountId;

/**
 * Event: somebody is to get a mail. Published inside a transaction it is queued by that transaction, so it goes out
 * exactly if what it tells of happened.
 *
 * @param recipient an e-mail address
 * @param subject one line
 * @param body plain text
 * @param cause names what it tells of, for example {@code run:12:succeeded}; the same cause to the same recipient is
 *     queued once, however often it is published. ASCII, at most 100 characters
 */
public record MailRequested(AccountId account, String recipient, String subject, String body, String cause) {}
