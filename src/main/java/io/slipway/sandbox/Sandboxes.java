package io.slipway.sandbox;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.compare.Settlement;
import io.slipway.definition.value.ConversionRule;
import io.slipway.environment.Environment.DataChoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sandboxes of the actor's account. App Admins see them; Super Admins decide over their life. Every call throws
 * {@link io.slipway.account.NotAllowed} for others, and for sandboxes that are of another account or not there.
 */
public interface Sandboxes {

    /** All of the account, by name. */
    List<Sandbox> list(Actor actor);

    /** One sandbox; empty: it has been discarded. */
    Optional<Sandbox> find(Actor actor, EnvironmentId sandbox);

    /**
     * Makes a sandbox of production in the background; watch it by {@link #find}. Production's structure stands still
     * only while its records are read; people keep working.
     *
     * @throws io.slipway.common.InvalidInput at "name" or "promotable"
     */
    Creation create(Actor actor, String name, DataChoice data, boolean promotable);

    /** What came of asking for a sandbox. */
    sealed interface Creation {}

    /** It is being created. */
    record Creating(EnvironmentId sandbox) implements Creation {}

    /** Production's structure is in use at present; nothing was made. The reason is a sentence. */
    record ProductionBusy(String reason) implements Creation {}

    /**
     * Tries what failed again: a creation, a refresh or a discarding.
     *
     * @return false: nothing has failed, or a run uses the sandbox; nothing was done
     */
    boolean retry(Actor actor, EnvironmentId sandbox);

    /**
     * Takes the message about a failed refresh away.
     *
     * @return false: what has failed is a creation or a discarding, which can only be tried again or discarded
     */
    boolean dismiss(Actor actor, EnvironmentId sandbox);

    /**
     * Says whether the sandbox's changes can be promoted. While one is promotable, production's structure is read-only.
     *
     * @throws io.slipway.common.InvalidInput when another sandbox is promotable already, or a promotion uses this one
     */
    void setPromotable(Actor actor, EnvironmentId sandbox, boolean promotable);

    /**
     * Gives a sandbox another name.
     *
     * @throws io.slipway.common.InvalidInput when the name is not possible or used in the account
     */
    void rename(Actor actor, EnvironmentId sandbox, String name);

    /**
     * Removes a sandbox with its records and changes, in the background. Also stops its creation or refresh.
     *
     * @param typedName what the person typed to confirm; needed when there are pending changes
     */
    Discarding discard(Actor actor, EnvironmentId sandbox, String typedName);

    /** What came of asking to discard. */
    sealed interface Discarding {}

    /** It is being removed. */
    record BeingDiscarded() implements Discarding {}

    /** It has pending changes and what was typed is not its name. Nothing was done. */
    record TypeTheName(int pendingChanges) implements Discarding {}

    /** A promotion or restore uses it. Nothing was done. The reason is a sentence. */
    record InUse(String reason) implements Discarding, Refreshing {}

    /**
     * Brings the sandbox's data anew from production, in the background; its pending changes stay. Records made in the
     * sandbox are replaced. When the data does not fit the pending changes the sandbox stays as it was and
     * {@link Sandbox#work} says why.
     */
    Refreshing refresh(Actor actor, EnvironmentId sandbox, DataChoice data);

    /** What came of asking to refresh. */
    sealed interface Refreshing {}

    /** It is being refreshed. */
    record BeingRefreshed() implements Refreshing {}

    /** It is being created, refreshed or discarded already. Nothing was done. */
    record NotReady() implements Refreshing {}

    /** What the sandbox's changes come to, as sandbox and production are now. */
    PendingChanges pending(Actor actor, EnvironmentId sandbox);

    /**
     * Brings what production changed since the sandbox's base into the sandbox, and moves the base to production's head.
     * Disjoint changes go in by themselves.
     *
     * @param settlements how collisions are to be settled, by collision id; those no longer there do nothing
     */
    Rebase rebase(Actor actor, EnvironmentId sandbox, Map<String, Settlement> settlements);

    /** What becomes of values that do not convert by themselves, per field somebody has chosen a rule for. */
    Map<ResourceId, ConversionRule> conversionRules(Actor actor, EnvironmentId sandbox);

    /**
     * Chooses what becomes of values of a field that do not convert by themselves. {@code Refuse} takes a choice back.
     *
     * @throws io.slipway.common.InvalidInput when the rule does not suit the field as it is in the sandbox
     */
    void choose(Actor actor, EnvironmentId sandbox, ResourceId field, ConversionRule rule);
}
