package io.slipway.storage;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.definition.TableLayout;
import io.slipway.definition.value.ConversionRule;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expand, flip, contract: the one mechanism behind builder edits, promotions and restores.
 *
 * <p>Expanding only adds physical things nobody can see yet, while users keep working. Every DDL statement states
 * ALGORITHM and LOCK, is journalled before and after, and waits only briefly for locks. Generation numbers are
 * committed before the first DDL and never used twice.
 */
public interface Evolution {

    /**
     * What must be added so that the resources can be in force.
     *
     * @param rules per field whose kind changes: what to do with values that do not convert; none: refuse
     */
    Expansion plan(
            Definition current, Map<ResourceId, ? extends Resource> target, Map<ResourceId, ConversionRule> rules);

    /**
     * Adds everything of a plan and fills it while users go on writing. No transaction may be open.
     *
     * @param work what it is done for, for example {@code run:12}; names everything that {@link #discard} would drop
     * @throws DataRefused when a value does not convert
     */
    Expanded expand(Expansion plan, String work, Progress progress);

    /**
     * Marks generations: those in {@code layouts} LIVE, other LIVE ones of the environment RETIRED. Part of the flip's
     * transaction.
     */
    void settle(EnvironmentId environment, Collection<TableLayout> layouts, String work);

    /** Drops all that a piece of work built and that never went live. Safe to repeat; no transaction may be open. */
    void discard(EnvironmentId environment, String work);

    /** Drops generations RETIRED before the given moment and CONDEMNED ones. No transaction may be open. */
    int contract(EnvironmentId environment, java.time.Instant retiredBefore);

    /** Pieces of work that have something BUILDING in the environment. */
    List<String> unfinished(EnvironmentId environment);

    /** Told about each statement before and after it runs, and about copying. */
    interface Progress {
        /** Nobody listens. */
        Progress SILENT = new Progress() {
            @Override
            public void begin(String step, String detail) {}

            @Override
            public void done(String step, String detail) {}
        };

        /** Is about to be done. */
        void begin(String step, String detail);

        /** Was done. */
        void done(String step, String detail);

        /**
         * The connection that will be used; written down before use so that a successor can end it.
         */
        default void connection(long id) {}

        /** Asked between chunks: whether to stop early. */
        default boolean cancelled() {
            return false;
        }
    }

    /** What an expansion will do, table by table. */
    record Expansion(Definition current, Map<ResourceId, ? extends Resource> target, List<TableStep> steps) {

        /** Whether nothing physical has to happen. */
        public boolean isEmpty() {
            return steps.isEmpty();
        }
    }

    /** One table's part. */
    sealed interface TableStep {
        ResourceId table();
    }

    /** A table that was not there. */
    record NewTable(ResourceId table) implements TableStep {}

    /** Columns and side tables are added; old records have the default, or nothing. */
    record AddColumns(ResourceId table, List<ResourceId> fields) implements TableStep {}

    /**
     * A new generation of the whole table, because these fields' values must be rewritten or get a unique key.
     *
     * @param converted the fields whose values are converted, with the rule for those that do not convert
     * @param added fields that come new
     */
    record Rebuild(ResourceId table, Map<ResourceId, ConversionRule> converted, List<ResourceId> added)
            implements TableStep {}

    /** An expansion that is physically there and not yet live. */
    interface Expanded extends AutoCloseable {

        /** The live generations there will be: all tables of the target. */
        Collection<TableLayout> layouts();

        /**
         * Brings rebuilt tables up to what users wrote since; while users work. Returns how many records it took over;
         * repeat until that is small.
         */
        long catchUp();

        /**
         * The last round, in the flip's transaction, with the gate's row exclusively held or the gate closed.
         *
         * @throws DataRefused when a record written meanwhile does not fit
         */
        long lastDelta();

        /** How many changed records wait to be taken over now. */
        long pending();

        /** Forgets its marks in the feed. */
        @Override
        void close();
    }

    /** A value that does not fit stopped the work; production is as it was. */
    class DataRefused extends RuntimeException {
        private final ResourceId field;
        private final @Nullable RecordId record;

        public DataRefused(ResourceId field, @Nullable RecordId record, String message) {
            super(message);
            this.field = field;
            this.record = record;
        }

        /** The field at fault. */
        public ResourceId field() {
            return field;
        }

        /** A record at fault. */
        public @Nullable RecordId record() {
            return record;
        }
    }

    /** The work was asked to stop between chunks. */
    class Cancelled extends RuntimeException {
        public Cancelled() {
            super("Stopped on request");
        }
    }
}
