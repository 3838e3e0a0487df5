package io.slipway.account;

import java.time.ZoneId;

/**
 * What a Super Admin may change of the account.
 *
 * @param version the version the change was made from
 */
public record AccountSettings(String name, ZoneId timeZone, boolean keepSignIns, long version) {}
