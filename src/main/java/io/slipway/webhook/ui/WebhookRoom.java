package io.slipway.webhook.ui;

import io.slipway.account.Actor;
import io.slipway.account.PersonDirectory;
import io.slipway.builder.ui.BuildRoom;
import io.slipway.environment.Definitions;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.ViewerTime;
import io.slipway.webhook.Webhooks;
import org.springframework.stereotype.Component;

/**
 * What the pages of this room work with.
 *
 * @param build for the inputs of the builder that choose filters
 */
@Component
record WebhookRoom(
        Webhooks webhooks,
        Definitions definitions,
        PersonDirectory directory,
        CurrentActor currentActor,
        ViewerTime time,
        BuildRoom build) {

    /** Who is asking, as of now. */
    Actor.Person actor() {
        return currentActor.get();
    }
}
