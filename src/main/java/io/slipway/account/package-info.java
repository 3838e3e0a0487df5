/** Accounts, their people, group membership, sign-in and the audit trail. */
@NullMarked
package io.slipway.account;

import org.jspecify.annotations.NullMarked;
