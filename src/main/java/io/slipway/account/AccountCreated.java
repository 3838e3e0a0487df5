package io.slipway.account;

import io.slipway.common.AccountId;

/**
 * Event: an account's schema stands, and whatever belongs to a new account is to be made now (its production
 * environment above all). Published outside any transaction and before anybody can sign in. Published again at the next
 * start when the process died meanwhile: listeners make what is missing and leave what is there.
 *
 * @param actor the account's first Super Admin
 */
public record AccountCreated(AccountId account, Actor actor) {}
