package io.slipway.environment;

import io.slipway.common.EnvironmentId;

/** The environment takes no writes at the moment (a promotion or restore holds its gate). Nothing was written. */
public class GateClosed extends RuntimeException {

    private final EnvironmentId environment;

    public GateClosed(EnvironmentId environment) {
        super("Changes are being put in force right now. Your input is kept; try again in a moment.");
        this.environment = environment;
    }

    /** The environment whose gate is closed. */
    public EnvironmentId environment() {
        return environment;
    }
}
