package io.slipway.promotion.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.RunId;
import io.slipway.promotion.PromotionWorld;
import io.slipway.promotion.PromotionWorld.Scene;
import io.slipway.promotion.Promotions;
import io.slipway.promotion.Run;
import io.slipway.promotion.RunState;
import io.slipway.testing.IntegrationTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Whose a run is while it begins (INV-10). */
@IntegrationTest
class OwnershipTest {

    @Autowired
    PromotionWorld world;

    @Autowired
    Promotions promotions;

    @Autowired
    RunStore runs;

    @Autowired
    RunSupervisor supervisor;

    @Autowired
    Ownership ownership;

    private boolean write(Scene scene, RunId id) {
        return runs.insert(
                id,
                Run.Kind.PROMOTION,
                scene.production,
                scene.sandbox,
                null,
                promotions.review(scene.actor, scene.sandbox).plan(),
                scene.actor,
                null);
    }

    @Test
    void aRunIsItsStartersFromTheMomentItCanBeSeen() {
        Scene scene = world.scene(3);
        Optional<RunId> begun = supervisor.begin(scene.production, id -> {
            boolean written = write(scene, id);
            // another node's round, in the moment between the run's row and the work on it
            assertThat(ownership.takeOver(runs.get(scene.production.account(), id)))
                    .isEmpty();
            return written;
        });
        Run ended = scene.ended(begun.orElseThrow());
        assertThat(ended.failure()).isNull();
        assertThat(ended.state()).isEqualTo(RunState.SUCCEEDED);
        assertThat(ended.epoch()).isEqualTo(1);
    }

    @Test
    void whoDiesRightAfterWritingARunLeavesItToOthers() {
        Scene scene = world.scene(3);
        RunId id;
        try (Ownership.Reserved reserved = ownership.reserve(scene.production)) {
            id = reserved.run();
            assertThat(write(scene, id)).isTrue();
        }
        assertThat(scene.ended(id).state()).isEqualTo(RunState.ROLLED_BACK);
    }

    @Test
    void aNumberWhoseRunIsNotWrittenLeavesNothing() {
        Scene scene = world.scene(3);
        assertThat(supervisor.begin(scene.production, id -> false)).isEmpty();
        assertThat(world.owners(scene.production)).isZero();
    }
}
