package io.slipway.storage;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.TableLayout;
import io.slipway.definition.View;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The SQL over user tables, rendered from ids only. Takes part in the transaction open on this thread; knows no
 * permission, no gate and no feed: room {@code records} does.
 */
public interface RecordStore {

    /** The record, if it is there. */
    Optional<StoredRecord> find(Definition definition, ResourceId table, RecordId id);

    /** The record locked for update, if it is there. */
    Optional<StoredRecord> findForUpdate(Definition definition, ResourceId table, RecordId id);

    /** The records with these ids that exist, locked for update in ascending id order. */
    List<StoredRecord> findAllForUpdate(Definition definition, ResourceId table, Collection<RecordId> ids);

    /** Which of these exist; share-locks them, so that they can't be deleted before the transaction ends. */
    List<RecordId> shareLockExisting(Definition definition, ResourceId table, Collection<RecordId> ids);

    /** The records with these ids that exist, by id. */
    List<StoredRecord> findAll(Definition definition, ResourceId table, Collection<RecordId> ids);

    /**
     * Which of these records exist and pass all filters, which mean what they mean in a {@link RecordQuery}.
     *
     * @throws io.slipway.common.InvalidInput at "filter" when a value can't be read as one of its field's kind
     */
    Set<RecordId> matching(
            Definition definition, ResourceId table, Collection<RecordId> ids, List<View.Filter> filters);

    /** A part of a query's records. */
    List<StoredRecord> query(Definition definition, RecordQuery query);

    /**
     * A part of a query's records, and where the next part begins.
     *
     * @param after where it begins; null: at the query's offset, which else does not count
     * @throws io.slipway.common.InvalidInput at "cursor" when the mark is one of another order
     */
    RecordPage page(Definition definition, RecordQuery query, @Nullable PageMark after);

    /** How many records a query has, counted up to {@code cap}. */
    long count(Definition definition, RecordQuery query, long cap);

    /**
     * Inserts records (multi-row statements, side tables and unique keys included).
     *
     * @throws DuplicateValue when a unique field's value is already there
     * @throws DuplicateRecord when a record's id is already there
     */
    void insert(Definition definition, ResourceId table, List<StoredRecord> records);

    /**
     * Writes the changed fields of records that are there, their versions and their updated-columns.
     *
     * @throws DuplicateValue when a unique field's value is already there
     */
    void update(Definition definition, ResourceId table, List<Change> changes);

    /**
     * A change of one record.
     *
     * @param after the record as it will be
     * @param changed the fields whose values in {@code after} are written; those without a value there are cleared
     */
    record Change(StoredRecord after, Set<ResourceId> changed) {
        public Change {
            changed = Set.copyOf(changed);
        }
    }

    /**
     * Frees the unique keys of records that are about to be written or removed in this transaction, so that they may
     * swap values. Writing them sets the keys of the fields written; all fields given here must be.
     */
    void releaseKeys(
            Definition definition, ResourceId table, Collection<ResourceId> uniqueFields, Collection<RecordId> ids);

    /** The records that hold some of these unique keys, by key ({@code definition.value.UniqueKey}). */
    Map<ByteBuffer, RecordId> keyHolders(
            Definition definition, ResourceId table, ResourceId uniqueField, Collection<byte[]> keys);

    /** Removes records and their side-table rows; ids that are not there do not matter. */
    void delete(Definition definition, ResourceId table, Collection<RecordId> ids);

    /**
     * How many records link to this one, per link field that refers to its table; link fields without any are left out.
     */
    Map<ResourceId, Long> referrers(Definition definition, ResourceId table, RecordId id);

    /** The first of these records, in ascending order, that is linked to, if any is. */
    Optional<RecordId> firstLinkedTo(Definition definition, ResourceId table, Collection<RecordId> ids);

    /** Takes {@code count} auto-numbers of a field (a counter row of the environment); returns the first. */
    long takeAutoNumbers(Definition definition, ResourceId field, int count);

    /** Makes sure that a field's next auto-number is at least this one; never lowers it. */
    void raiseAutoNumber(Definition definition, ResourceId field, long next);

    /**
     * Visits all records of a table in ascending id order in chunks, each chunk in a transaction of its own unless one
     * is open.
     */
    void scan(
            Definition definition, ResourceId table, int chunk, java.util.function.Consumer<List<StoredRecord>> visit);

    /** As {@link #findAll} on a layout that is not (yet) the live one. */
    List<StoredRecord> findAll(Definition definition, TableLayout layout, Collection<RecordId> ids);

    /** As {@link #insert} on a layout that is not (yet) the live one. */
    void insert(Definition definition, TableLayout layout, List<StoredRecord> records);

    /** Removes records from a layout that is not (yet) the live one. */
    void delete(Definition definition, TableLayout layout, Collection<RecordId> ids);

    /** A unique field's value is already there. */
    class DuplicateValue extends RuntimeException {
        private final ResourceId field;

        public DuplicateValue(ResourceId field, Throwable cause) {
            super("Another record has this value already", cause);
            this.field = field;
        }

        /** The unique field. */
        public ResourceId field() {
            return field;
        }
    }

    /** A record with this id is already there. */
    class DuplicateRecord extends RuntimeException {
        public DuplicateRecord(Throwable cause) {
            super("There is already a record with this id", cause);
        }
    }
}
