package io.slipway.imports;

import io.slipway.common.InvalidInput;

/** Only a draft can be changed or started, and this import is none any more. Nothing was done. */
public final class AlreadyStarted extends InvalidInput {

    /**
     * @param place what was to be changed, for example "file"
     */
    public AlreadyStarted(String place) {
        super(place, "This import has been started already.");
    }
}
