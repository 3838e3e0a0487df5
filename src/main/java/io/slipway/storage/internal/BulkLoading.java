package io.slipway.storage.internal;

import io.slipway.definition.value.UniqueKey;
import io.slipway.storage.RawRow;
import io.slipway.storage.TableChunks.Loading;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Fills a table with bulk statements on a connection of its own. All values go as bytes, which the server reads exactly
 * as it would its own text.
 */
final class BulkLoading implements Loading {

    private static final int ROWS_PER_STATEMENT = 2000;
    private static final long BYTES_PER_STATEMENT = 4L * 1024 * 1024;
    private static final int STATEMENTS_PER_COMMIT = 5;

    private final Connection connection;
    private final RawPart part;
    private final PreparedStatement insert;
    private long rows;
    private int waiting;
    private long waitingBytes;
    private int statements;

    BulkLoading(Connection connection, RawPart part) {
        this.connection = connection;
        this.part = part;
        try {
            connection.setAutoCommit(false);
            insert = connection.prepareStatement(part.insert());
        } catch (SQLException e) {
            throw JdbcTableChunks.failure("fill " + part.name(), e);
        }
    }

    @Override
    public void add(RawRow row) {
        try {
            int place = 1;
            for (int i = 0; i < row.size(); i++) {
                bind(place++, row.get(i));
            }
            for (RawPart.Key key : part.keys()) {
                byte[] cell = row.get(key.cell());
                bind(place++, cell == null ? null : UniqueKey.of(key.kind(), StoredText.value(key.kind(), cell)));
            }
            insert.addBatch();
            waiting++;
            if (waiting == ROWS_PER_STATEMENT || waitingBytes >= BYTES_PER_STATEMENT) {
                send();
            }
        } catch (SQLException e) {
            throw JdbcTableChunks.failure("fill " + part.name(), e);
        }
    }

    private void bind(int place, byte @org.jspecify.annotations.Nullable [] cell) throws SQLException {
        if (cell == null) {
            insert.setNull(place, Types.VARBINARY);
        } else {
            insert.setBytes(place, cell);
            waitingBytes += cell.length;
        }
    }

    private void send() throws SQLException {
        if (waiting > 0) {
            insert.executeBatch();
            rows += waiting;
            waiting = 0;
            waitingBytes = 0;
            if (++statements % STATEMENTS_PER_COMMIT == 0) {
                connection.commit();
            }
        }
    }

    @Override
    public long finish() {
        try {
            send();
            connection.commit();
            return rows;
        } catch (SQLException e) {
            throw JdbcTableChunks.failure("fill " + part.name(), e);
        }
    }

    @Override
    public void close() {
        try {
            insert.close();
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            throw JdbcTableChunks.failure("end filling " + part.name(), e);
        }
    }
}
