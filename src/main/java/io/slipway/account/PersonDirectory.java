package io.slipway.account;

import io.slipway.common.AccountId;
import io.slipway.common.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is who in an account, for showing and choosing people: names and e-mail addresses only. Checks no permission.
 */
public interface PersonDirectory {

    /** The person's name, disabled or not, if there is such a person in this account. */
    Optional<String> name(AccountId account, UserId person);

    /** All people of the account, disabled ones too, in the order of their names. */
    Map<UserId, String> names(AccountId account);

    /** The names of some people, disabled ones too; ids of other accounts and unknown ids are left out. */
    Map<UserId, String> names(AccountId account, Collection<UserId> ids);

    /** One person, disabled or not. */
    Optional<Entry> find(AccountId account, UserId id);

    /** The enabled person with exactly this e-mail address (upper and lower case are equal). */
    Optional<Entry> byEmail(AccountId account, String email);

    /** Enabled people whose name or e-mail address has the text in it, by name. An empty text finds everybody. */
    List<Entry> search(AccountId account, String text, int offset, int limit);

    /** The enabled people of some kinds, by name: whom to tell. */
    List<Entry> ofKind(AccountId account, Collection<PersonKind> kinds);

    /** A person's public side. */
    record Entry(UserId id, String name, String email, boolean enabled) {}
}
