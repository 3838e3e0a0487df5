package io.slipway.records.internal;

import io.slipway.account.Actor;
import io.slipway.account.NotAllowed;
import io.slipway.common.EnvironmentId;
import io.slipway.common.InvalidInput;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.Transactions;
import io.slipway.definition.Definition;
import io.slipway.definition.Field;
import io.slipway.definition.FieldKind;
import io.slipway.definition.Permission;
import io.slipway.definition.Relationship;
import io.slipway.definition.Table;
import io.slipway.definition.View;
import io.slipway.environment.Definitions;
import io.slipway.records.RecordDraft.Write;
import io.slipway.records.Records;
import io.slipway.records.WriteOutcome;
import io.slipway.storage.PageMark;
import io.slipway.storage.RecordPage;
import io.slipway.storage.RecordQuery;
import io.slipway.storage.RecordStore;
import io.slipway.storage.StoredRecord;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Work with records: permissions first, then storage. */
@Service
class RecordService implements Records {

    private final GrantedPermissions permissions;
    private final Definitions definitions;
    private final RecordStore store;
    private final Transactions transactions;
    private final OpenGate gate;
    private final WriteTransaction writing;
    private final JointWrites joint;

    RecordService(
            GrantedPermissions permissions,
            Definitions definitions,
            RecordStore store,
            Transactions transactions,
            OpenGate gate,
            WriteTransaction writing,
            JointWrites joint) {
        this.permissions = permissions;
        this.definitions = definitions;
        this.store = store;
        this.transactions = transactions;
        this.gate = gate;
        this.writing = writing;
        this.joint = joint;
    }

    @Override
    public WriteOutcome write(Actor actor, EnvironmentId environment, List<Write> writes, Alongside alongside) {
        requireMayBegin(actor, environment, writes);
        List<Write> asked = List.copyOf(writes);
        WriteCalls calls = new WriteCalls(transactions, writing, actor, environment);
        return gate.<WriteOutcome>through(environment, () -> calls.whole(asked, alongside), new WriteOutcome.Closed());
    }

    @Override
    public List<WriteOutcome> writeEach(
            Actor actor, EnvironmentId environment, List<Write> writes, AlongsideEach alongside) {
        requireMayBegin(actor, environment, writes);
        List<Write> asked = List.copyOf(writes);
        WriteCalls calls = new WriteCalls(transactions, writing, actor, environment);
        return gate.through(
                        environment, () -> joint.each(calls, asked, alongside), Optional.<List<WriteOutcome>>empty())
                .orElseGet(() -> Collections.nCopies(asked.size(), new WriteOutcome.Closed()));
    }

    private void requireMayBegin(Actor actor, EnvironmentId environment, List<Write> writes) {
        permissions.requireEntry(actor, environment);
        if (writes.size() > MOST_WRITES) {
            throw new InvalidInput("writes", "At most " + MOST_WRITES + " records can be written at once.");
        }
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("A writing call is a transaction of its own: the gate comes first in it");
        }
    }

    @Override
    public Optional<StoredRecord> find(Actor actor, EnvironmentId environment, ResourceId table, RecordId id) {
        permissions.requireEntry(actor, environment);
        return definitions.reading(environment, definition -> {
            requireSeen(permissions.of(actor, definition), definition, table);
            return store.find(definition, table, id);
        });
    }

    @Override
    public List<StoredRecord> query(Actor actor, EnvironmentId environment, RecordQuery query) {
        permissions.requireEntry(actor, environment);
        return definitions.reading(environment, definition -> {
            GrantedPermissions.Granted granted = permissions.of(actor, definition);
            requireSeen(granted, definition, query.table());
            return store.query(definition, withoutUnseenOrder(granted, definition, query));
        });
    }

    @Override
    public RecordPage page(Actor actor, EnvironmentId environment, RecordQuery query, @Nullable PageMark after) {
        permissions.requireEntry(actor, environment);
        return definitions.reading(environment, definition -> {
            GrantedPermissions.Granted granted = permissions.of(actor, definition);
            requireSeen(granted, definition, query.table());
            return store.page(definition, withoutUnseenOrder(granted, definition, query), after);
        });
    }

    @Override
    public long count(Actor actor, EnvironmentId environment, RecordQuery query, long cap) {
        permissions.requireEntry(actor, environment);
        return definitions.reading(environment, definition -> {
            requireSeen(permissions.of(actor, definition), definition, query.table());
            return store.count(definition, query, cap);
        });
    }

    @Override
    public List<StoredRecord> findAll(Actor actor, EnvironmentId environment, ResourceId table, List<RecordId> ids) {
        permissions.requireEntry(actor, environment);
        return definitions.reading(
                environment,
                definition -> permissions.of(actor, definition).sees(table)
                        ? store.findAll(definition, table, ids)
                        : List.of());
    }

    @Override
    public Definition definition(Actor actor, EnvironmentId environment) {
        permissions.requireEntry(actor, environment);
        return definitions.current(environment);
    }

    @Override
    public Permission permission(Actor actor, Definition definition, ResourceId table) {
        permissions.requireEntry(actor, definition.environment());
        return permissions.of(actor, definition).on(table);
    }

    @Override
    public boolean seesApp(Actor actor, Definition definition, ResourceId app) {
        permissions.requireEntry(actor, definition.environment());
        return permissions.of(actor, definition).seesApp(app);
    }

    /** Whoever may not see a table is not told either whether it is there. */
    private static void requireSeen(GrantedPermissions.Granted granted, Definition definition, ResourceId table) {
        if (!granted.sees(table)) {
            throw new NotAllowed("Your role does not let you see these records.");
        }
        definition.get(Table.class, table);
    }

    /** An order by the titles of linked records would tell something of records the actor may not see. */
    private static RecordQuery withoutUnseenOrder(
            GrantedPermissions.Granted granted, Definition definition, RecordQuery query) {
        List<View.Sort> seen = query.sorts().stream()
                .filter(sort ->
                        target(definition, sort.field()).map(granted::sees).orElse(true))
                .toList();
        return seen.size() == query.sorts().size()
                ? query
                : new RecordQuery(
                        query.table(),
                        query.fields(),
                        query.filters(),
                        query.linkedFrom(),
                        query.search(),
                        seen,
                        query.offset(),
                        query.limit());
    }

    private static Optional<ResourceId> target(Definition definition, ResourceId field) {
        return definition
                .find(Field.class, field)
                .flatMap(known -> known.kind() instanceof FieldKind.Link link
                        ? definition.find(Relationship.class, link.relationship())
                        : Optional.empty())
                .map(Relationship::to);
    }
}
