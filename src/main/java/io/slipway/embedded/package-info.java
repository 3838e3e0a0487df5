/**
 * The database launcher: a room below all others. It decides which MariaDB this process talks to (one given by
 * configuration, or one it starts, watches and stops itself) and sees to it that every connection begins with the same
 * session settings. It knows no feature of Slipway.
 */
@ApplicationModule(
        displayName = "Database launcher",
        allowedDependencies = {})
@NullMarked
package io.slipway.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
