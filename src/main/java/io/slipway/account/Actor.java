package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Who asks a service for something. Every service call takes one and checks it, whatever the door (UI, API, job, sync).
 */
public sealed interface Actor {

    /** The account acted in. */
    AccountId account();

    /** How the changelog and the audit trail name the actor. */
    String name();

    /** The person's id; null for the house itself. */
    @Nullable
    UserId user();

    /** A signed-in person, or somebody's token. */
    record Person(AccountId account, UserId user, String name, String email, PersonKind kind) implements Actor {}

    /** The house itself: recovery, the scheduler, set-up. */
    record House(AccountId account, String name) implements Actor {
        @Override
        public @Nullable UserId user() {
            return null;
        }
    }

    /** Whether this is a Super Admin or the house. */
    default boolean isSuperAdmin() {
        return switch (this) {
            case Person person -> person.kind() == PersonKind.SUPER_ADMIN;
            case House house -> true;
        };
    }

    /** Whether this is somebody who builds: App Admin, Super Admin or the house. */
    default boolean isBuilder() {
        return switch (this) {
            case Person person -> person.kind() != PersonKind.USER;
            case House house -> true;
        };
    }

    /**
     * @throws NotAllowed unless this is a Super Admin or the house
     */
    default void requireSuperAdmin() {
        if (!isSuperAdmin()) {
            throw new NotAllowed("Only a Super Admin can do this.");
        }
    }

    /**
     * @throws NotAllowed unless this is an App Admin, a Super Admin or the house
     */
    default void requireBuilder() {
        if (!isBuilder()) {
            throw new NotAllowed("Only an App Admin or a Super Admin can do this.");
        }
    }

    /**
     * @throws NotAllowed when the account is not the actor's; says nothing of whether it exists
     */
    default void requireAccount(AccountId wanted) {
        if (!account().equals(wanted)) {
            throw new NotAllowed("This is not here, or not yours to see.");
        }
    }
}
