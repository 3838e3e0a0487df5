package io.slipway.common.db;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;

/** Names of the database schemas, made from ids only: nothing a person typed is ever part of one. */
public final class Schemas {

    /** The installation's own schema: accounts and sign-in. */
    public static final String INSTALLATION = "slipway";

    private Schemas() {}

    /** The schema of an account's fixed tables. */
    public static String of(AccountId account) {
        return INSTALLATION + "_a" + account.value();
    }

    /** The schema of an environment's user tables and change feed. */
    public static String of(EnvironmentId environment) {
        return of(environment.account()) + "_e" + environment.number();
    }
}
