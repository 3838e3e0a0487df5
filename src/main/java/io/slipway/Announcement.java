package io.slipway;

import java.net.InetAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Says on the console, as the last line of a start, where Slipway can be reached. */
@Component
class Announcement {

    private static final Logger log = LoggerFactory.getLogger(Announcement.class);

    private final @Nullable InetAddress address;
    private final Path dataDir;

    Announcement(
            @Value("${server.address:#{null}}") @Nullable InetAddress address,
            @Value("${slipway.data-dir:.data}") Path dataDir) {
        this.address = address;
        this.dataDir = dataDir.toAbsolutePath().normalize();
    }

    @EventListener
    @Order(Ordered.LOWEST_PRECEDENCE)
    void announce(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            boolean anywhere = address == null || address.isAnyLocalAddress() || address.isLoopbackAddress();
            String host = address == null || anywhere ? "localhost" : address.getHostAddress();
            log.info(
                    "Slipway is ready at http://{}:{}/ (data in {})",
                    host,
                    context.getWebServer().getPort(),
                    dataDir);
        }
    }
}
