package io.slipway.storage.internal;

import io.slipway.common.EnvironmentId;
import io.slipway.common.RecordId;
import io.slipway.common.ResourceId;
import io.slipway.common.db.AccountSql;
import io.slipway.common.db.DedicatedConnection;
import io.slipway.definition.Resource;
import io.slipway.definition.TableLayout;
import io.slipway.storage.RawRow;
import io.slipway.storage.TableChunks;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Raw reading and filling of user tables on MariaDB. */
@Component
class JdbcTableChunks implements TableChunks {

    private static final int FETCH = 1000;
    private static final int IDS_PER_READ = 500;

    private final JdbcOperations jdbc;
    private final AccountSql sql;
    private final JdbcAutoNumbers autoNumbers;

    JdbcTableChunks(JdbcOperations jdbc, AccountSql sql, JdbcAutoNumbers autoNumbers) {
        this.jdbc = jdbc;
        this.sql = sql;
        this.autoNumbers = autoNumbers;
    }

    @Override
    public List<Part> parts(
            EnvironmentId environment, Map<ResourceId, ? extends Resource> resources, TableLayout layout) {
        return RawPart.of(environment, resources, layout);
    }

    private static RawPart raw(Part part) {
        if (part instanceof RawPart raw) {
            return raw;
        }
        throw new IllegalArgumentException("Not a part made here");
    }

    @Override
    public void touch(DedicatedConnection connection, List<Part> parts) {
        try (Statement statement = connection.raw().createStatement()) {
            for (Part part : parts) {
                statement.execute("SELECT 1 FROM " + raw(part).name() + " LIMIT 0");
            }
        } catch (SQLException e) {
            throw failure("look at tables", e);
        }
    }

    @Override
    public @Nullable RecordId boundary(DedicatedConnection connection, Part part, @Nullable RecordId after, int rows) {
        RawPart raw = raw(part);
        String condition = after == null ? "" : " WHERE " + raw.id() + " > ?";
        String select = "SELECT " + raw.id() + " FROM " + raw.name() + condition + " ORDER BY " + raw.id()
                + " LIMIT 1 OFFSET " + (rows - 1);
        try (PreparedStatement statement = connection.raw().prepareStatement(select)) {
            if (after != null) {
                statement.setBytes(1, after.bytes());
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? RecordId.of(row.getBytes(1)) : null;
            }
        } catch (SQLException e) {
            throw failure("find the next part of " + raw.name(), e);
        }
    }

    @Override
    public long read(
            DedicatedConnection connection,
            Part part,
            @Nullable RecordId after,
            @Nullable RecordId upTo,
            RowVisitor visitor) {
        RawPart raw = raw(part);
        List<RecordId> bounds = new ArrayList<>();
        StringBuilder select = new StringBuilder(raw.select());
        if (after != null) {
            select.append(" WHERE ").append(raw.id()).append(" > ?");
            bounds.add(after);
        }
        if (upTo != null) {
            select.append(after == null ? " WHERE " : " AND ").append(raw.id()).append(" <= ?");
            bounds.add(upTo);
        }
        select.append(" ORDER BY ").append(raw.id());
        try (PreparedStatement statement = connection.raw().prepareStatement(select.toString())) {
            for (int i = 0; i < bounds.size(); i++) {
                statement.setBytes(i + 1, bounds.get(i).bytes());
            }
            statement.setFetchSize(FETCH);
            return visit(raw, statement, visitor);
        } catch (SQLException e) {
            throw failure("read " + raw.name(), e);
        }
    }

    private static long visit(RawPart part, PreparedStatement statement, RowVisitor visitor) throws SQLException {
        RawRow row = new RawRow(part.width());
        long rows = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                fill(row, result);
                visitor.row(row);
                rows++;
            }
        }
        return rows;
    }

    private static void fill(RawRow row, ResultSet result) throws SQLException {
        for (int i = 0; i < row.size(); i++) {
            row.set(i, result.getBytes(i + 1));
        }
    }

    @Override
    public void read(Part part, Collection<RecordId> records, RowVisitor visitor) {
        RawPart raw = raw(part);
        RawRow row = new RawRow(raw.width());
        RowCallbackHandler visit = result -> {
            fill(row, result);
            visitor.row(row);
        };
        List<RecordId> ids = List.copyOf(records);
        for (int from = 0; from < ids.size(); from += IDS_PER_READ) {
            List<RecordId> some = ids.subList(from, Math.min(from + IDS_PER_READ, ids.size()));
            jdbc.query(
                    raw.select() + " WHERE " + FieldReader.in(raw.id(), some.size()) + " ORDER BY " + raw.id(),
                    visit,
                    FieldReader.parameters(some));
        }
    }

    @Override
    public long count(Part part) {
        Long count = jdbc.queryForObject("SELECT COUNT(*) FROM " + raw(part).name(), Long.class);
        return count == null ? 0 : count;
    }

    @Override
    public Loading load(DedicatedConnection connection, Part part) {
        return new BulkLoading(connection.raw(), raw(part));
    }

    @Override
    public SortedMap<ResourceId, Long> autoNumbers(EnvironmentId environment) {
        SortedMap<ResourceId, Long> next = new TreeMap<>();
        RowCallbackHandler collect = row -> next.put(new ResourceId(row.getLong(1)), row.getLong(2));
        sql.in(environment, "SELECT field_id, next_value FROM {e}.auto_number").query(collect);
        return next;
    }

    @Override
    public void raiseAutoNumbers(EnvironmentId environment, Map<ResourceId, Long> next) {
        next.forEach((field, number) -> autoNumbers.raise(environment, field, number));
    }

    static RuntimeException failure(String task, SQLException error) {
        return new UncategorizedSQLException(task, null, error);
    }
}
