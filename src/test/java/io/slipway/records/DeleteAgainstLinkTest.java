package io.slipway.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.account.Actor;
import io.slipway.common.RecordId;
import io.slipway.records.RecordDraft.Create;
import io.slipway.records.RecordDraft.Delete;
import io.slipway.records.RecordDraft.Update;
import io.slipway.records.RecordDraft.Write;
import io.slipway.storage.RecordQuery;
import io.slipway.testing.AllKinds;
import io.slipway.testing.IntegrationTest;
import io.slipway.testing.Workshop;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** One deletes a record while another links to it: one of them wins, and no link leads nowhere. */
@IntegrationTest
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DeleteAgainstLinkTest {

    private static final int ROUNDS = 120;

    @Autowired
    Workshop workshop;

    @Autowired
    Records records;

    @Test
    void oneWinsAndNoLinkLeadsNowhere() throws Exception {
        AllKinds world = new AllKinds(workshop);
        Actor.Person admin = workshop.superAdmin(world.production.account());
        int deleted = 0;
        Set<RecordId> expectedLinks = new HashSet<>();
        CyclicBarrier start = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < ROUNDS; round++) {
                RecordId place = RecordId.next();
                RecordId thing = RecordId.next();
                records.write(
                        admin,
                        world.production,
                        List.of(
                                new Create(world.places, place, new RecordDraft(Map.of(world.placeName, "p" + round))),
                                new Create(world.things, thing, new RecordDraft(Map.of()))));
                boolean many = round % 2 == 0;
                RecordDraft draft = new RecordDraft(
                        many ? Map.of(world.f("links"), List.of(place)) : Map.of(world.f("link"), place));
                Write link = round % 3 == 0
                        ? new Update(world.things, thing, null, draft)
                        : new Create(world.things, RecordId.next(), draft);
                Future<WriteOutcome> linking = threads.submit(() -> {
                    start.await();
                    return records.write(admin, world.production, List.of(link));
                });
                Future<WriteOutcome> deleting = threads.submit(() -> {
                    start.await();
                    return records.write(admin, world.production, List.of(new Delete(world.places, place, null)));
                });
                if (deleting.get() instanceof WriteOutcome.Saved) {
                    deleted++;
                    assertThat(linking.get()).isInstanceOf(WriteOutcome.Invalid.class);
                } else {
                    assertThat(deleting.get()).isInstanceOf(WriteOutcome.StillLinked.class);
                    assertThat(linking.get()).isInstanceOf(WriteOutcome.Saved.class);
                    expectedLinks.add(place);
                }
            }
        }
        Set<RecordId> links = new HashSet<>();
        records.query(admin, world.production, RecordQuery.all(world.things).page(0, 10_000))
                .forEach(record -> {
                    if (record.value(world.f("link")) instanceof RecordId one) {
                        links.add(one);
                    }
                    if (record.value(world.f("links")) instanceof Collection<?> several) {
                        several.forEach(each -> links.add((RecordId) each));
                    }
                });
        assertThat(links).isEqualTo(expectedLinks);
        assertThat(records.findAll(admin, world.production, world.places, List.copyOf(links)))
                .hasSize(links.size())
                .hasSize(ROUNDS - deleted);
    }
}
