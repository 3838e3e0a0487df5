package io.slipway.account.internal;

import io.slipway.account.Account;
import io.slipway.common.AccountId;
import io.slipway.common.db.UtcTime;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An account as stored. Its state and its count of ended sign-ins are moved by statements of their own, never by saving
 * the whole row.
 */
@Table("account")
record AccountRow(
        @Id @Nullable Long id,
        String name,
        String timeZone,
        boolean keepSignIns,
        AccountState state,
        LocalDateTime createdAt,
        @Version long version) {

    AccountId accountId() {
        return new AccountId(Objects.requireNonNull(id));
    }

    Account toAccount() {
        return new Account(accountId(), name, ZoneId.of(timeZone), keepSignIns, UtcTime.fromColumn(createdAt), version);
    }

    AccountRow withSettings(String newName, ZoneId newZone, boolean newKeepSignIns) {
        return new AccountRow(id, newName, newZone.getId(), newKeepSignIns, state, createdAt, version);
    }
}
