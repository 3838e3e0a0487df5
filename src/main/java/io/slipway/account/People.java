package io.slipway.account;

import io.slipway.common.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The people of the actor's account. Managing others is for Super Admins; a person is disabled, never deleted, because
 * changelogs and records name them. An account always keeps one enabled Super Admin.
 */
public interface People {

    /** Everybody, by name. Super Admins only. */
    List<Person> all(Actor actor);

    /**
     * One person. Super Admins only.
     *
     * @throws NotAllowed also when there is no such person in the account
     */
    Person get(Actor actor, UserId id);

    /**
     * Adds a person. Super Admins only.
     *
     * @throws io.slipway.common.InvalidInput at "personName", "email" or "password"
     */
    Person add(Actor actor, NewPerson wanted);

    /**
     * Changes name, e-mail address and kind. Super Admins only.
     *
     * @throws io.slipway.common.InvalidInput at "personName", "email" or "kind" (the last Super Admin stays one)
     * @throws ChangedMeanwhile when somebody else changed the person
     */
    Person change(Actor actor, UserId id, PersonChange change);

    /**
     * Lets a person sign in again, or no longer: their sign-ins end at once. Super Admins only.
     *
     * @throws io.slipway.common.InvalidInput at "enabled" for the last Super Admin
     */
    Person setEnabled(Actor actor, UserId id, boolean enabled);

    /**
     * Gives a person a new password and ends their sign-ins. Super Admins only.
     *
     * @throws io.slipway.common.InvalidInput at "password"
     */
    void resetPassword(Actor actor, UserId id, String password);

    /** The actor's own entry. */
    Person me(Actor.Person actor);

    /**
     * Changes the actor's own name.
     *
     * @throws io.slipway.common.InvalidInput at "personName"
     */
    Person renameMe(Actor.Person actor, String name);

    /**
     * Changes the actor's own password and ends their other sign-ins.
     *
     * @param keptSession hash of the web session that goes on; null for none
     * @throws io.slipway.common.InvalidInput at "current" when that is not the password (slowed down like a sign-in), or
     *     at "password"
     */
    void changeMyPassword(Actor.Person actor, String current, String wanted, @Nullable String keptSession);

    /** Changes how pages look to the actor. */
    Person changeMyAppearance(Actor.Person actor, Appearance appearance);

    /**
     * What of a person changes.
     *
     * @param version the version the change was made from
     */
    record PersonChange(String name, String email, PersonKind kind, long version) {}
}
