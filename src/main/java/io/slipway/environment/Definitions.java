package io.slipway.environment;

import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.common.RunId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import io.slipway.definition.TableLayout;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The log of revisions of each environment and the definitions it folds to. Checks no permission. */
public interface Definitions {

    /** The definition at the head, without a lock; for anything that also reads records use {@link #reading}. */
    Definition current(EnvironmentId environment);

    /** The definition at a revision that was once the head. Cached per environment and revision. */
    Definition at(EnvironmentId environment, long revision);

    /**
     * Runs a read request: first the head is read, then the work with its definition, so that no node ever shows old
     * generations (INV-7). Repeated when a generation was dropped under it. A request within another one's work is part of
     * it and gets the same definition.
     */
    <T extends @Nullable Object> T reading(EnvironmentId environment, Function<Definition, T> work);

    /**
     * The same, for a request that has to look up its environment first.
     *
     * @param first reads the environment and its head; called again when the request is repeated
     */
    <T extends @Nullable Object> T reading(Supplier<Standing> first, BiFunction<Environment, Definition, T> work);

    /** A fresh resource id. Committed at once, never given twice. */
    ResourceId nextId(EnvironmentId environment);

    /** Whether the environment's or production's changelog ever named a resource, however long ago it was removed. */
    boolean wasEverThere(EnvironmentId environment, ResourceId id);

    /**
     * What a resource that is not (any more) in the environment was when it was last there, and what it last was in
     * production: none, one or two states. Empty: neither ever had it, though another sandbox may.
     */
    List<Resource> lastKnown(EnvironmentId environment, ResourceId id);

    /**
     * Moves an environment to a new set of resources and live generations: appends one revision per changed resource
     * (in the order of {@link io.slipway.definition.ResourceType}; deletions last, in reverse) and per changed layout,
     * and moves the head. Takes part in the transaction open on this thread, in which the gate's row must already be
     * exclusively locked at {@code base.revision()}. Always moves the head by at least one, also when only layouts or
     * nothing changed.
     *
     * @param base the definition at the gate's revision
     * @param resources all resources there will be
     * @param layouts all layouts there will be
     * @return the new head
     */
    long append(
            Definition base,
            Map<ResourceId, ? extends Resource> resources,
            Collection<TableLayout> layouts,
            String by,
            @Nullable RunId run);

    /**
     * Writes what {@link #append} would write, all but the head, for a transaction that is rolled back: what then happens
     * under the lock has happened once before, and nobody who writes waits for it, because the gate's row is left alone.
     * A transaction with this in it can't be committed.
     *
     * @return the head there would be
     */
    long rehearse(
            Definition base,
            Map<ResourceId, ? extends Resource> resources,
            Collection<TableLayout> layouts,
            String by,
            @Nullable RunId run);

    /**
     * Moves a sandbox's base in the same transaction as, and after, an {@link #append} to the sandbox: from
     * {@code sandboxRevision} on its fold starts at production's {@code baseRevision} and counts only revisions after
     * {@code pendingAfter}.
     */
    void moveBase(EnvironmentId sandbox, long sandboxRevision, long baseRevision, long pendingAfter);

    /** The base of a sandbox at its head. */
    Base base(EnvironmentId sandbox);

    /** The base a sandbox had at one of its revisions. */
    Base baseAt(EnvironmentId sandbox, long sandboxRevision);

    /**
     * Production's revision a sandbox starts from.
     *
     * @param revision production's revision
     * @param pendingAfter the sandbox's revisions after this one are its own pending changes
     */
    record Base(long revision, long pendingAfter) {}

    /** All revisions of the environment, newest first. */
    List<Revision> log(EnvironmentId environment);

    /** For tests and the janitor: forget cached definitions. */
    void forget(EnvironmentId environment);
}
