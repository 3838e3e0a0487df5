package io.slipway.environment;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import java.util.List;
import java.util.Optional;

/**
 * The environments of an account and the rows behind them. Checks no permission: it is called by the services of the
 * rooms above (sandbox life is in room {@code sandbox}), never by a view with input of a person.
 */
public interface Environments {

    /** The account's production environment. */
    Environment production(AccountId account);

    /** The environment, if it is there. */
    Optional<Environment> find(EnvironmentId id);

    /** The account's production environment and its gate. */
    Standing productionStanding(AccountId account);

    /** The environment and its gate, if it is there. */
    Optional<Standing> standing(EnvironmentId id);

    /** All of the account: production first, then sandboxes by name. */
    List<Environment> all(AccountId account);

    /** The promotable sandbox, if the account has one that is not being discarded. */
    Optional<Environment> promotable(AccountId account);

    /**
     * Makes the rows (environment, gate open at revision 0, lease, sequencer) and the schema with its empty feed.
     *
     * @throws io.slipway.common.InvalidInput when the name is not possible or already used in the account
     */
    Environment create(
            AccountId account,
            Environment.Kind kind,
            String name,
            Environment.State state,
            Environment.DataChoice data,
            String createdBy);

    /** Moves the environment's state if it still has the old one; false: somebody else moved it. */
    boolean move(EnvironmentId id, Environment.State from, Environment.State to);

    /**
     * @throws io.slipway.common.InvalidInput when another sandbox is promotable already
     */
    void setPromotable(EnvironmentId id, boolean promotable);

    /** A new name. */
    void rename(EnvironmentId id, String name);

    /** Writes down what data a sandbox now has. */
    void setData(EnvironmentId id, Environment.DataChoice data);

    /** Drops the schema and all rows of a sandbox. Safe to repeat. */
    void remove(EnvironmentId id);
}
