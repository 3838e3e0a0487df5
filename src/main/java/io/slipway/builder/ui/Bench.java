package io.slipway.builder.ui;

import io.slipway.account.Actor;
import io.slipway.builder.DefinitionChange;
import io.slipway.builder.Edit;
import io.slipway.builder.EditOutcome;
import io.slipway.builder.Preview;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Definition;
import io.slipway.definition.Resource;
import io.slipway.ui.ShownEnvironment;
import io.slipway.ui.Toast;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One environment as a builder has it before them: the definition the page was drawn from, and the way to change it. A
 * page that is drawn anew has a new one.
 */
final class Bench {

    private final BuildRoom room;
    private final ShownEnvironment shown;
    private final String page;
    private final Runnable redraw;
    private final Definition definition;
    private final EditOutcome.@Nullable StructureLocked lock;

    /**
     * @param page the page's address inside its environment, the same in every environment
     * @param redraw draws the page anew, with what is there then
     */
    Bench(BuildRoom room, ShownEnvironment shown, String page, Runnable redraw) {
        this.room = room;
        this.shown = shown;
        this.page = page;
        this.redraw = redraw;
        this.lock = room.builder().locked(room.actor(), shown.id()).orElse(null);
        this.definition = room.definitions().current(shown.id());
    }

    /** The same page with what is there now. */
    Bench fresh() {
        return new Bench(room, shown, page, redraw);
    }

    BuildRoom room() {
        return room;
    }

    ShownEnvironment shown() {
        return shown;
    }

    EnvironmentId environment() {
        return shown.id();
    }

    Actor.Person actor() {
        return room.actor();
    }

    /** What was there when the page was drawn. */
    Definition definition() {
        return definition;
    }

    long revision() {
        return definition.revision();
    }

    Optional<EditOutcome.StructureLocked> lock() {
        return Optional.ofNullable(lock);
    }

    boolean isLocked() {
        return lock != null;
    }

    /** The address of this page in another environment. */
    String samePageIn(EnvironmentId other) {
        return ShownEnvironment.path(other, page);
    }

    void redraw() {
        redraw.run();
    }

    ResourceId newId() {
        return room.builder().newId(actor(), environment());
    }

    EditOutcome edit(Edit edit) {
        return room.builder().edit(actor(), environment(), edit);
    }

    Preview preview(Edit edit) {
        return room.builder().preview(actor(), environment(), edit);
    }

    /** Changes made of what this page shows. */
    Edit made(List<DefinitionChange> changes) {
        return new Edit(changes, revision(), Map.of());
    }

    /** A resource as it shall be. */
    static DefinitionChange put(Resource resource) {
        return new DefinitionChange.Put(resource);
    }

    /** Makes a change that needs no dialog, says what came of it, and draws the page anew. */
    void act(String success, DefinitionChange... changes) {
        act(success, made(List.of(changes)));
    }

    void act(String success, Edit edit) {
        switch (edit(edit)) {
            case EditOutcome.Done done -> Toast.success(success);
            case EditOutcome.NothingChanged nothing -> Toast.info("It is so already.");
            case EditOutcome.Refused refused ->
                Toast.failure(String.join(
                        " ",
                        refused.problems().stream()
                                .map(EditOutcome.Problem::message)
                                .toList()));
            case EditOutcome.ChangedMeanwhile changed ->
                Toast.failure("Somebody else changed this meanwhile; nothing of yours was saved. This is what is there"
                        + " now: look at it and repeat your change if it still makes sense. ("
                        + String.join("; ", Meanwhile.words(this, changed.resources()))
                        + ")");
            case EditOutcome.StructureLocked locked -> Toast.failure(locked.reason());
            case EditOutcome.Busy busy -> Toast.failure(busyWords(busy));
            case EditOutcome.NotReady notReady -> Toast.failure(notReady.reason());
            case EditOutcome.DataStopsIt stopped ->
                Toast.failure(String.join(
                        " ",
                        stopped.findings().stream()
                                .map(finding -> finding.message() + " " + finding.fix())
                                .toList()));
        }
        redraw();
    }

    String busyWords(EditOutcome.Busy busy) {
        return "Right now " + busy.what() + " of " + busy.who() + " is going on, since "
                + room.time().time(busy.since()) + ". Your input is kept; try again in a moment.";
    }
}
