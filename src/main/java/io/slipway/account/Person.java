package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who can sign in.
 *
 * @param email lower case; unique in the installation
 * @param enabled a disabled person can't sign in and is nowhere signed in
 * @param lastSignInAt null for never
 * @param version raised by each change
 */
public record Person(
        AccountId account,
        UserId id,
        String name,
        String email,
        PersonKind kind,
        boolean enabled,
        Appearance appearance,
        Instant createdAt,
        @Nullable Instant lastSignInAt,
        long version) {

    /** The person as one who asks services for something. */
    public Actor.Person actor() {
        return new Actor.Person(account, id, name, email, kind);
    }
}
