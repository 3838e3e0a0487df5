package io.slipway.builder.ui;

import io.slipway.account.Actor;
import io.slipway.account.Memberships;
import io.slipway.account.PersonDirectory;
import io.slipway.builder.Builder;
import io.slipway.environment.Definitions;
import io.slipway.ui.CurrentActor;
import io.slipway.ui.EnvironmentDoor;
import io.slipway.ui.OfferedActions;
import io.slipway.ui.ViewerTime;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/** What the builder's pages work with, and its inputs where other rooms use them. */
@Component
@NamedInterface("filters")
public class BuildRoom {

    private final EnvironmentDoor door;
    private final Builder builder;
    private final Definitions definitions;
    private final CurrentActor currentActor;
    private final PersonDirectory directory;
    private final Memberships memberships;
    private final ViewerTime time;
    private final OfferedActions offered;

    BuildRoom(
            EnvironmentDoor door,
            Builder builder,
            Definitions definitions,
            CurrentActor currentActor,
            PersonDirectory directory,
            Memberships memberships,
            ViewerTime time,
            OfferedActions offered) {
        this.door = door;
        this.builder = builder;
        this.definitions = definitions;
        this.currentActor = currentActor;
        this.directory = directory;
        this.memberships = memberships;
        this.time = time;
        this.offered = offered;
    }

    EnvironmentDoor door() {
        return door;
    }

    Builder builder() {
        return builder;
    }

    Definitions definitions() {
        return definitions;
    }

    /** Who is asking, as of now. */
    Actor.Person actor() {
        return currentActor.get();
    }

    PersonDirectory directory() {
        return directory;
    }

    Memberships memberships() {
        return memberships;
    }

    ViewerTime time() {
        return time;
    }

    /** What rooms above offer at a place. */
    OfferedActions offered() {
        return offered;
    }
}
