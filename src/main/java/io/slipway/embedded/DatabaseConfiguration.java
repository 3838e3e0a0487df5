package io.slipway.embedded;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Gives Spring the database. The order of stopping follows from who needs whom: the pool is built from the connection
 * details, which are built from the server, so the container closes the server after the pool, and both after
 * everything with a life cycle, such as the web server and the scheduler.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

    private static final String IS_EMBEDDED = "'${slipway.database.url:}'.isBlank()";

    @Bean(destroyMethod = "close")
    @ConditionalOnExpression(IS_EMBEDDED)
    EmbeddedMariaDb embeddedMariaDb(DatabaseProperties properties, @Value("${slipway.data-dir:.data}") Path dataDir) {
        return EmbeddedMariaDb.start(properties.serverOptions(dataDir));
    }

    @Bean
    DirectConnections directConnections(DatabaseProperties properties, ObjectProvider<EmbeddedMariaDb> embedded) {
        String url = properties.url();
        if (url == null || url.isBlank()) {
            EmbeddedMariaDb server = embedded.getObject();
            return new DirectConnections(server.jdbcUrl(), server.user(), server.password());
        }
        if (!url.startsWith("jdbc:mariadb:")) {
            throw new DatabaseStartException(
                    "slipway.database.url is not an address of MariaDB: " + url,
                    "It has to look like jdbc:mariadb://host:3306/slipway.");
        }
        DirectConnections external = new DirectConnections(url, properties.user(), properties.password());
        ExternalDatabase.check(external);
        return external;
    }

    @Bean
    JdbcConnectionDetails databaseConnectionDetails(DirectConnections connections) {
        return new Details(connections);
    }

    /** Lets the pool open its connections the same way, so that they are set up and checked too. */
    @Bean
    static BeanPostProcessor checkedPool(ObjectProvider<DirectConnections> connections) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    pool.setDataSource(new PoolSource(connections.getObject()));
                }
                return bean;
            }
        };
    }

    private record Details(DirectConnections connections) implements JdbcConnectionDetails {
        @Override
        public String getUsername() {
            return connections.user();
        }

        @Override
        public String getPassword() {
            return connections.password();
        }

        @Override
        public String getJdbcUrl() {
            return connections.url();
        }
    }

    private static final class PoolSource extends AbstractDataSource {

        private final DirectConnections connections;

        PoolSource(DirectConnections connections) {
            this.connections = connections;
        }

        @Override
        public Connection getConnection() throws SQLException {
            return PooledSession.of(connections.openForPool());
        }

        /** The pool hands over the very account it was given from here. */
        @Override
        public Connection getConnection(String user, String password) throws SQLException {
            return getConnection();
        }
    }
}
