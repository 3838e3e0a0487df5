package io.slipway.account;

import io.slipway.common.AccountId;
import java.time.Instant;
import java.time.ZoneId;

/**
 * One customer's world: its people, apps, environments and settings.
 *
 * @param timeZone in which the account's own times (maintenance windows, mail) are written
 * @param keepSignIns whether people stay signed in over a promotion
 * @param createdAt when it was asked for
 * @param version raised by each change of the settings
 */
public record Account(
        AccountId id, String name, ZoneId timeZone, boolean keepSignIns, Instant createdAt, long version) {}
