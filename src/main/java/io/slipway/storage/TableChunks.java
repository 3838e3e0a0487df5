package io.slipway.storage;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.definition.Resource;
import io.slipway.definition.TableLayout;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Whole tables in bulk: read row by row as they are stored, and filled again. For backups; knows no permission, no gate
 * and no feed.
 */
public interface TableChunks {

    /** A physical table: the one with a table's records, or the side table of a field with many values. */
    interface Part {

        /** The user table it belongs to. */
        ResourceId table();

        /** The field whose side table it is; null: it has the records themselves. */
        @Nullable
        ResourceId field();

        /** The single-valued fields in its rows, in their order, after the six cells every record has. */
        List<ResourceId> fields();

        /** Cells of a row. */
        int width();
    }

    /** The parts of a table: the one with the records first. */
    List<Part> parts(EnvironmentId environment, Map<ResourceId, ? extends Resource> resources, TableLayout layout);

    /** Looks at the parts, so that no statement can change them before the connection's transaction ends. */
    void touch(DedicatedConnection connection, List<Part> parts);

    /**
     * The id with which a range of about {@code rows} rows after an id ends; null: so many are not left.
     *
     * @param after exclusive; null: from the first
     */
    @Nullable
    RecordId boundary(DedicatedConnection connection, Part part, @Nullable RecordId after, int rows);

    /**
     * Reads rows in ascending id order; returns how many.
     *
     * @param after exclusive; null: from the first
     * @param upTo inclusive; null: to the last
     */
    long read(
            DedicatedConnection connection,
            Part part,
            @Nullable RecordId after,
            @Nullable RecordId upTo,
            RowVisitor visitor);

    /** Reads the rows of some records, as the transaction open on this thread sees them. */
    void read(Part part, Collection<RecordId> records, RowVisitor visitor);

    /** Gets each row; the row object is used again for the next one. */
    interface RowVisitor {
        void row(RawRow row);
    }

    /** Rows of a part, as they are now. */
    long count(Part part);

    /** Fills a part that nobody else writes to; unique keys are worked out. Commits every few thousand rows. */
    Loading load(DedicatedConnection connection, Part part);

    /** A part being filled. */
    interface Loading extends AutoCloseable {

        /** Adds one row; its cells are taken over. */
        void add(RawRow row);

        /** Writes what is left and commits; returns how many rows were added in all. */
        long finish();

        @Override
        void close();
    }

    /** The next number of each auto-number field of the environment, as the open transaction sees it. */
    SortedMap<ResourceId, Long> autoNumbers(EnvironmentId environment);

    /** Makes auto-number fields go on from at least these numbers; never back. */
    void raiseAutoNumbers(EnvironmentId environment, Map<ResourceId, Long> next);
}
