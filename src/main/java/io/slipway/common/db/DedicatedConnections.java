package io.slipway.common.db;

import io.slipway.embedded.DirectConnections;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/** Opens connections outside the pool, each with the house's session settings (INV-5). */
@Component
public class DedicatedConnections {

    private final DirectConnections direct;
    private final DataSource pool;

    DedicatedConnections(DirectConnections direct, DataSource pool) {
        this.direct = direct;
        this.pool = pool;
    }

    /** A new connection; the caller closes it. */
    public DedicatedConnection open() {
        try {
            Connection connection = direct.open();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery("SELECT CONNECTION_ID()")) {
                result.next();
                return new DedicatedConnection(pool, connection, result.getLong(1));
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("No dedicated database connection can be had: " + e.getMessage(), e);
        }
    }
}
