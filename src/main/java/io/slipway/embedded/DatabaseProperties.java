package io.slipway.embedded;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which database to use ({@code slipway.database.*}).
 *
 * @param url an existing MariaDB; without it Slipway runs one of its own
 * @param user its user
 * @param password its password
 * @param mariadbd a server program to run instead of the bundled one
 * @param port the port of our own server; 0 for any free one
 * @param bufferPool memory for our own server's pages
 * @param durable whether our own server waits for the disk at each commit
 * @param serverArguments more arguments for our own server
 * @param cacheDir where the bundled server is unpacked
 */
@ConfigurationProperties("slipway.database")
public record DatabaseProperties(
        @Nullable String url,
        @DefaultValue("slipway") String user,
        @DefaultValue("") String password,
        @Nullable Path mariadbd,
        @DefaultValue("0") int port,
        @DefaultValue("256MB") DataSize bufferPool,
        @DefaultValue("true") boolean durable,
        @DefaultValue List<String> serverArguments,
        @Nullable Path cacheDir) {

    ServerOptions serverOptions(Path dataDir) {
        ServerOptions options = ServerOptions.in(dataDir)
                .withProgram(mariadbd)
                .withPort(port)
                .withBufferPool(bufferPool.toBytes())
                .withDurable(durable)
                .withExtraArguments(serverArguments);
        return cacheDir == null ? options : options.withCacheDir(cacheDir);
    }
}
