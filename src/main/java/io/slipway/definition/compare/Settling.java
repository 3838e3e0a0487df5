package io.slipway.definition.compare;

import io.slipway.common.InvalidInput;
import io.slipway.common.Sha256;
import io.slipway.definition.Resource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects collisions and says how each was settled; an open one counts as settled for the sandbox. */
final class Settling {

    private final Map<String, Settlement> given;
    private final Map<String, Collision> collisions = new LinkedHashMap<>();

    Settling(Map<String, Settlement> given) {
        this.given = given;
    }

    /** What collides: a property (empty: the whole) of a resource, and its three states in words. */
    record Question(Resource resource, String path, String label, String base, String sandbox, String production) {}

    /**
     * Asks a question, or finds its answer.
     *
     * @param states the three states, compared by their text: the answer holds only as long as they do
     */
    Settlement settle(Question question, List<? extends @Nullable Object> states) {
        String hash = Sha256.hex(states.toString()).substring(0, 12);
        Resource resource = question.resource();
        String id = resource.id() + "/" + question.path() + "@" + hash;
        Settlement answer = given.get(id);
        collisions.put(
                id,
                new Collision(
                        id,
                        resource.id(),
                        resource.type(),
                        resource.name(),
                        question.label(),
                        question.base(),
                        question.sandbox(),
                        question.production(),
                        answer));
        return answer == null ? Settlement.KEEP_SANDBOX : answer;
    }

    /** Does the work; the questions it asked are taken back when its result is refused. */
    <T> T attempt(Supplier<T> work, Supplier<T> otherwise) {
        Map<String, Collision> before = new LinkedHashMap<>(collisions);
        try {
            return work.get();
        } catch (InvalidInput refused) {
            collisions.keySet().retainAll(before.keySet());
            return otherwise.get();
        }
    }

    Collection<Collision> all() {
        return collisions.values().stream()
                .sorted(Comparator.comparing(Collision::resource).thenComparing(Collision::id))
                .toList();
    }
}
