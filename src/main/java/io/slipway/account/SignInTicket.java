package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.UserId;

/**
 * What a web session keeps of a sign-in. Names, kind and rights are never kept: they are read anew for each request.
 *
 * @param accountEpoch the account's count of ended sign-ins when this one began
 * @param personEpoch the person's, likewise
 */
public record SignInTicket(AccountId account, UserId user, long accountEpoch, long personEpoch) {}
