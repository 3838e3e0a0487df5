/**
 * The command line: {@code java -jar slipway.jar cli …}. Talks to a running Slipway through its public API and through
 * nothing else, so that whatever it can do, any program can.
 */
@NullMarked
@ApplicationModule(
        displayName = "Command line",
        allowedDependencies = {})
package io.slipway.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
