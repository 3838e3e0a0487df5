package io.slipway.account;

import java.time.ZoneId;

/**
 * An account to be made, with the person who will run it.
 *
 * @param name as typed; checked when the account is made
 */
public record NewAccount(String name, ZoneId timeZone, NewPerson superAdmin) {

    public NewAccount {
        if (superAdmin.kind() != PersonKind.SUPER_ADMIN) {
            throw new IllegalArgumentException("The first person of an account is a Super Admin");
        }
    }
}
