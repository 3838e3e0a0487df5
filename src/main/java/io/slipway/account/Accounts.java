package io.slipway.account;

import io.slipway.common.AccountId;
import java.util.List;

/** The accounts of this installation. What takes no {@link Actor} is for the house itself, never for a request. */
public interface Accounts {

    /** Whether nobody has set this installation up yet. */
    boolean isEmpty();

    /**
     * Makes the very first account: what the set-up page asks for.
     *
     * @throws io.slipway.common.InvalidInput for what can't be taken of the names, the e-mail address or the password
     */
    FirstAccount createFirst(NewAccount wanted);

    /**
     * Makes an account with its schema, its first Super Admin and, through {@link AccountCreated}, its production. When
     * it returns people can sign in; when it throws nothing is left of it.
     *
     * @throws io.slipway.common.InvalidInput for what can't be taken of the names, the e-mail address or the password
     */
    Created create(NewAccount wanted);

    /** All accounts people can sign in to, by id. */
    List<Account> all();

    /** The ids of {@link #all}. */
    default List<AccountId> ids() {
        return all().stream().map(Account::id).toList();
    }

    /**
     * @throws NotAllowed when there is none
     */
    Account get(AccountId id);

    /** The actor's own account. */
    Account settings(Actor actor);

    /**
     * Changes the actor's own account. Super Admins only.
     *
     * @throws ChangedMeanwhile when somebody else changed the settings since they were read
     * @throws io.slipway.common.InvalidInput when the name is not possible
     */
    Account change(Actor actor, AccountSettings settings);

    /** A new account and its first person. */
    record Created(Account account, Person superAdmin) {}

    /** What came of a first set-up. */
    sealed interface FirstAccount {

        /** It is ready to sign in to. */
        record Made(Account account, Person superAdmin) implements FirstAccount {}

        /** Somebody else was first; nothing was made. */
        record AlreadySetUp() implements FirstAccount {}
    }
}
