package io.slipway.storage.internal;

import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.TableLayout;
import io.slipway.definition.View;
import io.slipway.storage.PageMark;
import io.slipway.storage.RecordPage;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The one door to records: finds a table's physical form and lets readers and writers do their part. */
@Component
class JooqRecordStore implements RecordStore {

    private final StoredTables tables;
    private final RecordReader reader;
    private final RecordPages pages;
    private final Referrers referrers;
    private final RecordWriter writer;
    private final PageAnchors anchors;
    private final JdbcAutoNumbers autoNumbers;
    private final SqlRunner sql;
    private final Transactions transactions;

    JooqRecordStore(
            StoredTables tables,
            RecordReader reader,
            RecordPages pages,
            Referrers referrers,
            RecordWriter writer,
            PageAnchors anchors,
            JdbcAutoNumbers autoNumbers,
            SqlRunner sql,
            Transactions transactions) {
        this.tables = tables;
        this.reader = reader;
        this.pages = pages;
        this.referrers = referrers;
        this.writer = writer;
        this.anchors = anchors;
        this.autoNumbers = autoNumbers;
        this.sql = sql;
        this.transactions = transactions;
    }

    @Override
    public Optional<StoredRecord> find(Definition definition, ResourceId table, RecordId id) {
        return findAll(definition, table, List.of(id)).stream().findFirst();
    }

    @Override
    public Optional<StoredRecord> findForUpdate(Definition definition, ResourceId table, RecordId id) {
        return findAllForUpdate(definition, table, List.of(id)).stream().findFirst();
    }

    @Override
    public List<StoredRecord> findAllForUpdate(Definition definition, ResourceId table, Collection<RecordId> ids) {
        return reader.byIds(tables.live(definition, table), ids, RecordReader.Lock.EXCLUSIVE);
    }

    @Override
    public List<RecordId> shareLockExisting(Definition definition, ResourceId table, Collection<RecordId> ids) {
        return reader.existing(tables.live(definition, table), ids, RecordReader.Lock.SHARED);
    }

    @Override
    public List<StoredRecord> findAll(Definition definition, ResourceId table, Collection<RecordId> ids) {
        return reader.byIds(tables.live(definition, table), ids, RecordReader.Lock.NONE);
    }

    @Override
    public List<StoredRecord> findAll(Definition definition, TableLayout layout, Collection<RecordId> ids) {
        return reader.byIds(tables.of(definition, layout), ids, RecordReader.Lock.NONE);
    }

    @Override
    public Set<RecordId> matching(
            Definition definition, ResourceId table, Collection<RecordId> ids, List<View.Filter> filters) {
        return ids.isEmpty() ? Set.of() : pages.matching(definition, table, ids, filters);
    }

    @Override
    public List<StoredRecord> query(Definition definition, RecordQuery query) {
        return pages.page(definition, query);
    }

    @Override
    public RecordPage page(Definition definition, RecordQuery query, @Nullable PageMark after) {
        return pages.page(definition, query, after);
    }

    @Override
    public long count(Definition definition, RecordQuery query, long cap) {
        return pages.count(definition, query, cap);
    }

    @Override
    public void insert(Definition definition, ResourceId table, List<StoredRecord> records) {
        writer.insert(tables.live(definition, table), records);
        moved(definition, table, records.stream().map(StoredRecord::id).toList());
    }

    @Override
    public void insert(Definition definition, TableLayout layout, List<StoredRecord> records) {
        writer.insert(tables.of(definition, layout), records);
    }

    @Override
    public void update(Definition definition, ResourceId table, List<Change> changes) {
        writer.update(tables.live(definition, table), changes);
        moved(definition, table, List.of());
    }

    @Override
    public void releaseKeys(
            Definition definition, ResourceId table, Collection<ResourceId> uniqueFields, Collection<RecordId> ids) {
        writer.releaseKeys(tables.live(definition, table), uniqueFields, ids);
    }

    @Override
    public Map<ByteBuffer, RecordId> keyHolders(
            Definition definition, ResourceId table, ResourceId uniqueField, Collection<byte[]> keys) {
        StoredTable stored = tables.live(definition, table);
        String column = stored.field(uniqueField).key();
        Map<ByteBuffer, RecordId> holders = new HashMap<>();
        if (column == null) {
            return holders;
        }
        Field<byte[]> key = DSL.field(DSL.name(column), byte[].class);
        for (List<byte[]> chunk : RecordReader.chunks(keys)) {
            sql.list(
                    sql.dsl()
                            .select(StoredTable.ID, key.as("held"))
                            .from(stored.table())
                            .where(key.in(chunk)),
                    (row, index) ->
                            holders.put(ByteBuffer.wrap(row.getBytes("held")), RecordId.of(row.getBytes("id"))));
        }
        return holders;
    }

    @Override
    public void delete(Definition definition, ResourceId table, Collection<RecordId> ids) {
        writer.delete(tables.live(definition, table), ids);
        moved(definition, table, ids);
    }

    @Override
    public void delete(Definition definition, TableLayout layout, Collection<RecordId> ids) {
        writer.delete(tables.of(definition, layout), ids);
    }

    /** Lets remembered places in the table be forgotten as soon as others can see what was written. */
    private void moved(Definition definition, ResourceId table, Collection<RecordId> cameOrWent) {
        RecordId smallest = cameOrWent.stream().min(RecordId::compareTo).orElse(null);
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            anchors.changed(definition, table, smallest);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                anchors.changed(definition, table, smallest);
            }
        });
    }

    @Override
    public Map<ResourceId, Long> referrers(Definition definition, ResourceId table, RecordId id) {
        return referrers.counts(definition, table, id);
    }

    @Override
    public Optional<RecordId> firstLinkedTo(Definition definition, ResourceId table, Collection<RecordId> ids) {
        return referrers.firstLinkedTo(definition, table, ids);
    }

    @Override
    public long takeAutoNumbers(Definition definition, ResourceId field, int count) {
        return autoNumbers.take(definition.environment(), field, count);
    }

    @Override
    public void raiseAutoNumber(Definition definition, ResourceId field, long next) {
        autoNumbers.raise(definition.environment(), field, next);
    }

    @Override
    public void scan(Definition definition, ResourceId table, int chunk, Consumer<List<StoredRecord>> visit) {
        StoredTable stored = tables.live(definition, table);
        RecordId last = null;
        while (true) {
            List<StoredRecord> records = next(stored, last, chunk, visit);
            if (records.size() < chunk) {
                return;
            }
            last = records.getLast().id();
        }
    }

    private List<StoredRecord> next(
            StoredTable table, @Nullable RecordId last, int chunk, Consumer<List<StoredRecord>> visit) {
        return transactions.once(() -> {
            List<StoredRecord> records = reader.after(table, last, chunk);
            if (!records.isEmpty()) {
                visit.accept(records);
            }
            return records;
        });
    }
}
