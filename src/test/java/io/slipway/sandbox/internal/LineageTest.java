package io.slipway.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.slipway.common.AccountId;
import io.slipway.common.EnvironmentId;
import io.slipway.common.ResourceId;
import io.slipway.definition.Resource;
import io.slipway.definition.Revision;
import io.slipway.definition.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LineageTest {

    private static final EnvironmentId PRODUCTION = new EnvironmentId(new AccountId(1), 1);

    private final List<Revision> log = new ArrayList<>();
    private final Map<Long, Resource> now = new HashMap<>();
    private final TreeSet<Long> restores = new TreeSet<>();

    /** One revision that gives a table a name, or, without one, takes it away. */
    private long set(long table, String name) {
        long number = log.size() + 1;
        ResourceId id = new ResourceId(table);
        Resource after = name == null ? null : new Table(id, name, "", null);
        Resource before = after == null ? now.remove(table) : now.put(table, after);
        log.add(new Revision(
                PRODUCTION,
                number,
                id,
                io.slipway.definition.ResourceType.TABLE,
                before,
                after,
                "test",
                Instant.EPOCH,
                null));
        return number;
    }

    private long restored(long head) {
        restores.add(head);
        return head;
    }

    private long ancestor(long one, long other) {
        Lineage lineage = new Lineage(log, restores);
        assertThat(lineage.commonAncestor(other, one)).isEqualTo(lineage.commonAncestor(one, other));
        return lineage.commonAncestor(one, other);
    }

    @Test
    void withoutRestoresTheOlderRevisionIsTheAncestor() {
        long base = set(1, "A");
        long head = set(1, "B");
        assertThat(ancestor(base, head)).isEqualTo(base);
        assertThat(ancestor(0, head)).isZero();
        assertThat(ancestor(head, head)).isEqualTo(head);
    }

    @Test
    void aRestoreToBeforeTheBaseLeadsBackToWhatItRestored() {
        long old = set(1, "A");
        long base = set(1, "B");
        restored(set(1, "A"));
        long head = set(2, "C");
        assertThat(ancestor(base, head)).isEqualTo(old);
    }

    @Test
    void aRestoreToAfterTheBaseChangesNothing() {
        long base = set(1, "A");
        set(2, "B");
        set(2, "C");
        long head = restored(set(2, "B"));
        assertThat(ancestor(base, head)).isEqualTo(base);
    }

    @Test
    void aBaseAfterARestoreIsItsOwnAncestor() {
        set(1, "A");
        set(1, "B");
        restored(set(1, "A"));
        long base = set(2, "C");
        long head = set(2, "D");
        assertThat(ancestor(base, head)).isEqualTo(base);
    }

    @Test
    void severalRestoresAreFollowedOneAfterTheOther() {
        long first = set(1, "A");
        long base = set(1, "B");
        restored(set(1, "A"));
        set(1, "C");
        set(1, "D");
        restored(set(1, "C"));
        long head = set(2, "E");
        assertThat(ancestor(base, head)).isEqualTo(first);
    }

    @Test
    void aRestoreToTheVeryBeginningHasAnEmptyAncestor() {
        long base = set(1, "A");
        long head = restored(set(1, null));
        assertThat(ancestor(base, head)).isZero();
    }

    @Test
    void aRestoreOfDataAloneLeadsToTheRevisionBeforeIt() {
        set(1, "A");
        long base = set(1, "B");
        long head = restored(log.size() + 1);
        assertThat(ancestor(base, head)).isEqualTo(base);
    }
}
