package io.slipway.account.internal;

import io.slipway.account.Appearance;
import io.slipway.account.Person;
import io.slipway.account.PersonKind;
import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import io.slipway.common.db.UtcTime;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.ReadOnlyProperty;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A person as stored. The count of ended sign-ins and the time of the last one are moved by statements of their own,
 * never by saving the whole row.
 */
@Table("person")
record PersonRow(
        @Id @Nullable Long id,
        long accountId,
        String email,
        String name,
        String passwordHash,
        PersonKind kind,
        boolean enabled,
        Appearance.Scheme colorScheme,
        Appearance.Density density,
        LocalDateTime createdAt,
        @ReadOnlyProperty @Nullable LocalDateTime lastSignInAt,
        @Version long version) {

    Person toPerson() {
        return new Person(
                new AccountId(accountId),
                new UserId(Objects.requireNonNull(id)),
                name,
                email,
                kind,
                enabled,
                new Appearance(colorScheme, density),
                UtcTime.fromColumn(createdAt),
                lastSignInAt == null ? null : UtcTime.fromColumn(lastSignInAt),
                version);
    }

    PersonRow with(String newName, String newEmail, PersonKind newKind) {
        return new PersonRow(
                id,
                accountId,
                newEmail,
                newName,
                passwordHash,
                newKind,
                enabled,
                colorScheme,
                density,
                createdAt,
                lastSignInAt,
                version);
    }

    PersonRow withEnabled(boolean newEnabled) {
        return new PersonRow(
                id,
                accountId,
                email,
                name,
                passwordHash,
                kind,
                newEnabled,
                colorScheme,
                density,
                createdAt,
                lastSignInAt,
                version);
    }

    PersonRow withPasswordHash(String newHash) {
        return new PersonRow(
                id,
                accountId,
                email,
                name,
                newHash,
                kind,
                enabled,
                colorScheme,
                density,
                createdAt,
                lastSignInAt,
                version);
    }

    PersonRow withAppearance(Appearance appearance) {
        return new PersonRow(
                id,
                accountId,
                email,
                name,
                passwordHash,
                kind,
                enabled,
                appearance.scheme(),
                appearance.density(),
                createdAt,
                lastSignInAt,
                version);
    }
}
