package io.slipway.notification.internal;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail leaves the machine, if it does.
 *
 * @param from the sender's address
 * @param fromName the sender's name
 * @param dispatch whether this node sends what is queued
 */
@ConfigurationProperties("slipway.mail")
record MailProperties(
        @DefaultValue("slipway@localhost") String from,
        @DefaultValue("Slipway") String fromName,
        @DefaultValue("true") boolean dispatch,
        @DefaultValue Smtp smtp) {

    /** How the connection to the mail server is kept private. */
    enum Security {
        NONE,
        /** Plain at first, then TLS, which must succeed. */
        STARTTLS,
        TLS
    }

    /**
     * The mail server.
     *
     * @param host without one, mail stays in the account's mailbox
     * @param port null for the usual one of the security
     */
    record Smtp(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable String username,
            @Nullable String password,
            @DefaultValue("STARTTLS") Security security) {

        boolean isSetUp() {
            return host != null && !host.isBlank();
        }

        int portToUse() {
            if (port != null) {
                return port;
            }
            return switch (security) {
                case NONE -> 25;
                case STARTTLS -> 587;
                case TLS -> 465;
            };
        }

        /** Without the password, so that it never reaches a log. */
        @Override
        public String toString() {
            return "Smtp[" + host + ":" + port + ", " + security + "]";
        }
    }
}
