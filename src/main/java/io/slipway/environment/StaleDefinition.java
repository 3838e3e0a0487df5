package io.slipway.environment;

import io.slipway.common.EnvironmentId;

/** The head moved between planning a change and putting it in force. Nothing was written; plan again. */
public class StaleDefinition extends RuntimeException {

    public StaleDefinition(EnvironmentId environment, long planned, long found) {
        super("Environment " + environment + " was at revision " + planned + " when the change was planned and is at "
                + found + " now");
    }
}
