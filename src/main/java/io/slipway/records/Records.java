package io.slipway.records;

import io.slipway.account.Actor;
import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Permission;
import io.slipway.storage.PageMark;
import io.slipway.storage.RecordPage;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.StoredRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Work with records under an actor's permissions. Each writing call is one transaction: gate first, records in
 * ascending (table, id), feed rows last; run again as a whole when others got in its way.
 */
public interface Records {

    /** Most records one call may write. */
    int MOST_WRITES = 1000;

    /**
     * Writes all or nothing, whatever the order of the writes: records made in the call may be linked to in it, unique
     * values may be swapped. Waits up to a second for a closed gate before it answers Closed. No transaction may be open.
     *
     * @throws io.slipway.account.NotAllowed when the environment is not the actor's to enter
     * @throws io.slipway.common.InvalidInput when there are more than {@value #MOST_WRITES} writes
     */
    default WriteOutcome write(Actor actor, EnvironmentId environment, List<RecordDraft.Write> writes) {
        return writes.isEmpty()
                ? new WriteOutcome.Saved(List.of())
                : write(actor, environment, writes, definition -> {});
    }

    /**
     * As {@link #write(Actor, EnvironmentId, List)}, with something of the caller's own in the same transaction, so that
     * both are durable or neither: how far an import is, what an upload was answered. Even with nothing to write.
     */
    WriteOutcome write(Actor actor, EnvironmentId environment, List<RecordDraft.Write> writes, Alongside alongside);

    /**
     * Writes each by itself as far as it can be taken; what can't does not keep the others from being written. Still one
     * transaction: all that is written is durable at once, links between the writes and swapped unique values are fine.
     * Otherwise as {@link #write(Actor, EnvironmentId, List)}; a write that repeats another's record is Invalid.
     *
     * @return what came of each, in the order of the writes: {@link WriteOutcome.Saved} with its one record (none when it
     *     was deleted), or why not; places in problems are those in {@code writes}. Closed: of all of them
     */
    default List<WriteOutcome> writeEach(Actor actor, EnvironmentId environment, List<RecordDraft.Write> writes) {
        return writes.isEmpty() ? List.of() : writeEach(actor, environment, writes, (definition, outcomes) -> {});
    }

    /**
     * As {@link #writeEach(Actor, EnvironmentId, List)}, with something of the caller's own in the same transaction. Even
     * when no write can be taken; not when the gate is closed.
     */
    List<WriteOutcome> writeEach(
            Actor actor, EnvironmentId environment, List<RecordDraft.Write> writes, AlongsideEach alongside);

    /** Something a caller does in the transaction that writes each as far as it can be taken. */
    @FunctionalInterface
    interface AlongsideEach {

        /**
         * As {@link Alongside#run}.
         *
         * @param outcomes what will be answered if the transaction commits
         */
        void run(Definition definition, List<WriteOutcome> outcomes);
    }

    /** Something a caller does in the transaction of a write. */
    @FunctionalInterface
    interface Alongside {

        /**
         * Called when the records are written, before the feed knows; perhaps again in another transaction. What it
         * throws takes everything back and comes out of the write as it is.
         *
         * @param definition in force for this write
         */
        void run(Definition definition);
    }

    /**
     * The record, if it is there.
     *
     * @throws io.slipway.account.NotAllowed when the actor may not see the table
     */
    Optional<StoredRecord> find(Actor actor, EnvironmentId environment, ResourceId table, RecordId id);

    /**
     * A page of records.
     *
     * @throws io.slipway.account.NotAllowed when the actor may not see the table
     */
    List<StoredRecord> query(Actor actor, EnvironmentId environment, RecordQuery query);

    /**
     * A page of records, and where the next one begins: pages that follow marks miss and repeat no record, whatever is
     * written meanwhile.
     *
     * @param after where it begins; null: at the query's offset, which else does not count
     * @throws io.slipway.account.NotAllowed when the actor may not see the table
     * @throws io.slipway.common.InvalidInput at "cursor" when the mark is one of another order
     */
    RecordPage page(Actor actor, EnvironmentId environment, RecordQuery query, @Nullable PageMark after);

    /** How many, counted up to {@code cap} (so that huge tables stay fast). */
    long count(Actor actor, EnvironmentId environment, RecordQuery query, long cap);

    /** Records by id, for showing links: those the actor may see, by id. */
    List<StoredRecord> findAll(Actor actor, EnvironmentId environment, ResourceId table, List<RecordId> ids);

    /** The definition an actor sees: the head of the environment. */
    Definition definition(Actor actor, EnvironmentId environment);

    /** What the actor may do with a table's records. */
    Permission permission(Actor actor, Definition definition, ResourceId table);

    /** Whether the actor sees an app in the catalogue. */
    boolean seesApp(Actor actor, Definition definition, ResourceId app);
}
